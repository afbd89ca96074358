import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { messagesOf, translator } from "@/lib/i18n/translator";

type Tree = { [key: string]: string | Tree };

/** Every text with its full key. */
function textsOf(tree: Tree, prefix = ""): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix === "" ? key : `${prefix}.${key}`;
    if (typeof value === "string") texts.set(path, value);
    else for (const [inner, text] of textsOf(value, path)) texts.set(inner, text);
  }
  return texts;
}

const en = textsOf(messagesOf("en"));
const zhCn = textsOf(messagesOf("zh-CN"));

/** The arguments of an ICU text, at any depth: `{name}`, `{count, plural, one {# person} other {{name}}}`. */
function argumentsOf(text: string): string[] {
  const names = new Set<string>();
  const scan = (part: string) => {
    for (const inner of bracesIn(part)) {
      const [, name, rest] = /^\s*(\w+)\s*(?:,([\s\S]*))?$/.exec(inner) ?? [];
      if (name === undefined) continue;
      names.add(name);
      for (const branch of bracesIn(rest ?? "")) scan(branch);
    }
  };
  scan(text);
  return [...names].toSorted();
}

/** What stands in the outermost braces. */
function bracesIn(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (const [at, character] of Array.from(text).entries()) {
    if (character === "{") {
      if (depth === 0) start = at + 1;
      depth += 1;
    } else if (character === "}") {
      depth -= 1;
      if (depth === 0) found.push(Array.from(text).slice(start, at).join(""));
    }
  }
  return found;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const sources = globSync("lib/**/*.ts", { cwd: root })
  .filter(
    (path) => !path.endsWith(".test.ts") && !path.includes("/generated/") && !path.startsWith("lib/testing/"),
  )
  .map((path) => readFileSync(`${root}/${path}`, "utf8"));

const modules = Object.keys(messagesOf("en").errors).join("|");
const quotedReason = new RegExp(`"((?:${modules})\\.[a-z0-9_]+)"`, "g");
const logCall = /\.(?:debug|info|warn|error)\([^;]*;/g;

/** Reasons the code refuses with: of AppErrors, wherever they are put together, and of the contracts' schemas. Names of log lines look alike. */
function reasonsInCode(): string[] {
  const refusing = sources.filter((source) => /\bz\.|AppError|Refusal/.test(source));
  const found = refusing.flatMap((source) => [...source.replaceAll(logCall, ";").matchAll(quotedReason)]);
  return [...new Set(found.map((match) => match[1] ?? ""))].toSorted();
}

/** Reasons with a part that is only known when it happens: what stands before it. */
function reasonPrefixesInCode(): string[] {
  const template = new RegExp(`\`((?:${modules})\\.[a-z0-9_]*)\\$\\{`, "g");
  return sources.flatMap((source) => [...source.matchAll(template)].map((match) => match[1] ?? ""));
}

describe("the catalog", () => {
  it("has the same texts in both languages", () => {
    expect([...en.keys()].toSorted()).toEqual([...zhCn.keys()].toSorted());
  });

  it("has no empty text", () => {
    const empty = [...en, ...zhCn].filter(([, text]) => text.trim() === "").map(([key]) => key);
    expect(empty).toEqual([]);
  });

  it("takes the same arguments in both languages", () => {
    const different = [...en.keys()].filter(
      (key) => argumentsOf(en.get(key) ?? "").join() !== argumentsOf(zhCn.get(key) ?? "").join(),
    );
    expect(different).toEqual([]);
  });

  it("sees arguments inside of branches", () => {
    expect(argumentsOf("{count, plural, =0 {none} one {# of {name}} other {{total} of them}}")).toEqual([
      "count",
      "name",
      "total",
    ]);
  });

  it("explains every refusal the code knows", () => {
    const reasons = reasonsInCode();
    expect(reasons).toContain("groups.no_such_group");
    expect(reasons.filter((reason) => !en.has(`errors.${reason}`))).toEqual([]);
    const keys = [...en.keys()];
    const unexplained = reasonPrefixesInCode().filter(
      (prefix) => !keys.some((key) => key.startsWith(`errors.${prefix}`)),
    );
    expect(unexplained).toEqual([]);
  });

  it("can be read: no text breaks the parser", () => {
    for (const locale of ["en", "zh-CN"] as const) {
      const t = translator(locale);
      const broken = [...en].filter(([key, text]) => {
        const values = Object.fromEntries(argumentsOf(text).map((name) => [name, 1]));
        try {
          return t(key as never, values as never) === key;
        } catch {
          return true;
        }
      });
      expect(broken.map(([key]) => key)).toEqual([]);
    }
  });
});
