"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { Refusal, Result } from "@/lib/errors/result";
import { revokeOtherSessionsAction, revokeSessionAction } from "@/lib/identity/actions";
import type { OwnSessionView, SignInDoor } from "@/lib/identity/contract";

type SessionListProps = { door: SignInDoor; sessions: OwnSessionView[] };

/** Where one is signed in, this browser first; each other sign-in, or all of them, can be ended. */
export function SessionList({ door, sessions }: SessionListProps) {
  const t = useTranslations("security.sessions");
  const router = useRouter();
  const [ended, setEnded] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, startTransition] = useTransition();
  const hasOthers = sessions.some(({ isThis }) => !isThis);

  function revoke<T>(act: () => Promise<Result<T>>, endedBy: (value: T) => number) {
    startTransition(async () => {
      const result = await act();
      setRefusal(result.ok ? null : result.error);
      setEnded(result.ok ? endedBy(result.value) : null);
      router.refresh();
    });
  }

  return (
    <Card
      title={t("title")}
      actions={
        hasOthers && (
          <Button
            size="small"
            disabled={isPending}
            onClick={() =>
              revoke(
                () => revokeOtherSessionsAction(door),
                (value) => value.ended,
              )
            }
          >
            {t("revokeOthers")}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-3">
        <RefusalBanner refusal={refusal} />
        {ended !== null && ended > 0 && <Banner tone="success">{t("revoked", { count: ended })}</Banner>}
        <ul aria-label={t("title")} className="flex flex-col divide-y">
          {sessions.map((session) => (
            <SessionRow
              key={session.id}
              door={door}
              session={session}
              disabled={isPending}
              onRevoke={() =>
                revoke(
                  () => revokeSessionAction(door, { sessionId: session.id }),
                  () => 1,
                )
              }
            />
          ))}
        </ul>
        {!hasOthers && <p className="text-ink-muted">{t("onlyThis")}</p>}
      </div>
    </Card>
  );
}

type SessionRowProps = {
  door: SignInDoor;
  session: OwnSessionView;
  disabled: boolean;
  onRevoke: () => void;
};

function SessionRow({ door, session, disabled, onRevoke }: SessionRowProps) {
  const t = useTranslations("security.sessions");
  const { browser: program, system, role, isThis } = session;
  const date = new Date(session.openedAt);
  const browser =
    program !== null && system !== null
      ? t("browserOn", { browser: program, system })
      : (program ?? system ?? t("unknown"));
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {browser}
          {isThis && <Badge tone="accent">{t("this")}</Badge>}
          {role !== null && <Badge>{t("role", { role })}</Badge>}
        </p>
        <p className="text-sm text-ink-muted">
          {t("door", { door })} · <time dateTime={session.openedAt}>{t("opened", { date })}</time>
        </p>
      </div>
      {!isThis && (
        <Button
          size="small"
          disabled={disabled}
          aria-label={t("revokeNamed", { browser, date })}
          onClick={onRevoke}
        >
          {t("revoke")}
        </Button>
      )}
    </li>
  );
}
