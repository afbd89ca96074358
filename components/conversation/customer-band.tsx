import { classNames } from "@/components/ui/class-names";

/** Whose group it is, in the customer's own colour: staff must never take one customer for another. */
export function CustomerBand({ name, colour }: { name: string; colour: string }) {
  return (
    <span
      className={classNames("block truncate px-1.5 text-xs leading-5 font-medium text-[#ffffff]", colour)}
    >
      <bdi>{name}</bdi>
    </span>
  );
}
