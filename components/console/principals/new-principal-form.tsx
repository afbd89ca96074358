"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { PermissionChoice } from "@/components/console/principals/permission-choice";
import { usePrivilegedAction } from "@/components/security/use-privileged-action";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { createRamRoleAction, createRamUserAction } from "@/lib/accounts/actions";
import type { PrincipalPermission } from "@/lib/actor/actor";

type NewPrincipalFormProps = {
  kind: "ram_user" | "ram_role";
  alias: string;
  offered: readonly PrincipalPermission[];
  onDone: (name: string) => void;
};

/** What is chosen beforehand. */
const usual: PrincipalPermission[] = ["channels"];

/** Somebody new who acts for the account, or a role they may assume. */
export function NewPrincipalForm({ kind, alias, offered, onDone }: NewPrincipalFormProps) {
  const t = useTranslations("principals.form");
  const isUser = kind === "ram_user";
  const [name, setName] = useState("");
  const [permissions, setPermissions] = useState(() => usual.filter((one) => offered.includes(one)));
  const { run, refusal, isPending, stepUpDialog } = usePrivilegedAction(
    "console",
    isUser ? createRamUserAction : createRamRoleAction,
    () => onDone(isUser ? `${name.trim()}@${alias}` : name.trim()),
  );

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get("password");
    run({ alias, name, permissions, ...(isUser ? { password } : {}) });
  }

  return (
    <>
      <form onSubmit={handleSubmit} className="flex flex-col gap-4">
        <TextField
          label={t("name")}
          description={isUser ? t("userNameHelp", { alias }) : t("roleNameHelp")}
          value={name}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          data-first-focus
          onChange={(event) => setName(event.target.value)}
        />
        {isUser && (
          <TextField
            type="password"
            name="password"
            label={t("password")}
            description={t("passwordHelp")}
            autoComplete="new-password"
            required
          />
        )}
        <PermissionChoice chosen={permissions} offered={offered} onChange={setPermissions} />
        <RefusalBanner refusal={refusal} />
        <Button type="submit" variant="primary" size="large" busy={isPending}>
          {t(isUser ? "submitUser" : "submitRole")}
        </Button>
      </form>
      {stepUpDialog}
    </>
  );
}
