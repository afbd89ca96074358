import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

type CardProps = {
  title?: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  /** Which heading the title is; pages have one h1, so cards start at h2. */
  level?: "h2" | "h3";
  className?: string | undefined;
  children: ReactNode;
};

/** A bordered block of a page with a heading. */
export function Card({ title, actions, level: Heading = "h2", className, children }: CardProps) {
  return (
    <section className={classNames("rounded-lg border bg-raised p-4", className)}>
      {(title !== undefined || actions !== undefined) && (
        <header className="mb-3 flex flex-wrap items-center gap-2">
          <Heading className="min-w-0 grow text-lg font-semibold">{title}</Heading>
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}
