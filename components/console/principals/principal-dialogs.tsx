"use client";

import { useTranslations } from "use-intl";
import { GrantsForm } from "@/components/console/principals/grants-form";
import { NewPrincipalForm } from "@/components/console/principals/new-principal-form";
import { PasswordForm, PermissionsForm, SureDialog } from "@/components/console/principals/principal-forms";
import { Dialog } from "@/components/ui/dialog";
import type { PrincipalsView, PrincipalView } from "@/lib/accounts/contract";
import type { PrincipalPermission } from "@/lib/actor/actor";

/** What can be done about a RAM user or role that is there. */
export type PrincipalAct = "permissions" | "grants" | "password" | "factor" | "disable" | "enable";
/** What somebody is doing on the page. */
export type PrincipalTask = { act: "ram_user" | "ram_role" } | { act: PrincipalAct; id: string };

type PrincipalDialogsProps = {
  view: PrincipalsView;
  /** What may be given. */
  offered: readonly PrincipalPermission[];
  task: PrincipalTask | null;
  onClose: () => void;
  /** With what was done, in words. */
  onDone: (words: string) => void;
};

/** The dialog of what somebody is doing; none while they do nothing. */
export function PrincipalDialogs({ task, ...rest }: PrincipalDialogsProps) {
  const t = useTranslations("principals.form");
  const { view, onClose } = rest;
  const titleOf = useTitle();
  if (task === null) return <Dialog open={false} title={null} onClose={onClose} />;
  if (!("id" in task)) {
    const title = t(task.act === "ram_user" ? "newUser" : "newRole");
    return (
      <Dialog open title={title} onClose={onClose}>
        <NewForm kind={task.act} {...rest} />
      </Dialog>
    );
  }
  const principal = view.principals.find(({ id }) => id === task.id);
  return (
    <Dialog
      open={principal !== undefined}
      title={principal && titleOf(task.act, principal)}
      onClose={onClose}
    >
      {principal && <ActForm act={task.act} principal={principal} {...rest} />}
    </Dialog>
  );
}

function useTitle() {
  const t = useTranslations("principals");
  return (act: PrincipalAct, { name, kind }: PrincipalView): string => {
    if (act === "permissions") return t("permissions.title", { name });
    if (act === "grants") return t(kind === "ram_user" ? "grants.title" : "users.title", { name });
    if (act === "password") return t("passwordDialog.title", { name });
    if (act === "factor") return t("factorDialog.title", { name });
    return t(act === "disable" ? "disableDialog.title" : "enableDialog.title", { name });
  };
}

type FormProps = Omit<PrincipalDialogsProps, "task" | "onClose">;

function NewForm({ kind, view, offered, onDone }: FormProps & { kind: "ram_user" | "ram_role" }) {
  const t = useTranslations("principals.done");
  return (
    <NewPrincipalForm
      kind={kind}
      alias={view.alias}
      offered={offered}
      onDone={(name) => onDone(t(kind === "ram_user" ? "user" : "role", { name }))}
    />
  );
}

function ActForm(props: FormProps & { act: PrincipalAct; principal: PrincipalView }) {
  const { act, principal, view, offered, onDone } = props;
  const t = useTranslations("principals.done");
  const { name } = principal;
  const common = { alias: view.alias, principal };
  if (act === "grants") return <GrantsForm view={view} principal={principal} />;
  if (act === "permissions")
    return (
      <PermissionsForm {...common} offered={offered} onDone={() => onDone(t("permissions", { name }))} />
    );
  if (act === "password") return <PasswordForm {...common} onDone={() => onDone(t("password", { name }))} />;
  const words = { factor: "factor", disable: "disabled", enable: "enabled" } as const;
  return <SureDialog {...common} act={act} onDone={() => onDone(t(words[act], { name }))} />;
}
