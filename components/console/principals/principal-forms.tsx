"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { PermissionChoice } from "@/components/console/principals/permission-choice";
import { usePrivilegedAction } from "@/components/security/use-privileged-action";
import { NewPasswordForm } from "@/components/security/new-password-form";
import { SureForm } from "@/components/security/sure-form";
import { Button } from "@/components/ui/button";
import {
  disablePrincipalAction,
  enablePrincipalAction,
  resetPrincipalSecondFactorAction,
  setPermissionsAction,
  setRamUserPasswordAction,
} from "@/lib/accounts/actions";
import type { PrincipalView } from "@/lib/accounts/contract";
import type { PrincipalPermission } from "@/lib/actor/actor";
import type { Result } from "@/lib/errors/result";

type PrincipalFormProps = { alias: string; principal: PrincipalView; onDone: () => void };

type PermissionsFormProps = PrincipalFormProps & { offered: readonly PrincipalPermission[] };

/** What somebody may do from now on. */
export function PermissionsForm({ alias, principal, offered, onDone }: PermissionsFormProps) {
  const t = useTranslations("principals.permissions");
  const { name, permissions: before } = principal;
  const { run, refusal, isPending, stepUpDialog } = usePrivilegedAction(
    "console",
    setPermissionsAction,
    onDone,
  );
  const [permissions, setPermissions] = useState([...before]);

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    run({ alias, name, permissions });
  }

  return (
    <>
      <form onSubmit={handleSubmit} className="flex flex-col gap-4">
        <PermissionChoice chosen={permissions} offered={offered} onChange={setPermissions} />
        <RefusalBanner refusal={refusal} />
        <Button type="submit" variant="primary" size="large" busy={isPending}>
          {t("save")}
        </Button>
      </form>
      {stepUpDialog}
    </>
  );
}

/** With what a RAM user signs in from now on. */
export function PasswordForm({ alias, principal: { name }, onDone }: PrincipalFormProps) {
  const t = useTranslations("principals");
  const { run, refusal, isPending, stepUpDialog } = usePrivilegedAction(
    "console",
    setRamUserPasswordAction,
    onDone,
  );

  const words = {
    text: t("passwordDialog.text"),
    label: t("form.password"),
    help: t("form.passwordHelp"),
    save: t("passwordDialog.save"),
  };
  return (
    <>
      <NewPasswordForm
        words={words}
        refusal={refusal}
        busy={isPending}
        onSave={(password) => run({ alias, name, password })}
      />
      {stepUpDialog}
    </>
  );
}

type Named = { alias: string; name: string };

const acts: Record<"factor" | "disable" | "enable", (who: Named) => Promise<Result<unknown>>> = {
  factor: ({ alias, name }) => resetPrincipalSecondFactorAction({ alias, user: name }),
  disable: disablePrincipalAction,
  enable: enablePrincipalAction,
};

type SureDialogProps = PrincipalFormProps & { act: keyof typeof acts };

/** Asks once more before somebody is cut off, or let in again, and does it. */
export function SureDialog({ act, alias, principal: { name, kind }, onDone }: SureDialogProps) {
  const t = useTranslations("principals");
  const { run, refusal, isPending, stepUpDialog } = usePrivilegedAction("console", acts[act], onDone);
  const noun = kind === "ram_role" ? "role" : "user";
  const words = {
    factor: { text: t("factorDialog.text"), confirm: t("factorDialog.confirm") },
    disable: { text: t(`disableDialog.${noun}`), confirm: t("disableDialog.confirm") },
    enable: { text: t(`enableDialog.${noun}`), confirm: t("enableDialog.confirm") },
  }[act];
  return (
    <>
      <SureForm
        words={words}
        takes={act !== "enable"}
        refusal={refusal}
        busy={isPending}
        onConfirm={() => run({ alias, name })}
      />
      {stepUpDialog}
    </>
  );
}
