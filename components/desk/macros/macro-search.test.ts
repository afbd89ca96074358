import { expect, it } from "vitest";
import { matching } from "@/components/desk/macros/macro-search";
import type { MacroView } from "@/lib/desk/browser/macros";

const macro = (name: string, body = ""): MacroView => ({
  id: name,
  name,
  body,
  isTeams: false,
  mayManage: false,
  updatedAt: "",
});
const macros = [
  macro("Ask for logs", "Please send the log."),
  macro("Greeting", "Dear customer"),
  macro("Log in again"),
  macro("问候", "您好"),
];
const found = (query: string) => matching(macros, query).map(({ name }) => name);

it.each([
  ["", ["Ask for logs", "Greeting", "Log in again", "问候"]],
  ["log", ["Log in again", "Ask for logs"]],
  ["DEAR  customer", ["Greeting"]],
  ["logs send", ["Ask for logs"]],
  ["ＬＯＧＳ", ["Ask for logs"]],
  ["您好", ["问候"]],
  ["nothing", []],
])("%j finds %j, names that begin with it first", (query, names) => {
  expect(found(query)).toEqual(names);
});
