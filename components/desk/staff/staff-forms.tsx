"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { RoleChoice } from "@/components/desk/staff/role-choice";
import { usePrivilegedAction } from "@/components/security/use-privileged-action";
import { NewPasswordForm } from "@/components/security/new-password-form";
import { SureForm } from "@/components/security/sure-form";
import { Button } from "@/components/ui/button";
import {
  disableStaffAction,
  enableStaffAction,
  resetStaffSecondFactorAction,
  setStaffPasswordAction,
  setStaffRolesAction,
} from "@/lib/identity/actions";
import type { StaffView } from "@/lib/identity/contract";

type PersonFormProps = { person: StaffView; onDone: () => void };

/** What somebody is from now on. */
export function RolesForm({ person: { email, roles: before }, onDone }: PersonFormProps) {
  const t = useTranslations("staff.roles");
  const { run, refusal, isPending, stepUpDialog } = usePrivilegedAction("staff", setStaffRolesAction, onDone);
  const [roles, setRoles] = useState(before);

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    run({ email, roles });
  }

  return (
    <>
      <form onSubmit={handleSubmit} className="flex flex-col gap-4">
        <RoleChoice legend={t("legend")} roles={roles} onChange={setRoles} />
        <RefusalBanner refusal={refusal} />
        <Button type="submit" variant="primary" size="large" busy={isPending}>
          {t("save")}
        </Button>
      </form>
      {stepUpDialog}
    </>
  );
}

/** With what somebody signs in from now on. */
export function PasswordForm({ person: { email }, onDone }: PersonFormProps) {
  const t = useTranslations("staff");
  const { run, refusal, isPending, stepUpDialog } = usePrivilegedAction(
    "staff",
    setStaffPasswordAction,
    onDone,
  );

  const words = {
    text: t("passwordDialog.text"),
    label: t("newPerson.passwordField"),
    help: t("newPerson.passwordHelp"),
    save: t("passwordDialog.save"),
  };
  return (
    <>
      <NewPasswordForm
        words={words}
        refusal={refusal}
        busy={isPending}
        onSave={(password) => run({ email, password })}
      />
      {stepUpDialog}
    </>
  );
}

const acts = {
  factor: resetStaffSecondFactorAction,
  disable: async (input: unknown) => {
    const result = await disableStaffAction(input);
    return result.ok ? { ok: true as const, value: undefined } : result;
  },
  enable: enableStaffAction,
};

type SureDialogProps = PersonFormProps & { kind: keyof typeof acts };

/** Asks once more before something that cuts somebody off, and does it. */
export function SureDialog({ kind, person: { email, name }, onDone }: SureDialogProps) {
  const t = useTranslations("staff");
  const { run, refusal, isPending, stepUpDialog } = usePrivilegedAction("staff", acts[kind], onDone);
  const words = {
    factor: { text: t("factorDialog.text"), confirm: t("factorDialog.confirm") },
    disable: { text: t("disableDialog.text"), confirm: t("disableDialog.confirm") },
    enable: { text: name, confirm: t("actions.enable") },
  }[kind];
  return (
    <>
      <SureForm
        words={words}
        takes={kind !== "enable"}
        refusal={refusal}
        busy={isPending}
        onConfirm={() => run({ email })}
      />
      {stepUpDialog}
    </>
  );
}
