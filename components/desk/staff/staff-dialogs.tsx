"use client";

import { useTranslations } from "use-intl";
import { DeleteStaffForm } from "@/components/desk/staff/delete-staff-form";
import { NewStaffForm } from "@/components/desk/staff/new-staff-form";
import { PasswordForm, RolesForm, SureDialog } from "@/components/desk/staff/staff-forms";
import { Dialog } from "@/components/ui/dialog";
import type { StaffView } from "@/lib/identity/contract";

/** What can be done about somebody who is there. */
export type PersonTask = "roles" | "password" | "factor" | "disable" | "enable" | "delete";
/** What an operator is doing. */
export type StaffTask = { kind: "create" } | { kind: PersonTask; person: StaffView };

type StaffDialogsProps = {
  task: StaffTask | null;
  onClose: () => void;
  /** With what was done, in words. */
  onDone: (words: string) => void;
};

/** The dialog of what an operator is doing; none while they do nothing. */
export function StaffDialogs({ task, onClose, onDone }: StaffDialogsProps) {
  const titleOf = useTitle();
  return (
    <Dialog open={task !== null} title={task && titleOf(task)} onClose={onClose}>
      {task && <TaskForm task={task} onDone={onDone} />}
    </Dialog>
  );
}

function useTitle() {
  const t = useTranslations("staff");
  return (task: StaffTask): string => {
    if (task.kind === "create") return t("newPerson.title");
    const { name } = task.person;
    if (task.kind === "roles") return t("roles.title", { name });
    if (task.kind === "password") return t("passwordDialog.title", { name });
    if (task.kind === "delete") return t("deleteDialog.title", { name });
    if (task.kind === "factor") return t("factorDialog.title", { name });
    return task.kind === "disable" ? t("disableDialog.title", { name }) : t("actions.enable");
  };
}

function TaskForm({ task, onDone }: { task: StaffTask; onDone: (words: string) => void }) {
  const t = useTranslations("staff.done");
  if (task.kind === "create") return <NewStaffForm onDone={(email) => onDone(t("created", { email }))} />;
  const { kind, person } = task;
  const { name } = person;
  if (kind === "roles") return <RolesForm person={person} onDone={() => onDone(t("roles", { name }))} />;
  if (kind === "password")
    return <PasswordForm person={person} onDone={() => onDone(t("password", { name }))} />;
  if (kind === "delete")
    return <DeleteStaffForm person={person} onDone={() => onDone(t("deletion", { name }))} />;
  const words = { factor: "factor", disable: "disabled", enable: "enabled" } as const;
  return <SureDialog kind={kind} person={person} onDone={() => onDone(t(words[kind], { name }))} />;
}
