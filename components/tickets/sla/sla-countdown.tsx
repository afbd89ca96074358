"use client";

import { CircleAlert, Clock, Pause, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { countdown, type ShownClock, soonestClock } from "@/components/tickets/sla/countdown";
import { useMoment } from "@/components/tickets/use-moment";
import { classNames } from "@/components/ui/class-names";
import { softTone } from "@/components/ui/tone";
import { useNow } from "@/components/ui/use-now";
import type { SlaClocksView, TicketStatus } from "@/lib/tickets/contract";

const frame = "inline-flex items-center gap-1 rounded-sm px-1.5 text-xs leading-5 font-medium tabular-nums";
const looks = {
  pending: { tone: "neutral", Icon: Clock },
  due_soon: { tone: "warning", Icon: TriangleAlert },
  breached: { tone: "danger", Icon: CircleAlert },
} as const;

type SlaCountdownProps = {
  status: TicketStatus;
  clocks: SlaClocksView;
  /** How far the server's clock is ahead of this device's. */
  clockAhead: number;
};

/** The soonest promise of a ticket, ticking: what is due, in words, and how long that is. */
export function SlaCountdown({ status, clocks, clockAhead }: SlaCountdownProps) {
  const t = useTranslations("tickets");
  const clock = soonestClock(status, clocks);
  if (clock === null) return null;
  if (clock === "paused")
    return (
      <span className={classNames(frame, softTone.neutral)}>
        <Pause aria-hidden="true" className="size-3.5 shrink-0" />
        {t("sla.paused")}
      </span>
    );
  return <RunningClock clock={clock} clockAhead={clockAhead} />;
}

function RunningClock({ clock, clockAhead }: { clock: ShownClock; clockAhead: number }) {
  const t = useTranslations("tickets");
  const moment = useMoment();
  const now = useNow(clockAhead);
  // The page may know that it is too late a moment before the server says so.
  const isLate = now !== null && Date.parse(clock.dueAt) <= now;
  const state = isLate ? "breached" : clock.state;
  const { tone, Icon } = looks[state];
  const left = now === null ? null : countdown(clock.dueAt, now);
  const values = { clock: t(`sla.kinds.${clock.kind}`) };
  const text =
    left !== null
      ? t(`sla.${state}`, { ...values, time: left })
      : t(state === "breached" ? "sla.breachedSince" : "sla.pendingBy", {
          ...values,
          time: now === null ? "" : moment(clock.dueAt),
        });
  return (
    <time
      dateTime={clock.dueAt}
      title={now === null ? undefined : moment(clock.dueAt)}
      className={classNames(frame, softTone[tone])}
    >
      <Icon aria-hidden="true" className="size-3.5 shrink-0" />
      {text}
    </time>
  );
}
