import { beforeAll, expect, it } from "vitest";
import { type AuditQuestion, auditSql, type Position } from "@/lib/audit/internal/audit-sql";
import { type AuditScope, auditScope } from "@/lib/audit/policy";
import { newId } from "@/lib/db/new-id";
import { pool } from "@/lib/db/pool";
import { asOwner } from "@/lib/testing/as-owner";
import { manyActs } from "@/lib/testing/audit-world";

const until = new Date("2026-03-01T00:00:00Z");
const [large, small] = [newId(), newId()];

// 60,000 acts, nine in ten of them of one account: there reading the whole table would look cheap.
beforeAll(async () => {
  await manyActs([...Array<string>(18).fill(large), small, null], { count: 60_000, until });
  await asOwner("VACUUM ANALYZE audit_event");
}, 120_000);

async function planOf(scope: AuditScope, question: AuditQuestion, after: Position | null): Promise<string> {
  const { text, values } = auditSql(scope, question, after, 51);
  const { rows } = await pool().query<{ "QUERY PLAN": string }>(`EXPLAIN ${text}`, values);
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

const nothing: AuditQuestion = {
  accountId: null,
  actorIds: null,
  action: null,
  subjectId: null,
  requestId: null,
  from: null,
  to: null,
};
const scopeOf = (actor: Parameters<typeof auditScope>[0]): AuditScope => {
  const scope = auditScope(actor);
  if (scope === null) throw new Error("reads nothing");
  return scope;
};
const staff = (role: "auditor" | "operator") =>
  scopeOf({ kind: "staff", personId: newId(), roles: [role], sessionId: newId() });
const consoleOf = (accountId: string) =>
  scopeOf({
    kind: "principal",
    permissions: [],
    principalId: newId(),
    assumedRoleId: null,
    accountId,
    sessionId: newId(),
  });
const scopes: [string, AuditScope][] = [
  ["an auditor", staff("auditor")],
  ["an operator", staff("operator")],
  ["a console with nearly everything", consoleOf(large)],
  ["a console with little", consoleOf(small)],
  ["a console with nothing", consoleOf(newId())],
];
const positions = [null, { at: until.getTime() - 10_000_000, id: newId() }];

it.each<[string, Partial<AuditQuestion>]>([
  ["nothing", {}],
  ["an account", { accountId: small }],
  ["the account with nearly everything", { accountId: large }],
  ["an account that is not there", { accountId: newId() }],
  ["somebody", { actorIds: [newId()] }],
  ["an act", { action: "plan.changed" }],
  ["a kind of acts", { action: "channel." }],
  ["an act that never was", { action: "no_such.act" }],
  ["a subject", { subjectId: newId() }],
  ["a request", { requestId: "request-17" }],
  ["days", { from: "2026-02-20T00:00:00Z", to: "2026-02-22T00:00:00Z" }],
  ["nearly all days", { from: "2020-02-20T00:00:00Z" }],
  ["all of it", { accountId: large, action: "plan.", requestId: "request-17", from: "2026-02-01T00:00:00Z" }],
])("an index leads to the acts by %s, for every reader and page", async (_what, filter) => {
  for (const [, scope] of scopes)
    for (const after of positions) {
      const plan = await planOf(scope, { ...nothing, ...filter }, after);
      // Of two accounts at once nothing is read at all.
      expect(plan).toMatch(/audit_event_(account_id_)?created_at_id_idx|One-Time Filter: false/);
      expect(plan).not.toMatch(/Seq Scan on audit_event/);
      // What a small account has may be sorted; the whole log never is.
      const isOfAll = scope.accountId === null && (filter.accountId ?? null) === null;
      expect(isOfAll && filter.to === undefined && /Sort {2}/.test(plan)).toBe(false);
    }
});

it("an account's acts are read along its own index", async () => {
  for (const scope of [staff("auditor"), consoleOf(small)])
    expect(await planOf(scope, { ...nothing, accountId: small }, null)).toContain(
      "audit_event_account_id_created_at_id_idx",
    );
});
