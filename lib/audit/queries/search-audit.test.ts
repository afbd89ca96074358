import { beforeAll, describe, expect, it } from "vitest";
import type { ConsoleActor, StaffActor, StaffRole } from "@/lib/actor/actor";
import { type AuditEventView, listActivityInput, searchAuditInput } from "@/lib/audit/contract";
import { searchAudit } from "@/lib/audit/queries/search-audit";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { anAct } from "@/lib/testing/audit-world";
import { anAccount } from "@/lib/testing/channel-world";
import { aCustomer, anEmployee, anEngineer } from "@/lib/testing/conversation-world";

type Account = Awaited<ReturnType<typeof anAccount>>;
type Reader = StaffActor | ConsoleActor;

let own: Account;
let other: Account;
const at = { now: new Date() };
const roles = ["engineer", "tam", "duty_lead", "manager", "operator", "auditor"] as const;
const staff = {} as Record<StaffRole, StaffActor>;
const system = { kind: "system", name: "command-line" } as const;

/** All acts of one kind: in each account, and of the service team itself. */
async function everyKindOfAct(): Promise<void> {
  const customer = await aCustomer();
  const employee = await anEmployee(customer);
  for (const { accountId, actor, planId } of [own, other]) {
    const of = { accountId };
    await anAct({ ...of, action: "channel.added", actor });
    await anAct({ ...of, action: "session.opened", actor, subjectType: "session" });
    await anAct({ ...of, action: "channel.disabled", actor: staff.operator });
    await anAct({ ...of, action: "plan.changed", actor: system, subjectId: planId });
    await anAct({ ...of, action: "ram_user.created", actor: staff.operator });
    await anAct({ ...of, action: "member.removed", actor: staff.tam, subjectType: "group" });
    await anAct({ ...of, action: "ticket.severity_changed", actor: staff.engineer });
    await anAct({ ...of, action: "escalation_chain.set", actor: staff.operator });
    await anAct({ ...of, action: "invitation.created", actor: employee });
  }
  await anAct({ action: "staff.created", actor: staff.operator, subjectId: staff.tam.personId });
  await anAct({ action: "session.opened", actor: staff.auditor });
}

beforeAll(async () => {
  [own, other] = [await anAccount(), await anAccount()];
  await prisma().account.update({ where: { id: own.accountId }, data: { alias: "own-account" } });
  for (const role of roles) staff[role] = await anEngineer(`${role} person`, [role]);
  await everyKindOfAct();
});

async function search(reader: Reader, question: Record<string, unknown> = {}): Promise<AuditEventView[]> {
  const schema = reader.kind === "staff" ? searchAuditInput : listActivityInput;
  return (await searchAudit(reader, schema.parse({ limit: 100, ...question }), at)).events;
}

const seen = (events: AuditEventView[]) =>
  events
    .map(({ account, action }) => {
      const whose = account.id === own.accountId ? "own" : account.id === null ? "none" : "other";
      return `${whose} ${action}`;
    })
    .filter((act) => !act.includes("audit."))
    .toSorted();

const administered = [
  "channel.added",
  "channel.disabled",
  "escalation_chain.set",
  "plan.changed",
  "ram_user.created",
];
const all = [
  ...administered,
  "invitation.created",
  "member.removed",
  "session.opened",
  "ticket.severity_changed",
];
const ofBoth = (actions: string[]) =>
  actions.flatMap((action) => [`own ${action}`, `other ${action}`]).toSorted();

