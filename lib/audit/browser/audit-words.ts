import type { AuditDetailView, AuditValueView } from "@/lib/audit/contract";
import type { translator } from "@/lib/i18n/translator";

type Translate = Pick<ReturnType<typeof translator>, "has"> & ((key: never, values?: never) => string);

/** The text of a key, or the code itself: an event outlives the version that recorded it. */
function wordOr(t: Translate, key: string, code: string): string {
  return t.has(key as never) ? t(key as never) : code;
}

/** What was done, in the language of `t`. */
export const actionWords = (t: Translate, action: string): string =>
  wordOr(t, `audit.action.${action}`, action);

/** What kind of thing it was done to. */
export const subjectWords = (t: Translate, type: string): string => wordOr(t, `audit.subject.${type}`, type);

/** Which part of the product acted by itself. */
export const systemWords = (t: Translate, name: string | null): string =>
  wordOr(t, `audit.system.${name ?? ""}`, name ?? "");

/** The name of a setting or circumstance. */
export const detailName = (t: Translate, key: string): string => wordOr(t, `audit.detail.${key}`, key);

/** A value: a name where it names somebody, a code as it is. */
export function valueWords(t: Translate, { value, name }: AuditValueView): string {
  if (value === null) return t("audit.value.none" as never);
  if (typeof value === "boolean") return t(`audit.value.${value ? "yes" : "no"}` as never);
  return name ?? String(value);
}

/** A detail in one line: what it is, and what it was before where that is known. */
export function detailsWords(t: Translate, { key, value, before }: AuditDetailView): string {
  const now = valueWords(t, value);
  const told = before === null ? now : `${valueWords(t, before)} → ${now}`;
  return `${detailName(t, key)}: ${told}`;
}
