"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { customerColours } from "@/components/desk/customer-colours";
import type { useFoundConversations } from "@/components/desk/palette/use-found-conversations";
import { SeverityMark } from "@/components/tickets/severity-mark";
import { classNames } from "@/components/ui/class-names";
import type { DeskHitView } from "@/lib/desk/contract";

type FoundConversationsProps = {
  found: ReturnType<typeof useFoundConversations>;
  onRun: (command: () => void) => void;
};

/** Where a hit is shown. */
function addressOf({ groupId, isMember, ticket }: DeskHitView): string {
  return isMember || ticket === null ? `/desk?group=${groupId}` : `/desk?ticket=${ticket.number}`;
}

/** What the palette found, each under its customer's name and colour. */
export function FoundConversations({ found, onRun }: FoundConversationsProps) {
  const t = useTranslations("inbox.palette");
  const router = useRouter();
  const colours = customerColours(found.hits.map(({ organizationName }) => organizationName));
  if (found.isError)
    return (
      <p role="alert" className="px-3 py-2 text-danger-ink">
        {t("failed")}
      </p>
    );
  if (found.hits.length === 0) return null;
  return (
    <Command.Group
      heading={
        <span className="block px-3 pt-2 pb-1 text-xs font-medium text-ink-faint">{t("conversations")}</span>
      }
    >
      {found.hits.map((hit) => (
        <Command.Item
          key={hit.groupId}
          value={`conversation:${hit.groupId}`}
          onSelect={() => onRun(() => router.push(addressOf(hit)))}
          className="flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-3 py-1 data-[selected=true]:bg-selected"
        >
          <span
            aria-hidden="true"
            className={classNames("h-8 w-1 shrink-0 rounded-full", colours.get(hit.organizationName))}
          />
          <Hit hit={hit} />
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function Hit({ hit: { name, organizationName, isMember, ticket } }: { hit: DeskHitView }) {
  const t = useTranslations("inbox.palette");
  return (
    <span className="min-w-0 flex-1">
      <span className="flex items-baseline gap-2">
        {ticket && <SeverityMark short severity={ticket.severity} className="text-ink-muted" />}
        <bdi className="min-w-0 truncate">{ticket ? `#${ticket.number} ${ticket.title}` : name}</bdi>
      </span>
      <span className="flex items-baseline gap-2 text-xs text-ink-muted">
        <bdi className="min-w-0 truncate">{organizationName}</bdi>
        {ticket === null && <span className="shrink-0">{t("main")}</span>}
        {!isMember && <span className="shrink-0 text-warning-ink">{t("notMember")}</span>}
      </span>
    </span>
  );
}
