export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The cookie that remembers a chosen appearance; the server reads it, so that the first paint has it. */
export const THEME_COOKIE = "ailink.theme";

/** The appearance somebody chose, else that of their system. */
export function resolveTheme(chosen: string | undefined): Theme {
  return themes.find((theme) => theme === chosen) ?? "system";
}