describe("who sees what", () => {
  it.each(["auditor", "manager"] as const)("a %s sees every act of every account", async (role) => {
    expect(seen(await search(staff[role]))).toEqual(
      [...ofBoth(all), "none session.opened", "none staff.created"].toSorted(),
    );
  });

  it("an operator sees what concerns accounts, plans, channels and staff, and no conversation", async () => {
    expect(seen(await search(staff.operator))).toEqual(
      [...ofBoth(administered), "none staff.created"].toSorted(),
    );
  });

  it.each(["engineer", "tam", "duty_lead"] as const)("a %s sees nothing", async (role) => {
    await expect(search(staff[role])).rejects.toMatchObject({
      code: "FORBIDDEN",
      reason: "audit.may_not_read",
    });
  });

  it.each(["the primary account", "a RAM user", "a role"])(
    "%s sees what its own principals did, and what was done to its channels and plan, of no other account",
    async (who) => {
      const reader = await principalOf(own, who);
      expect(seen(await search(reader))).toEqual(
        ["channel.added", "channel.disabled", "plan.changed", "ram_user.created", "session.opened"].map(
          (action) => `own ${action}`,
        ),
      );
    },
  );

  it("a console is told the service team as such, without names or ids of its people", async () => {
    const events = await search(own.actor, { action: "channel.disabled" });
    expect(events.map(({ actor }) => actor)).toEqual([
      { kind: "staff", id: null, name: null, system: null, role: null },
    ]);
    const byOperator = await search(staff.auditor, { action: "channel.disabled", account: own.accountId });
    expect(byOperator[0]?.actor).toMatchObject({ id: staff.operator.personId, name: "operator person" });
  });

  it("filters of the desk do not widen a console's log", async () => {
    const question = { account: other.accountId, actor: staff.operator.personId, limit: 100 };
    const events = await search(own.actor, question);
    expect(new Set(events.map(({ account }) => account.id))).toEqual(new Set([own.accountId]));
    // Not even where they get past the contract.
    const passed = { ...searchAuditInput.parse(question) };
    expect((await searchAudit(own.actor, passed, at)).events).toEqual([]);
  });
});

async function principalOf(account: Account, who: string): Promise<ConsoleActor> {
  if (who === "the primary account") return account.actor;
  const id = newId();
  await prisma().principal.create({
    data: {
      id,
      accountId: account.accountId,
      kind: "ram_user",
      name: `user-${id}`,
      passwordHash: "none",
      createdAt: at.now,
    },
  });
  return { ...account.actor, principalId: id, assumedRoleId: who === "a role" ? newId() : null };
}

describe("filters", () => {
  const only = async (question: Record<string, unknown>) => seen(await search(staff.auditor, question));

  it("by account: id or alias; an unknown one finds nothing", async () => {
    const alias = "Own-Account";
    const expected = all.map((action) => `own ${action}`).toSorted();
    expect(await only({ account: own.accountId })).toEqual(expected);
    expect(await only({ account: alias })).toEqual(expected);
    expect(await only({ account: "no-such-account" })).toEqual([]);
  });

  it("by who acted: id, e-mail address, sign-in name, or the role they had assumed", async () => {
    const { personId } = staff.engineer;
    const expected = ofBoth(["ticket.severity_changed"]);
    expect(await only({ actor: personId })).toEqual(expected);
    expect(await only({ actor: `${personId}@VENDOR.example` })).toEqual(expected);
    expect(await only({ actor: "own-account" })).toEqual(["own channel.added", "own session.opened"]);
    const user = await principalOf(own, "a RAM user");
    const { name } = await prisma().principal.findUniqueOrThrow({ where: { id: user.principalId } });
    expect(await only({ actor: `${name}@own-account` })).toEqual([]);
    await anAct({ action: "channel.enabled", actor: user, accountId: own.accountId });
    expect(await only({ actor: `${name}@own-account` })).toEqual(["own channel.enabled"]);
    expect(await only({ actor: "nobody@vendor.example" })).toEqual([]);
    const assumedRoleId = newId();
    await anAct({
      action: "channel.enabled",
      actor: { ...own.actor, assumedRoleId },
      accountId: own.accountId,
    });
    expect(await only({ actor: assumedRoleId })).toEqual(["own channel.enabled"]);
  });

  it("by an act or the beginning of acts", async () => {
    expect(await only({ action: "plan.changed" })).toEqual(ofBoth(["plan.changed"]));
    expect(await only({ action: "ticket." })).toEqual(ofBoth(["ticket.severity_changed"]));
    expect(await only({ action: "no_such.act" })).toEqual([]);
  });

  it("by subject, request and time", async () => {
    const [subjectId, requestId] = [newId(), "request-to-be-found"];
    const now = new Date("2025-01-02T03:04:05Z");
    await anAct({ action: "channel.added", actor: system, subjectId, requestId, now });
    const found = ["none channel.added"];
    expect(await only({ subjectId })).toEqual(found);
    expect(await only({ requestId })).toEqual(found);
    expect(await only({ to: "2025-01-03T00:00:00Z" })).toEqual(found);
    expect(await only({ from: now.toISOString(), to: "2025-01-03T00:00:00Z" })).toEqual(found);
    expect(await only({ from: "2025-01-01T00:00:00Z", to: now.toISOString() })).toEqual([]);
  });

  it.each([
    [{ action: "channel" }, "audit.action_malformed"],
    [{ action: "channel.%" }, "audit.action_malformed"],
    [{ requestId: "short" }, "audit.request_id_malformed"],
    [{ subjectId: "x" }, "audit.subject_malformed"],
    [{ from: "yesterday" }, "audit.time_malformed"],
    [{ actor: "x".repeat(255) }, "audit.filter_too_long"],
  ])("refuses %j", (question, message) => {
    expect(searchAuditInput.safeParse(question).error?.issues[0]?.message).toBe(message);
  });
});

