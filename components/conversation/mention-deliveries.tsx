"use client";

import { useQuery } from "@tanstack/react-query";
import { BellRing, CircleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { usePersonName } from "@/components/app-shell/use-person-name";
import { usePeople } from "@/components/conversation/people-context";
import { ClockTime } from "@/components/conversation/message-time";
import { classNames } from "@/components/ui/class-names";
import { mentionsIn } from "@/lib/messages/contract";
import { mentionDeliveriesKey, readMentionDeliveries } from "@/lib/notifications/browser/mention-deliveries";
import type { MentionDeliveriesView, MentionDeliveryView } from "@/lib/notifications/contract";

/** What is not decided yet is asked again so often; an outcome, once recorded, never changes. */
const WATCHING = 5_000;

type MentionDeliveriesProps = { messageId: string; senderId: string | null; body: string };

/** Under a message of mine that mentions somebody: whether they were reached, and what to do where they were not. */
export function MentionDeliveries({ messageId, senderId, body }: MentionDeliveriesProps) {
  const { me, groupId } = usePeople();
  const { personIds, everyone } = mentionsIn(body);
  if (senderId !== me || (personIds.length === 0 && !everyone)) return null;
  return <Deliveries groupId={groupId} messageId={messageId} />;
}

function Deliveries({ groupId, messageId }: { groupId: string; messageId: string }) {
  const t = useTranslations("deliveries");
  const door = useDoor();
  const { data } = useQuery({
    queryKey: mentionDeliveriesKey(messageId),
    queryFn: () => readMentionDeliveries(door, groupId, messageId),
    refetchInterval: ({ state }) => (state.data && state.data.waiting === 0 ? false : WATCHING),
    staleTime: ({ state }) => (state.data?.waiting === 0 ? Infinity : 0),
  });
  // The line has its height before anything is known, so that nothing moves when the answer comes.
  if (data === undefined) return <p className="h-5" />;
  if (data.total === 0) return <p className="text-xs leading-5 text-ink-faint">{t("nobody")}</p>;
  const hasMore = data.total > 1 || data.people.some(({ cause, at }) => cause !== null || at !== null);
  if (!hasMore)
    return (
      <p className="flex h-5 items-center gap-1 text-xs text-ink-faint">
        <SummaryIcon missed={0} />
        <Summary deliveries={data} />
      </p>
    );
  return (
    <details className="group/deliveries text-xs">
      <summary
        className={classNames(
          "flex h-5 w-fit cursor-pointer list-none items-center gap-1 rounded-sm hover:underline",
          data.missed > 0 ? "text-warning-ink" : "text-ink-faint",
        )}
      >
        <SummaryIcon missed={data.missed} />
        <Summary deliveries={data} />
      </summary>
      <ul className="mt-1 mb-2 max-w-xl divide-y rounded-md border bg-raised">
        {data.people.map((person) => (
          <PersonLine key={person.personId} person={person} />
        ))}
        {data.total > data.people.length && (
          <li className="px-3 py-1.5 text-ink-faint">
            {t("more", { count: data.total - data.people.length })}
          </li>
        )}
      </ul>
    </details>
  );
}

function SummaryIcon({ missed }: { missed: number }) {
  const Icon = missed > 0 ? CircleAlert : BellRing;
  return <Icon aria-hidden="true" className="size-3" />;
}

function Summary({ deliveries }: { deliveries: MentionDeliveriesView }) {
  const t = useTranslations("deliveries");
  const nameOf = usePersonName();
  const { total, waiting, missed, people } = deliveries;
  const [only] = people;
  if (total === 1 && only) return <span>{t(`state.${stateOf(only)}`, { name: nameOf(only.name) })}</span>;
  return <span>{t("summary", { total, reached: total - waiting - missed, missed, waiting })}</span>;
}

/** What follows if it stays unread differs by side: a card in Feishu, or an e-mail. */
const stateOf = ({ state, side }: MentionDeliveryView) =>
  state === "waiting" && side === "service" ? "waiting_service" : state;

function PersonLine({ person }: { person: MentionDeliveryView }) {
  const t = useTranslations("deliveries");
  const nameOf = usePersonName();
  return (
    <li className="px-3 py-1.5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span>{t(`state.${stateOf(person)}`, { name: nameOf(person.name) })}</span>
        {person.at !== null && (
          <span className="text-ink-faint">
            {person.state === "waiting" && `${t("expected")} `}
            <ClockTime instant={person.at} />
          </span>
        )}
      </p>
      {person.cause !== null && <p className="text-ink-muted">{t(`cause.${person.cause}`)}</p>}
      {person.state === "no_quota" && <p className="text-ink-muted">{t("quotaRemedy")}</p>}
      {person.state === "muted" && <p className="text-ink-muted">{t("mutedRemedy")}</p>}
    </li>
  );
}
