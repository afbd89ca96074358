import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { ROOT } from "../world/child-process";

const manifestSchema = z.object({
  node: z.record(
    z.string(),
    z.object({
      filename: z.string(),
      exportedName: z.string(),
      workers: z.record(z.string(), z.unknown()),
    }),
  ),
});

/** A server action as built: its id, and an address whose page has it. */
export type BuiltAction = { id: string; page: string };

/** The server actions of the build, by `file#name`. */
export async function builtActions(): Promise<Map<string, BuiltAction>> {
  const file = path.join(ROOT, ".next/server/server-reference-manifest.json");
  const { node } = manifestSchema.parse(JSON.parse(await readFile(file, "utf8")));
  return new Map(
    Object.entries(node).map(([id, { filename, exportedName, workers }]) => {
      const pages = Object.keys(workers).filter((worker) => !worker.includes("["));
      const page = pages[0]?.replace(/^app/, "").replace(/\/page$/, "") ?? "/";
      return [`${filename}#${exportedName}`, { id, page: page === "" ? "/" : page }];
    }),
  );
}

type ActionRequest = { method: "POST"; headers: Record<string, string>; body: string | FormData };

/** The request with which a page calls an action: what React's encodeReply makes of plain values and one form. */
export function actionRequest(action: BuiltAction, args: readonly unknown[]): ActionRequest {
  const form = args.find((arg): arg is FormData => arg instanceof FormData);
  const headers = { "next-action": action.id, accept: "text/x-component" };
  if (form === undefined) {
    const body = JSON.stringify(args);
    return { method: "POST", headers: { ...headers, "content-type": "text/plain;charset=UTF-8" }, body };
  }
  const body = new FormData();
  for (const [name, value] of form) body.append(`_1_${name}`, value);
  body.append("0", JSON.stringify(args.map((arg) => (arg instanceof FormData ? "$K1" : arg))));
  return { method: "POST", headers, body };
}

/** A form with these fields. */
export function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
