import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ROOT } from "../world/child-process";
import { actionRows } from "./action-rows";
import { surfaceOf, unmatched } from "./enumerate";
import { pageRows } from "./page-rows";
import { routeRows } from "./route-rows";
import { socketRows } from "./socket-rows";

const rowsOf = {
  routes: [...pageRows, ...routeRows].map(({ route }) => route),
  actions: actionRows.map(({ action }) => action),
  events: socketRows.map(({ event }) => event),
};

async function missingIn(root: string): Promise<string[]> {
  const { routes, actions, events } = await surfaceOf(root);
  return [
    ...unmatched("route", routes, rowsOf.routes),
    ...unmatched("action", actions, rowsOf.actions),
    ...unmatched("event", events, rowsOf.events),
  ];
}

describe("what can be called from outside", () => {
  test("has exactly one row each", async () => {
    expect(await missingIn(ROOT)).toEqual([]);
  });
});

describe("an addition without a row", () => {
  let tree = "";

  beforeEach(async () => {
    tree = await mkdtemp(path.join(tmpdir(), "surface-"));
    for (const folder of ["app", "components", "lib/realtime"])
      await cp(path.join(ROOT, folder), path.join(tree, folder), { recursive: true });
    for (const { action } of actionRows) {
      const file = action.slice(0, action.indexOf("#"));
      await cp(path.join(ROOT, file), path.join(tree, file));
    }
  });
  afterEach(() => rm(tree, { recursive: true, force: true }));

  async function add(file: string, text: string): Promise<void> {
    await mkdir(path.dirname(path.join(tree, file)), { recursive: true });
    await writeFile(path.join(tree, file), text);
  }

  test("nothing is reported before something is added", async () => {
    expect(await missingIn(tree)).toEqual([]);
  });

  test("each is reported by its name", async () => {
    await add("app/(extra)/reports/page.tsx", "export default function Page() { return null; }");
    await add("app/api/export/route.ts", "const GET = () => new Response();\nexport { GET, GET as POST };");
    await add("app/sitemap.ts", "export default () => [];");
    await add("lib/reports/actions.ts", '// words\n"use server";\nexport async function peekAction() {}');
    await add("components/peek.tsx", 'export const peek = async () => { "use server"; };');
    const contract = path.join(tree, "lib/realtime/contract.ts");
    await writeFile(
      contract,
      'export interface ClientToServerEvents {\n  "message:send": () => void;\n  peek(input: unknown): void;\n}\n',
    );
    expect(await missingIn(tree)).toEqual([
      "route without a row: GET /api/export",
      "route without a row: POST /api/export",
      "route without a row: file app/sitemap.ts",
      "route without a row: page /reports",
      "action without a row: components/peek.tsx#inline",
      "action without a row: lib/reports/actions.ts#peekAction",
      "event without a row: peek",
      "row without event: message:edit",
      "row without event: message:recall",
      "row without event: message:react",
      "row without event: message:read",
    ]);
  });

  test("what is gone leaves a superfluous row", async () => {
    await rm(path.join(tree, "app/api/desk"), { recursive: true });
    expect(await missingIn(tree)).toContain("row without route: GET /api/desk/groups");
  });
});
