import { beforeAll, expect, it } from "vitest";
import type { ConsoleActor, StaffActor } from "@/lib/actor/actor";
import { exportActivityInput, exportAuditInput } from "@/lib/audit/contract";
import { exportAudit } from "@/lib/audit/queries/export-audit";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { anAct, manyActs } from "@/lib/testing/audit-world";
import { anAccount } from "@/lib/testing/channel-world";
import { anEngineer } from "@/lib/testing/conversation-world";

let auditor: StaffActor;
beforeAll(async () => {
  auditor = await anEngineer("Auditor", ["auditor"]);
});

const now = new Date("2026-11-25T20:00:00Z");

async function fileFor(actor: StaffActor | ConsoleActor, question: Record<string, string> = {}) {
  const schema = actor.kind === "staff" ? exportAuditInput : exportActivityInput;
  const input = schema.parse({ locale: "en", ...question });
  const { bytes, ...file } = await exportAudit(actor, input, { now });
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await new Response(bytes).arrayBuffer());
  return { ...file, text, lines: text.trimEnd().split("\r\n") };
}

it("begins with the mark of UTF-8 and the names of the columns, and tells acts in the reader's language", async () => {
  const { accountId, actor, planId, tamId } = await anAccount();
  await anAct({
    action: "plan.staff_set",
    actor,
    accountId,
    subjectType: "support_plan",
    subjectId: planId,
    details: { tamId, deputyId: null },
  });
  const english = await fileFor(auditor, { account: accountId });
  expect(english.name).toBe("audit-2026-11-25.csv");
  expect(english.lines[0]).toBe(
    "\uFEFFTime,Side,Who,Who (id),Role,Act,Code,Account,Object type,Object,Object (id),Details,Request id",
  );
  expect(english.lines[1]).toContain(
    `,TAM and deputy named,plan.staff_set,Test account,support_plan,Test account,${planId},TAM: Tam Tester; Deputy: none,request-of-a-test`,
  );
  const chinese = await fileFor(auditor, { account: accountId, action: "plan.staff_set", locale: "zh-CN" });
  expect(chinese.lines[0]).toMatch(/^\uFEFF时间,类别,操作人,/);
  expect(chinese.lines[1]).toContain(",指定 TAM 与副手,");
});

it.each(["=HYPERLINK(1)", "+49", "-2", "@SUM(A1)", "\t=1", "\r=1"])(
  "a name like %j is never a formula, wherever it stands",
  async (name) => {
    const { accountId, actor } = await anAccount();
    await prisma().account.update({ where: { id: accountId }, data: { name } });
    await prisma().principal.update({ where: { id: actor.principalId }, data: { name } });
    await anAct({
      action: "channel.added",
      actor: { ...actor, assumedRoleId: actor.principalId },
      accountId,
      subjectType: "account",
      subjectId: accountId,
      // As if a part of the product had let it in.
      requestId: name,
    });
    for (const reader of [auditor, actor]) {
      const { text } = await fileFor(reader, {
        action: "channel.added",
        ...(reader === auditor ? { account: accountId } : {}),
      });
      const cells = text.split("\r\n").slice(1).join("\n").split(/,|\n/).filter(Boolean);
      expect(cells.filter((cell) => /^"?[=+\-@\t\r]/.test(cell))).toEqual([]);
      // Who, role, account, object and request.
      expect(text.split(`'${name}`)).toHaveLength(6);
    }
  },
);

it("goes on over all pages, each act once, the newest first", async () => {
  const accountId = newId();
  await manyActs([accountId], { count: 1_203, until: now });
  const { lines } = await fileFor(auditor, { account: accountId });
  const rows = await prisma().auditEvent.findMany({
    where: { accountId, action: { not: "audit.exported" } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const requests = lines.slice(1).map((line) => line.split(",").at(-1));
  expect(requests.filter((id) => id?.startsWith("request-"))).toEqual(rows.map(({ requestId }) => requestId));
});

it("is of the reader's scope alone, and recorded under who took it", async () => {
  const [own, other] = [await anAccount(), await anAccount()];
  for (const { accountId, actor } of [own, other]) {
    await anAct({ action: "channel.added", actor, accountId, requestId: `request-of-${accountId}` });
    await anAct({ action: "member.removed", actor: auditor, accountId, requestId: `hidden-of-${accountId}` });
  }
  const { text } = await fileFor(own.actor);
  expect(text).toContain(`request-of-${own.accountId}`);
  expect(text).not.toContain(other.accountId);
  expect(text).not.toContain("hidden-of-");
  expect(
    await prisma().auditEvent.findMany({
      where: { action: "audit.exported", actorId: own.actor.principalId },
    }),
  ).toMatchObject([{ accountId: own.accountId, subjectType: "audit_log" }]);

  const engineer = await anEngineer();
  await expect(fileFor(engineer)).rejects.toThrow("FORBIDDEN audit.may_not_read");
  expect(await prisma().auditEvent.count({ where: { actorId: engineer.personId } })).toBe(0);
});
