"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { PrincipalDialogs, type PrincipalTask } from "@/components/console/principals/principal-dialogs";
import { PrincipalRow } from "@/components/console/principals/principal-row";
import { WhoCan } from "@/components/console/who-can";
import { usePageRefresh } from "@/components/desk/use-page-refresh";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { ConsoleIdentityView, PrincipalsView } from "@/lib/accounts/contract";

const REFRESH_MILLISECONDS = 60_000;

type PrincipalsBoardProps = {
  identity: ConsoleIdentityView;
  me: { principalId: string; assumedRoleId: string | null };
  view: PrincipalsView;
};

/** Who acts for the account, and what they may do; whoever may, changes it here. */
export function PrincipalsBoard({ identity, me, view }: PrincipalsBoardProps) {
  const t = useTranslations("principals");
  const [task, setTask] = useState<PrincipalTask | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const { permissions } = identity;

  usePageRefresh(REFRESH_MILLISECONDS);

  function begin(next: PrincipalTask) {
    setDone(null);
    setTask(next);
  }

  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-prose text-ink-muted">{t("intro")}</p>
      <WhoCan identity={identity} permission="principals" />
      {permissions.includes("principals") && (
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" onClick={() => begin({ act: "ram_user" })}>
            {t("add.user")}
          </Button>
          <Button onClick={() => begin({ act: "ram_role" })}>{t("add.role")}</Button>
        </div>
      )}
      {done !== null && <Banner tone="success">{done}</Banner>}
      <ul aria-label={t("list")} className="divide-y rounded-lg border bg-raised">
        {view.principals.map((principal) => (
          <PrincipalRow
            key={principal.id}
            principal={principal}
            isMe={principal.id === me.principalId || principal.id === me.assumedRoleId}
            onBegin={(act) => begin({ act, id: principal.id })}
          />
        ))}
      </ul>
      <PrincipalDialogs
        view={view}
        offered={permissions}
        task={task}
        onClose={() => setTask(null)}
        onDone={(words) => {
          setTask(null);
          setDone(words);
        }}
      />
    </div>
  );
}
