import { z } from "zod";
import type { MacroValues } from "@/lib/desk/browser/macro-text";
import { readView } from "@/lib/errors/browser/read-view";
import { mentionToken } from "@/lib/groups/contract";

export const MACRO_NAME_LIMIT = 80;
export const MACRO_BODY_LIMIT = 5_000;
/** So many the team has, and so many each of it. */
export const MACROS_LIMIT = 200;

const name = z
  .string()
  .trim()
  .min(1, "desk.macro_name_missing")
  .max(MACRO_NAME_LIMIT, "desk.macro_name_too_long")
  .refine((text) => !/\p{Cc}/u.test(text) && text.isWellFormed(), "desk.not_text");

/** Markdown with variables; who is mentioned is chosen when it is used. */
const body = z
  .string()
  .max(MACRO_BODY_LIMIT, "desk.macro_body_too_long")
  .transform((text) => text.replaceAll("\r\n", "\n").trimEnd())
  .refine((text) => text.trim() !== "", "desk.macro_body_missing")
  .refine((text) => !text.includes("\0") && text.isWellFormed(), "desk.not_text")
  .refine((text) => text.search(mentionToken) === -1, "desk.macro_mentions");

/** A new macro: one's own, or the whole team's. */
export const createMacroInput = z.object({ name, body, forTeam: z.boolean() });
export type CreateMacroInput = z.output<typeof createMacroInput>;

export const macroIdInput = z.object({ macroId: z.uuid() });
export type MacroIdInput = z.output<typeof macroIdInput>;

/** `updatedAt` is what its author saw: who comes second is told. */
export const changeMacroInput = macroIdInput.extend({
  name,
  body,
  updatedAt: z.iso.datetime({ offset: true }),
});
export type ChangeMacroInput = z.output<typeof changeMacroInput>;

/** The macros one can use; no parameters. */
export const listMacrosInput = z.object({});
export type ListMacrosInput = z.output<typeof listMacrosInput>;

/** What fills a macro in one conversation; `locale` is the reader's, for what customers do not read. */
export const macroValuesInput = z.object({
  groupId: z.uuid(),
  locale: z.enum(["en", "zh-CN"]).default("zh-CN"),
});
export type MacroValuesInput = z.output<typeof macroValuesInput>;

/** A macro as who may use it sees it. */
export type MacroView = {
  id: string;
  name: string;
  body: string;
  isTeams: boolean;
  /** Whether the reader may change and retire it. */
  mayManage: boolean;
  updatedAt: string;
};

export const macrosKey = ["desk", "macros"] as const;
export const macroValuesKey = (groupId: string, locale: string) =>
  ["desk", "macro-values", groupId, locale] as const;

/** The macros one can use, by name; one's own before the team's. */
export async function readMacros(): Promise<MacroView[]> {
  return readView("/api/desk/macros");
}

/** What fills a macro in this conversation. */
export async function readMacroValues(groupId: string, locale: string): Promise<MacroValues> {
  return readView(`/api/desk/groups/${groupId}/macro-values?locale=${locale}`);
}
