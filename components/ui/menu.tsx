"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Check } from "lucide-react";
import { classNames } from "@/components/ui/class-names";

type MenuItem = {
  id: string;
  label: ReactNode;
  onSelect: () => void;
  /** Set for one choice of several: the chosen one is marked. */
  checked?: boolean;
  danger?: boolean;
};
export type MenuGroup = { id: string; label?: string; items: readonly MenuItem[] };

type MenuProps = {
  /** The accessible name of the button. */
  label: string;
  trigger: ReactNode;
  groups: readonly MenuGroup[];
  align?: "left" | "right";
  placement?: "below" | "above";
  triggerClassName?: string | undefined;
};

/** A button that opens a list of commands: arrows move, Escape closes and gives the focus back. */
export function Menu({
  label,
  trigger,
  groups,
  align = "right",
  placement = "below",
  triggerClassName,
}: MenuProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return undefined;
    root.current?.querySelector<HTMLElement>('[role^="menuitem"]')?.focus();
    const closeOutside = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [open]);

  function handleKey(event: KeyboardEvent) {
    if (!open) return;
    if (event.key === "Escape" || event.key === "Tab") {
      setOpen(false);
      if (event.key === "Escape") button.current?.focus();
      return;
    }
    const items = [...(root.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
    const target = targetOf(event.key, items);
    if (!target) return;
    event.preventDefault();
    target.focus();
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only listens to keys of the button and the items inside
    <div ref={root} className="relative" onKeyDown={handleKey}>
      <button
        ref={button}
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        className={
          triggerClassName ??
          "inline-flex min-h-8 min-w-8 items-center justify-center gap-2 rounded-md px-1 text-ink-muted hover:bg-hover hover:text-ink pointer-coarse:min-h-10 pointer-coarse:min-w-10"
        }
      >
        {trigger}
      </button>
      {open && (
        <div
          id={id}
          role="menu"
          aria-label={label}
          className={classNames(
            "absolute z-30 max-h-[70vh] min-w-44 overflow-y-auto rounded-lg border bg-raised py-1 shadow-float",
            align === "right" ? "right-0" : "left-0",
            placement === "below" ? "top-full mt-1" : "bottom-full mb-1",
          )}
        >
          {groups.map((group, index) => (
            <MenuSection
              key={group.id}
              group={group}
              divided={index > 0}
              onDone={() => {
                setOpen(false);
                button.current?.focus();
              }}
            />
          ))}
        </div>
      )}
    </div>
  );
}

function targetOf(key: string, items: HTMLElement[]): HTMLElement | undefined {
  const at = items.indexOf(document.activeElement as HTMLElement);
  if (key === "ArrowDown") return items[(at + 1) % items.length];
  if (key === "ArrowUp") return items.at(at <= 0 ? -1 : at - 1);
  if (key === "Home") return items[0];
  if (key === "End") return items.at(-1);
  return undefined;
}

function MenuSection({ group, divided, onDone }: { group: MenuGroup; divided: boolean; onDone: () => void }) {
  return (
    <fieldset aria-label={group.label} className={divided ? "mt-1 border-t pt-1" : undefined}>
      {group.label !== undefined && (
        <p aria-hidden="true" className="px-3 pt-1 text-xs text-ink-faint">
          {group.label}
        </p>
      )}
      {group.items.map((item) => (
        <button
          key={item.id}
          type="button"
          role={item.checked === undefined ? "menuitem" : "menuitemradio"}
          aria-checked={item.checked}
          tabIndex={-1}
          onClick={() => {
            onDone();
            item.onSelect();
          }}
          className={classNames(
            "flex min-h-8 w-full items-center gap-2 px-3 text-left whitespace-nowrap hover:bg-hover focus-visible:bg-hover focus-visible:outline-none pointer-coarse:min-h-10",
            item.danger && "text-danger-ink",
          )}
        >
          <span className="min-w-0 flex-1">{item.label}</span>
          {item.checked && <Check aria-hidden="true" className="size-4 text-accent-ink" />}
        </button>
      ))}
    </fieldset>
  );
}
