import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

type ThreePanesProps = {
  /** The page's own name, for screen readers; what is seen are the names in the panes. */
  title: string;
  list: ReactNode;
  middle: ReactNode;
  right: ReactNode;
  /** Across the whole width, above the panes. */
  above?: ReactNode;
  /** On a narrow screen: whether the middle pane is shown instead of the list. */
  showsMiddle: boolean;
};

/** List, conversation and one more: three beside each other, two with the third sliding over, or one at a time. */
export function ThreePanes({ title, list, middle, right, above, showsMiddle }: ThreePanesProps) {
  return (
    <main className="flex h-dvh flex-col overflow-hidden bg-canvas">
      <h1 className="sr-only">{title}</h1>
      {above}
      <div className="relative flex min-h-0 flex-1">
        <div
          className={classNames(
            "min-h-0 w-full flex-col border-r bg-sunken md:flex md:w-72 md:shrink-0",
            showsMiddle ? "hidden" : "flex",
          )}
        >
          {list}
        </div>
        <div
          className={classNames("min-h-0 min-w-0 flex-1 flex-col md:flex", showsMiddle ? "flex" : "hidden")}
        >
          {middle}
        </div>
        {right}
      </div>
    </main>
  );
}
