"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { DeskPage } from "@/components/desk/desk-page";
import { StaffDialogs, type StaffTask } from "@/components/desk/staff/staff-dialogs";
import { StaffRow } from "@/components/desk/staff/staff-row";
import { usePageRefresh } from "@/components/desk/use-page-refresh";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { StaffView } from "@/lib/identity/contract";

const REFRESH_MILLISECONDS = 60_000;

type StaffBoardProps = { me: string; staff: readonly StaffView[] };

/** The accounts of the service team, for operators: who there is, what they may do, how they sign in. */
export function StaffBoard({ me, staff }: StaffBoardProps) {
  const t = useTranslations("staff");
  const [task, setTask] = useState<StaffTask | null>(null);
  const [done, setDone] = useState<string | null>(null);

  usePageRefresh(REFRESH_MILLISECONDS);

  function begin(next: StaffTask) {
    setDone(null);
    setTask(next);
  }

  return (
    <DeskPage back={t("back")}>
      <main className="mx-auto flex w-full max-w-[72rem] flex-1 flex-col gap-4 p-4 pb-16 md:p-6">
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="min-w-0 flex-1 text-xl font-semibold">{t("title")}</h1>
          <Button variant="primary" onClick={() => begin({ kind: "create" })}>
            {t("add")}
          </Button>
        </div>
        <p className="max-w-prose text-ink-muted">{t("intro")}</p>
        {done !== null && <Banner tone="success">{done}</Banner>}
        <ul className="divide-y rounded-lg border bg-raised">
          {staff.map((person) => (
            <StaffRow
              key={person.personId}
              person={person}
              isMe={person.personId === me}
              onBegin={(kind) => begin({ kind, person })}
            />
          ))}
        </ul>
        <StaffDialogs
          task={task}
          onClose={() => setTask(null)}
          onDone={(words) => {
            setTask(null);
            setDone(words);
          }}
        />
      </main>
    </DeskPage>
  );
}
