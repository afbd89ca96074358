"use client";

import { useTranslations } from "use-intl";
import { useMoment } from "@/components/tickets/use-moment";
import { classNames } from "@/components/ui/class-names";
import { softTone, type Tone } from "@/components/ui/tone";
import type { ClockState, SlaClockView, SlaClocksView } from "@/lib/tickets/contract";

const kinds = ["firstResponse", "nextUpdate", "resolution"] as const;
const tones: Record<ClockState, Tone> = {
  pending: "neutral",
  due_soon: "warning",
  breached: "danger",
  met: "success",
  paused: "neutral",
};

/** How each promise stands, in words. */
export function TicketClocks({ clocks }: { clocks: SlaClocksView }) {
  const t = useTranslations("tickets.sla");
  return (
    <dl className="flex flex-col gap-1">
      {kinds.map((kind) => (
        <div key={kind} className="flex items-start gap-2">
          <dt className="w-28 shrink-0 text-ink-muted">{t(`kinds.${kind}`)}</dt>
          <dd className="min-w-0 flex-1">
            <ClockStateText clock={clocks[kind]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ClockStateText({ clock: { state, dueAt } }: { clock: SlaClockView }) {
  const t = useTranslations("tickets.sla.states");
  const moment = useMoment();
  const isIdle = dueAt === null && state !== "met" && state !== "paused";
  return (
    <span
      className={classNames(
        "inline-block rounded-sm align-top px-1.5 text-xs leading-5 font-medium",
        softTone[isIdle ? "neutral" : tones[state]],
      )}
    >
      {isIdle ? t("none") : t(state, { time: dueAt === null ? "" : moment(dueAt) })}
    </span>
  );
}
