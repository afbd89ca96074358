import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../world/child-process";
import { useCasesOf } from "./use-cases";

/** Use cases that ask no policy, and why none is needed. A new one is either shown to ask one, or stands here with its reason. */
const reasons: Record<string, readonly string[]> = {
  "it finds out who somebody is; until then there is nobody to be allowed anything": [
    "accounts/commands/finish-principal-sign-in",
    "accounts/commands/sign-in-demo-principal",
    "accounts/commands/sign-in-principal",
    "accounts/commands/sign-in-principal-by-oidc",
    "accounts/queries/list-demo-principals",
    "channels/commands/sign-in-employee",
    "channels/queries/find-moved-app",
    "channels/queries/find-sign-in-channel",
    "identity/commands/finish-staff-sign-in",
    "identity/commands/sign-in-demo-person",
    "identity/commands/sign-in-staff",
    "identity/commands/sign-in-staff-by-oidc",
    "identity/queries/find-actor",
    "identity/queries/list-demo-people",
  ],
  "it is about the actor alone: their id, session, channel or account is the condition of every statement": [
    "accounts/commands/assume-role",
    "accounts/commands/leave-role",
    "accounts/queries/get-console-identity",
    "accounts/queries/get-plan-state",
    "channels/commands/request-main-group",
    "channels/queries/get-main-group-request",
    "channels/queries/list-quota-usage",
    "desk/commands/create-saved-view",
    "desk/commands/end-break-glass",
    "desk/commands/order-saved-views",
    "desk/queries/list-saved-views",
    "identity/commands/confirm-second-factor",
    "identity/commands/end-session",
    "identity/commands/remove-second-factor",
    "identity/commands/revoke-other-sessions",
    "identity/commands/revoke-session",
    "identity/commands/show-second-factor",
    "identity/commands/start-second-factor",
    "identity/queries/get-security",
    "incidents/commands/mark-page-seen",
    "incidents/queries/list-my-incidents",
    "notifications/commands/set-notification-settings",
    "notifications/queries/get-notification-settings",
  ],
  "only the product itself, or the command line, does it: no route, action or socket event leads there": [
    "channels/commands/schedule-check",
    "channels/commands/warn-of-quota",
    "channels/queries/list-checks-due",
    "groups/queries/list-unsettled-groups",
    "identity/commands/mark-demo",
    "incidents/commands/add-webhook",
    "incidents/commands/deliver-page",
    "incidents/commands/disable-webhook",
    "incidents/queries/list-incidents-due",
    "messages/commands/delete-expired-drafts",
    "notifications/commands/notify-person",
    "notifications/commands/send-incident-cards",
    "notifications/commands/tell-channel-health",
    "notifications/commands/tell-main-group-request",
    "notifications/commands/tell-quota",
    "notifications/commands/update-cards",
    "notifications/queries/list-cards-showing",
    "notifications/queries/list-incident-cards-due",
    "notifications/queries/list-persons-due",
    "privacy/commands/delete-expired-exports",
    "privacy/commands/plan-retention",
    "privacy/commands/run-data-job",
    "privacy/queries/list-data-jobs-due",
    "tickets/commands/note-reminders-seen",
    "tickets/queries/list-reminders-due",
    "tickets/queries/list-tickets-due",
  ],
  "other code reads it on the way, after it has asked who may; it goes out to nobody by itself": [
    "channels/queries/channel-credentials",
    "groups/queries/list-departures",
    "incidents/queries/chain-of-account",
    "jobs/queries/find-unready-parts",
    "messages/queries/read-log",
    "tickets/queries/sla-policy-of",
  ],
};

const excused = Object.values(reasons)
  .flat()
  .map((one) => `lib/${one}.ts`);

async function withoutPolicy(root: string): Promise<string[]> {
  const useCases = await useCasesOf(root);
  return [...new Set(useCases.filter(({ asksPolicy }) => !asksPolicy).map(({ file }) => file))];
}

test("every command and every query asks a policy, or a reason stands here why it need not", async () => {
  const without = await withoutPolicy(ROOT);
  expect(without.filter((file) => !excused.includes(file))).toEqual([]);
  // A reason that is no longer needed would excuse what comes after it.
  expect(excused.filter((file) => !without.includes(file))).toEqual([]);
  const useCases = await useCasesOf(ROOT);
  expect(useCases.length).toBeGreaterThan(150);
  process.stdout.write(`use cases: ${useCases.length}, of which ${excused.length} files ask no policy\n`);
});

test("whoever reads a group by their role alone is refused what changes it: no command is content with reading", async () => {
  const commands = (await useCasesOf(ROOT)).filter(({ file }) => file.includes("/commands/"));
  const content = await Promise.all(
    [...new Set(commands.map(({ file }) => file))].map(async (file) => {
      const source = await readFile(path.join(ROOT, file), "utf8");
      return /accessGroup\([^;]*?"read"/.test(source) ? [file] : [];
    }),
  );
  expect(content.flat()).toEqual([]);
});

test("a use case without a policy is reported by its file", async () => {
  const tree = await mkdtemp(path.join(tmpdir(), "use-cases-"));
  await cp(path.join(ROOT, "lib/groups"), path.join(tree, "lib/groups"), { recursive: true });
  const before = await withoutPolicy(tree);
  const folder = path.join(tree, "lib/groups/commands");
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, "peek-into-group.ts"),
    'import type { Actor } from "@/lib/actor/actor";\nimport { prisma } from "@/lib/db/prisma";\nexport async function peek(actor: Actor) { return prisma().group.findMany(); }\n',
  );
  expect((await withoutPolicy(tree)).filter((file) => !before.includes(file))).toEqual([
    "lib/groups/commands/peek-into-group.ts",
  ]);
  await rm(tree, { recursive: true });
});
