"use client";

import { useTranslations } from "use-intl";
import { TextField } from "@/components/ui/text-field";

/** Who signs in to the desk. */
export function EmailField() {
  const t = useTranslations("signIn.desk");
  return <TextField label={t("email")} name="email" type="email" autoComplete="username" aria-required />;
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
    />
  );
}
