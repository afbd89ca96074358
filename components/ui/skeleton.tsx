import { classNames } from "@/components/ui/class-names";

/** Stands where something will appear, in its final size; the region around it carries `aria-busy`. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <div aria-hidden="true" className={classNames("animate-pulse rounded-sm bg-hover", className)} />;
}
