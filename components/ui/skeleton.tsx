import { classNames } from "@/components/ui/class-names";

type SkeletonProps = { round?: boolean; className?: string | undefined };

/** Stands where something will appear, in its final size; the region around it carries `aria-busy`. */
export function Skeleton({ round = false, className }: SkeletonProps) {
  return (
    <div
      aria-hidden="true"
      className={classNames("animate-pulse bg-hover", round ? "rounded-full" : "rounded-sm", className)}
    />
  );
}
