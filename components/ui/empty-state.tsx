import type { ReactNode } from "react";

type EmptyStateProps = {
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
};

/** What a list or a page says when there is nothing in it: why, and what to do. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center gap-2 px-6 py-10 text-center">
      {icon !== undefined && (
        <div aria-hidden="true" className="mb-1 text-ink-faint [&>svg]:size-8">
          {icon}
        </div>
      )}
      <p className="text-lg font-semibold">{title}</p>
      {children !== undefined && <div className="text-ink-muted">{children}</div>}
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  );
}
