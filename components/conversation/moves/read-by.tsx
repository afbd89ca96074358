"use client";

import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { Dialog } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import { readersKey, readReaders } from "@/lib/messages/browser/message-queries";
import { type MessageView, READERS_LISTED, type ReadersView } from "@/lib/messages/contract";

/** Under what is looked at: asked again so often. */
const WATCHING = 15_000;

function useReaders({ id: messageId, groupId }: MessageView, refetchInterval: number | false) {
  const door = useDoor();
  return useQuery({
    queryKey: readersKey(messageId),
    queryFn: () => readReaders(door, { groupId, messageId }),
    refetchInterval,
  });
}

/** Under my newest message: that it arrived, and how many have read it. */
export function SentMark({ message }: { message: MessageView }) {
  const t = useTranslations("conversation");
  const { data } = useReaders(message, WATCHING);
  const [isOpen, setOpen] = useState(false);
  const read = data === undefined ? 0 : data.sides.customer.read + data.sides.service.read;
  return (
    <p className="flex h-5 items-center gap-1 text-xs text-ink-faint">
      <Check aria-hidden="true" className="size-3" />
      <span>{t("sent")}</span>
      {read > 0 && (
        <>
          <span aria-hidden="true">·</span>
          <button type="button" onClick={() => setOpen(true)} className="rounded-sm hover:underline">
            {t("moves.readBy", { count: read })}
          </button>
          <ReadersDialog message={message} open={isOpen} onClose={() => setOpen(false)} />
        </>
      )}
    </p>
  );
}

type ReadersDialogProps = { message: MessageView; open: boolean; onClose: () => void };

/** Who has read a message, per side. */
export function ReadersDialog({ message, open, onClose }: ReadersDialogProps) {
  const t = useTranslations("conversation.moves");
  return (
    <Dialog open={open} title={t("readers")} onClose={onClose}>
      <Readers message={message} />
    </Dialog>
  );
}

function Readers({ message }: { message: MessageView }) {
  const t = useTranslations("conversation.moves");
  const { data, isError } = useReaders(message, false);
  if (isError) return <p role="alert">{t("loadFailed")}</p>;
  if (data === undefined) return <Spinner />;
  return (
    <>
      <SideReaders view={data} side="customer" />
      <SideReaders view={data} side="service" />
      {data.people === null && (
        <p className="text-sm text-ink-muted">{t("tooMany", { limit: READERS_LISTED })}</p>
      )}
    </>
  );
}

type SideReadersProps = { view: ReadersView; side: "customer" | "service" };

function SideReaders({ view, side }: SideReadersProps) {
  const t = useTranslations("conversation.moves");
  const isStaff = useDoor().kind === "staff";
  const { total, read } = view.sides[side];
  if (total === 0) return null;
  const people = view.people?.filter((person) => person.side === side) ?? [];
  return (
    <section className="mb-3">
      <h3 className="flex justify-between gap-2 border-b py-1 font-semibold">
        {t(`side.${isStaff && side === "customer" ? "theirs" : side}`)}
        <span className="font-normal text-ink-muted">{t("readOf", { read, total })}</span>
      </h3>
      <ul>
        {people.map(({ personId, name, state }) => (
          <li key={personId} className="flex justify-between gap-2 py-1">
            <bdi className="min-w-0 truncate">{name}</bdi>
            <span className="shrink-0 text-sm text-ink-muted">{t(`readState.${state}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
