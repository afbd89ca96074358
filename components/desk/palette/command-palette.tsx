"use client";

import { Command } from "cmdk";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { DeskCommand, PageCommands } from "@/components/desk/palette/page-commands";
import { FoundConversations } from "@/components/desk/palette/found-conversations";
import { useOwnCommands } from "@/components/desk/palette/use-own-commands";
import { useFoundConversations } from "@/components/desk/palette/use-found-conversations";
import { DESK_SEARCH_LIMIT } from "@/lib/desk/contract";

type CommandPaletteProps = {
  open: boolean;
  added: PageCommands | null;
  onClose: () => void;
  onHelp: () => void;
};

/** Ctrl/⌘ K: to any conversation, to any page, and what can be done. The browser's own dialog gives the focus back. */
export function CommandPalette({ open, onClose, ...rest }: CommandPaletteProps) {
  const t = useTranslations("inbox.palette");
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- Escape is the keyboard's way, see onCancel
    <dialog
      ref={element}
      aria-label={t("title")}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === element.current) onClose();
      }}
      className="mx-auto mt-[10vh] mb-auto w-[min(36rem,calc(100vw-2rem))] rounded-lg border bg-raised p-0 text-ink shadow-float"
    >
      {open && <Palette onClose={onClose} {...rest} />}
    </dialog>
  );
}

/** Every word somewhere in the name: what is found by the server is matched there. */
function isMatch(label: string, words: string): boolean {
  const name = label.toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => name.includes(word));
}

function Palette({ added, onClose, onHelp }: Omit<CommandPaletteProps, "open">) {
  const t = useTranslations("inbox.palette");
  const [typed, setTyped] = useState("");
  const words = typed.trim();
  const own = useOwnCommands(onHelp);
  const found = useFoundConversations(words);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  const matching = (commands: readonly DeskCommand[]) =>
    commands.filter(({ label }) => isMatch(label, words));
  const groups = [
    ...(added ? [{ id: "page", heading: added.heading, commands: matching(added.commands) }] : []),
    { id: "pages", heading: t("pages"), commands: matching(own.pages) },
    { id: "more", heading: t("more"), commands: matching(own.more) },
  ].filter(({ commands }) => commands.length > 0);
  const isEmpty = groups.length === 0 && found.hits.length === 0;

  function run(command: () => void) {
    onClose();
    // After the focus is back: what the command opens takes it from there.
    setTimeout(command);
  }

  return (
    <Command shouldFilter={false} loop label={t("title")} className="flex max-h-[70vh] flex-col">
      <Command.Input
        ref={input}
        value={typed}
        onValueChange={setTyped}
        maxLength={DESK_SEARCH_LIMIT}
        placeholder={t("placeholder")}
        className="h-12 w-full shrink-0 border-b bg-transparent px-4 text-base text-ink outline-none placeholder:text-ink-faint"
      />
      <Command.List label={t("title")} className="min-h-0 flex-1 overflow-y-auto p-2">
        <FoundConversations found={found} onRun={run} />
        {groups.map(({ id, heading, commands }) => (
          <Command.Group key={id} heading={<Heading text={heading} />}>
            {commands.map((command) => (
              <Command.Item
                key={command.id}
                value={`${id}:${command.id}`}
                onSelect={() => run(command.run)}
                className="flex min-h-9 cursor-pointer items-center rounded-md px-3 data-[selected=true]:bg-selected pointer-coarse:min-h-11"
              >
                {command.label}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
        {isEmpty && (
          <output className="block px-3 py-6 text-center text-ink-muted">
            {t(found.isSearching ? "searching" : "nothing")}
          </output>
        )}
      </Command.List>
    </Command>
  );
}

/** The name of a part of the palette. */
function Heading({ text }: { text: string }) {
  return <span className="block px-3 pt-2 pb-1 text-xs font-medium text-ink-faint">{text}</span>;
}
