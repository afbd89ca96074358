"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { PermissionChoice } from "@/components/console/principals/permission-choice";
import { usePrincipalAction } from "@/components/console/principals/use-principal-action";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
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
  const { run, refusal, isPending, stepUpDialog } = usePrincipalAction(setPermissionsAction, onDone);
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
  const { run, refusal, isPending, stepUpDialog } = usePrincipalAction(setRamUserPasswordAction, onDone);

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    run({ alias, name, password: new FormData(event.currentTarget).get("password") });
  }

  return (
    <>
      <form onSubmit={handleSubmit} className="flex flex-col gap-4">
        <p className="text-ink-muted">{t("passwordDialog.text")}</p>
        <TextField
          type="password"
          name="password"
          label={t("form.password")}
          description={t("form.passwordHelp")}
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

type Named = { alias: string; name: string };

const acts: Record<"factor" | "disable" | "enable", (who: Named) => Promise<Result<unknown>>> = {
  factor: ({ alias, name }) => resetPrincipalSecondFactorAction({ alias, user: name }),
  disable: disablePrincipalAction,
  enable: enablePrincipalAction,
};

type SureFormProps = PrincipalFormProps & { act: keyof typeof acts };

/** Asks once more before somebody is cut off, or let in again, and does it. */
export function SureForm({ act, alias, principal: { name, kind }, onDone }: SureFormProps) {
  const t = useTranslations("principals");
  const { run, refusal, isPending, stepUpDialog } = usePrincipalAction(acts[act], onDone);
  const noun = kind === "ram_role" ? "role" : "user";
  const words = {
    factor: { text: t("factorDialog.text"), confirm: t("factorDialog.confirm") },
    disable: { text: t(`disableDialog.${noun}`), confirm: t("disableDialog.confirm") },
    enable: { text: t(`enableDialog.${noun}`), confirm: t("enableDialog.confirm") },
  }[act];
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-muted">{words.text}</p>
      <RefusalBanner refusal={refusal} />
      <Button
        variant={act === "enable" ? "primary" : "danger"}
        size="large"
        busy={isPending}
        onClick={() => run({ alias, name })}
        data-first-focus
      >
        {words.confirm}
      </Button>
      {stepUpDialog}
    </div>
  );
}
