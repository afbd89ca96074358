import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { auditNouns } from "@/lib/audit/contract";
import { messagesOf } from "@/lib/i18n/translator";

const root = fileURLToPath(new URL("../..", import.meta.url));
const files = globSync("{lib,admin,app}/**/*.ts", { cwd: root })
  .filter((path) => !path.endsWith(".test.ts") && !/generated|^lib\/testing\/|record-audit\.ts$/.test(path))
  .map((path) => ({ path, source: readFileSync(`${root}/${path}`, "utf8") }));

const code = /"([a-z_]+\.[a-z_]+)"/g;

/** Acts whose code is put together when they happen, by the file that does it. */
const composed: Record<string, { from: RegExp; codes: string[] }> = {
  "lib/accounts/internal/create-principal.ts": {
    from: /`\$\{kind\}\.created`/,
    codes: ["ram_user.created", "ram_role.created"],
  },
  "lib/groups/internal/end-membership.ts": {
    from: /`member\.\$\{via\}`/,
    codes: ["member.left", "member.removed"],
  },
  "lib/identity/internal/with-own-code.ts": {
    from: /`second_factor\.\$\{act\}`/,
    codes: ["second_factor.enrolled", "second_factor.shown", "second_factor.removed"],
  },
};

/** What stands behind `action` up to the end of the expression: codes, a choice of two, a constant, or a type of codes. */
function actionsIn(source: string): string[] {
  const found = [...source.matchAll(/\baction\??:([\s\S]*?)(?:,\s|;\n|\n\s*\w+:|\})/g)];
  return found.flatMap(([, expression = ""]) => [
    ...[...expression.matchAll(code)].map((match) => match[1] ?? ""),
    ...constantIn(expression.trim()),
  ]);
}

function constantIn(name: string): string[] {
  if (!/^[A-Z][A-Z_]+$/.test(name)) return [];
  const declared = new RegExp(`const ${name} = "([a-z_]+\\.[a-z_]+)"`);
  return files.flatMap(({ source }) => declared.exec(source)?.[1] ?? []);
}

const recording = files.filter(({ source }) => source.includes("recordAudit("));
const actionsOf = (path: string, source: string): string[] => [
  ...actionsIn(source),
  ...(composed[path]?.codes ?? []),
];
const used = [
  ...new Set(
    files
      .filter(({ source }) => /recordAudit\(|ConsoleSession\(|recordReading\(/.test(source))
      .flatMap(({ path, source }) => actionsOf(path, source)),
  ),
].toSorted();

const wordsOf = (locale: "en" | "zh-CN", action: string): unknown => {
  const [noun = "", act = ""] = action.split(".");
  const nouns: Record<string, Record<string, string>> = messagesOf(locale).audit.action;
  return nouns[noun]?.[act];
};

it("every file that records an act names it where this test finds it", () => {
  expect(recording.length).toBeGreaterThan(20);
  // Where the act is an argument, whoever calls names it.
  const passedOn = ({ source }: { source: string }) => /\n\s+action,\n/.test(source);
  const silent = recording.filter((file) => actionsOf(file.path, file.source).length === 0);
  expect(silent.filter((file) => !passedOn(file)).map(({ path }) => path)).toEqual([]);
});

it("the acts that are put together are those listed here", () => {
  const templates = recording.filter(({ source }) => /action: `/.test(source));
  expect(templates.map(({ path }) => path).toSorted()).toEqual(
    Object.keys(composed)
      .filter((path) => files.some((file) => file.path === path))
      .toSorted(),
  );
  for (const { path, source } of templates) expect(source).toMatch(composed[path]?.from ?? /^$/);
});

it.each(["en", "zh-CN"] as const)("every act has its words in %s", (locale) => {
  expect(used).toContain("channel.added");
  expect(used).toContain("escalation_chain.reset");
  expect(used).toContain("ram_role.left");
  expect(used.filter((action) => typeof wordsOf(locale, action) !== "string")).toEqual([]);
});

it("every noun of an act can be asked about, and has its words", () => {
  const nouns = [...new Set(used.map((action) => action.split(".")[0] ?? ""))];
  expect(nouns.filter((noun) => !auditNouns.some((known) => known === noun))).toEqual([]);
  expect(Object.keys(messagesOf("en").audit.noun).toSorted()).toEqual([...auditNouns].toSorted());
  expect(Object.keys(messagesOf("en").audit.action).toSorted()).toEqual([...auditNouns].toSorted());
});

it("every kind of subject has its words", () => {
  const types = recording.flatMap(({ source }) =>
    [...source.matchAll(/subjectType: "([a-z_]+)"/g)].map((match) => match[1] ?? ""),
  );
  const words: Record<string, string> = messagesOf("en").audit.subject;
  expect([...new Set(types)].filter((type) => words[type] === undefined)).toEqual([]);
});
