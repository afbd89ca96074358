"use client";

import { type FormEvent, useEffect, useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import { useQueryClient } from "@tanstack/react-query";
import { useDoor } from "@/components/app-shell/door-provider";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { Stars } from "@/components/tickets/rating/stars";
import { usePutOff } from "@/components/tickets/rating/use-put-off";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import type { Refusal } from "@/lib/errors/result";
import { rateTicketAction } from "@/lib/tickets/actions";
import { ticketKeys } from "@/lib/tickets/browser/ticket-queries";
import { REASON_LIMIT } from "@/lib/tickets/contract";

/** Thanks stay so long. */
const THANKS_MILLISECONDS = 10_000;

type RatingCardProps = {
  ticketId: string;
  /** The resolution that is asked about; null when nothing is asked. */
  resolution: number | null;
};

/** Asks once after a resolution how the service was. Mount it with the ticket's id as key. */
export function RatingCard({ ticketId, resolution }: RatingCardProps) {
  const t = useTranslations("tickets.rating");
  const [thanked, setThanked] = useState<number | null>(null);
  const [isPutOff, putOff] = usePutOff(`ailink.rating-later.${ticketId}.${resolution ?? ""}`);

  useEffect(() => {
    if (thanked === null) return undefined;
    const timer = setTimeout(() => setThanked(null), THANKS_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [thanked]);

  if (thanked !== null && (resolution === null || resolution === thanked))
    return (
      <Banner tone="success" className="mx-4 mt-2">
        {t("thanks")}
      </Banner>
    );
  if (resolution === null || isPutOff) return null;
  return (
    <RatingForm
      key={resolution}
      ticketId={ticketId}
      resolution={resolution}
      onPutOff={putOff}
      onSent={() => setThanked(resolution)}
    />
  );
}

type RatingFormProps = { ticketId: string; resolution: number; onPutOff: () => void; onSent: () => void };

function RatingForm({ ticketId, resolution, onPutOff, onSent }: RatingFormProps) {
  const t = useTranslations("tickets");
  const door = useDoor();
  const queries = useQueryClient();
  const [score, setScore] = useState(0);
  const [comment, setComment] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isUnreachable, setUnreachable] = useState(false);
  const [isPending, startTransition] = useTransition();

  async function send() {
    if (door.kind !== "employee") return;
    const rating = { ticketId, resolution, score, comment };
    const result = await rateTicketAction(door.appId, rating).catch(() => null);
    setUnreachable(result === null);
    setRefusal(result === null || result.ok ? null : result.error);
    if (result === null) return;
    if (result.ok) onSent();
    await queries.invalidateQueries({ queryKey: ticketKeys.all });
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (score > 0 && !isPending) startTransition(send);
  }

  return (
    <form
      onSubmit={handleSubmit}
      className="mx-4 mt-2 flex flex-col gap-2 rounded-lg border bg-raised px-3 py-2"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Stars score={score} onScore={setScore} />
        <div className="ml-auto flex gap-2">
          <Button variant="ghost" onClick={onPutOff}>
            {t("rating.later")}
          </Button>
          <Button type="submit" variant="primary" disabled={score === 0} busy={isPending}>
            {t("rating.send")}
          </Button>
        </div>
      </div>
      {score > 0 && (
        <TextField
          label={t("rating.comment")}
          value={comment}
          maxLength={REASON_LIMIT}
          onChange={(event) => setComment(event.target.value)}
        />
      )}
      {isUnreachable && <Banner tone="danger">{t("moves.unreachable")}</Banner>}
      <RefusalBanner refusal={refusal} />
    </form>
  );
}
