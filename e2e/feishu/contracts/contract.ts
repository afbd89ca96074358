import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { isObject, parseJson } from "../state/json";

// One file per endpoint: what is asked, and what is answered to it. The local Feishu must answer so, and the product's
// client must ask so and understand it: neither can change without the other.

const answerSchema = z.strictObject({
  /** `usual`, or what has to be the case. */
  when: z.string(),
  status: z.number().int(),
  body: z.unknown(),
  /** What the client makes of a success. */
  understood: z.unknown().optional(),
  /** What the client makes of a refusal: facts of its error, and for a sign-in what the person is told. */
  fails: z.record(z.string(), z.unknown()).optional(),
});

const contractSchema = z.strictObject({
  route: z.string(),
  /** Method and path, with `:name` where an id stands. */
  endpoint: z.string(),
  requests: z
    .array(
      z.strictObject({
        as: z.string(),
        query: z.record(z.string(), z.string()).default({}),
        /** A field whose name ends in `$json` travels as a text of JSON. */
        body: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .min(1),
  answers: z.array(answerSchema).min(1),
});

export type Contract = z.output<typeof contractSchema>;
export type ContractAnswer = Contract["answers"][number];

/** Every contract, in the order of the files' names. */
export function contracts(): Contract[] {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".json"));
  return files.toSorted().map((name) => {
    const contract = contractSchema.parse(parseJson(readFileSync(`${import.meta.dirname}/${name}`, "utf8")));
    if (`${contract.route}.json` !== name) throw new Error(`${name} is of the route ${contract.route}`);
    return contract;
  });
}

const JSON_MARK = "$json";

/** A body as it travels: marked fields become texts of JSON. */
export function travelling(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(travelling);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key.endsWith(JSON_MARK)
        ? [key.slice(0, -JSON_MARK.length), JSON.stringify(inner)]
        : [key, travelling(inner)],
    ),
  );
}

const KINDS: [string, RegExp][] = [
  ["app_id", /^cli_[0-9a-f]{16}$/],
  ["open_id", /^ou_[0-9a-f]{32}$/],
  ["union_id", /^on_[0-9a-f]{32}$/],
  ["message_id", /^om_\w{32,}$/],
  ["chat_id", /^oc_[0-9a-f]{32}$/],
  ["version_id", /^oav_[0-9a-f]{32}$/],
  ["log_id", /^\d{14}[0-9A-F]{20}$/],
  ["tenant_key", /^[0-9a-f]{16}$/],
  ["digits", /^\d+$/],
  ["tenant token", /^t-/],
  ["user token", /^eyJ/],
  ["address", /^https?:\/\//],
];

function kindOf(text: string): string {
  const kind = KINDS.find(([, pattern]) => pattern.test(text))?.[0];
  return kind ?? (isObject(parseJson(text)) ? "JSON" : "text");
}

/** The form of a value: its fields and what kind of thing stands in each. Entries of a list are alike. */
export function formOf(value: unknown): unknown {
  if (typeof value === "string") return kindOf(value);
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? [] : [formOf(value[0])];
  if (!isObject(value)) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, formOf(inner)]));
}
