import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";

type HeaderButtonProps = {
  label: string;
  icon: ReactNode;
  /** Whether what it opens is open. */
  isOpen: boolean;
  onToggle: () => void;
  primary?: boolean;
};

/** Opens something beside the conversation; where the header is narrow, only its icon is seen. */
export function HeaderButton({ label, icon, isOpen, onToggle, primary = false }: HeaderButtonProps) {
  return (
    <Button
      variant={primary ? "primary" : "ghost"}
      aria-label={label}
      title={label}
      aria-expanded={isOpen}
      onClick={onToggle}
      className={classNames(
        "px-2 pointer-coarse:min-w-10 @4xl:px-3 [&>svg]:size-4",
        isOpen && !primary && "bg-selected text-accent-ink",
      )}
    >
      {icon}
      <span className="hidden @4xl:inline">{label}</span>
    </Button>
  );
}