describe("what an act is told with", () => {
  it("names of today, the setting before and after, and ids of who is gone", async () => {
    const gone = newId();
    await inTransaction((tx) =>
      tx.auditEvent.create({
        data: {
          id: newId(),
          accountId: own.accountId,
          actorKind: "staff",
          actorId: gone,
          action: "plan.staff_set",
          subjectType: "support_plan",
          subjectId: own.planId,
          details: { tamId: own.tamId, deputyId: null, before: { tamId: gone, deputyId: own.deputyId } },
          createdAt: at.now,
        },
      }),
    );
    const [event] = await search(staff.auditor, { action: "plan.staff_set" });
    expect(event).toMatchObject({
      actor: { kind: "staff", id: gone, name: null },
      account: { id: own.accountId, name: "Test account" },
      subject: { type: "support_plan", id: own.planId, name: "Test account" },
      requestId: null,
      details: [
        {
          key: "tamId",
          value: { value: own.tamId, name: "Tam Tester" },
          before: { value: gone, name: null },
        },
        { key: "deputyId", value: { value: null, name: null }, before: { value: own.deputyId } },
      ],
    });
  });
});

describe("a search of the service team", () => {
  const recorded = (reader: StaffActor) =>
    prisma().auditEvent.findMany({ where: { actorId: reader.personId }, orderBy: { id: "asc" } });

  it("is recorded once, with its first page, by ids alone", async () => {
    const reader = await anEngineer("Reader", ["auditor"]);
    const typed = `${staff.operator.personId}@vendor.example`;
    const input = searchAuditInput.parse({ account: "own-account", actor: typed, limit: 1 });
    const first = await searchAudit(reader, input, at);
    expect(first.nextCursor).not.toBeNull();
    await searchAudit(reader, { ...input, cursor: first.nextCursor }, at);

    const events = await recorded(reader);
    expect(events).toMatchObject([
      {
        action: "audit.searched",
        subjectType: "audit_log",
        accountId: own.accountId,
        details: { actorId: staff.operator.personId },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain("vendor.example");
  });

  it("is recorded also when it finds nobody; a refused one, and a console's, leave no trace", async () => {
    const [reader, engineer] = [await anEngineer("Reader", ["manager"]), await anEngineer()];
    await search(reader, { actor: "nobody@vendor.example" });
    expect(await recorded(reader)).toMatchObject([{ details: { found: false } }]);

    await expect(search(engineer)).rejects.toThrow("FORBIDDEN");
    expect(await recorded(engineer)).toEqual([]);
    const before = await prisma().auditEvent.count();
    await search(own.actor);
    expect(await prisma().auditEvent.count()).toBe(before);
  });
});
