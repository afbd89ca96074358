"use client";

import type { ChangeEvent } from "react";
import { useTranslations } from "use-intl";
import { TextField } from "@/components/ui/text-field";

/** React resets a form after its action; a field whose default follows what was typed keeps it after a refusal. */
function keepTyped({ currentTarget }: ChangeEvent<HTMLInputElement>): void {
  currentTarget.defaultValue = currentTarget.value;
}

/** Who signs in to the desk. */
export function EmailField() {
  const t = useTranslations("signIn.desk");
  return (
    <TextField
      label={t("email")}
      name="email"
      type="email"
      autoComplete="username"
      aria-required
      onChange={keepTyped}
    />
  );
}

/** Who signs in to the console. */
export function PrincipalField() {
  const t = useTranslations("signIn.console");
  return (
    <TextField
      label={t("name")}
      description={t("nameHelp")}
      name="name"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      aria-required
      onChange={keepTyped}
    />
  );
}
