"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { RoleChoice } from "@/components/desk/staff/role-choice";
import { useStaffAction } from "@/components/desk/staff/use-staff-action";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
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
  const { run, refusal, isPending, stepUpDialog } = useStaffAction(setStaffRolesAction, onDone);
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
  const { run, refusal, isPending, stepUpDialog } = useStaffAction(setStaffPasswordAction, onDone);

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    run({ email, password: new FormData(event.currentTarget).get("password") });
  }

  return (
    <>
      <form onSubmit={handleSubmit} className="flex flex-col gap-4">
        <p className="text-ink-muted">{t("passwordDialog.text")}</p>
        <TextField
          type="password"
          name="password"
          label={t("newPerson.passwordField")}
          description={t("newPerson.passwordHelp")}
          autoComplete="new-password"
          required
          data-first-focus
        />
        <RefusalBanner refusal={refusal} />
        <Button type="submit" variant="primary" size="large" busy={isPending}>
          {t("passwordDialog.save")}
        </Button>
      </form>
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

type SureFormProps = PersonFormProps & { kind: keyof typeof acts };

/** Asks once more before something that cuts somebody off, and does it. */
export function SureForm({ kind, person: { email, name }, onDone }: SureFormProps) {
  const t = useTranslations("staff");
  const { run, refusal, isPending, stepUpDialog } = useStaffAction(acts[kind], onDone);
  const words = {
    factor: { text: t("factorDialog.text"), confirm: t("factorDialog.confirm") },
    disable: { text: t("disableDialog.text"), confirm: t("disableDialog.confirm") },
    enable: { text: name, confirm: t("actions.enable") },
  }[kind];
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-muted">{words.text}</p>
      <RefusalBanner refusal={refusal} />
      <Button
        variant={kind === "enable" ? "primary" : "danger"}
        size="large"
        busy={isPending}
        onClick={() => run({ email })}
        data-first-focus
      >
        {words.confirm}
      </Button>
      {stepUpDialog}
    </div>
  );
}
