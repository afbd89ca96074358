import { z } from "zod";
import type { AuditFilter } from "@/lib/audit/contract";
import type { AuditQuestion } from "@/lib/audit/internal/audit-sql";
import { pool } from "@/lib/db/pool";

const isId = (text: string): boolean => z.uuid().safeParse(text).success;

async function idsBy(text: string, values: unknown[]): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(text, values);
  return rows.map(({ id }) => id);
}

async function actorIdsOf(typed: string): Promise<string[]> {
  if (isId(typed)) return [typed];
  const at = typed.lastIndexOf("@");
  const alias = typed.slice(at + 1).toLowerCase();
  return idsBy(
    `SELECT person_id AS id FROM staff_account WHERE email = $1
      UNION ALL SELECT p.id FROM principal p JOIN account a ON a.id = p.account_id
        WHERE a.alias = $2 AND CASE WHEN $3 = '' THEN p.kind = 'primary' ELSE p.kind <> 'primary' AND p.name = $3 END`,
    [typed.toLowerCase(), alias, at === -1 ? "" : typed.slice(0, at)],
  );
}

/** The filter with ids in place of what people type; null when it names an account or somebody there is not. */
export async function auditQuestion(filter: AuditFilter): Promise<AuditQuestion | null> {
  const { action, requestId, from, to, account = null, actor = null, subjectId = null } = filter;
  const [accountId = null] =
    account === null || isId(account)
      ? [account]
      : await idsBy("SELECT id FROM account WHERE alias = $1", [account.toLowerCase()]);
  const actorIds = actor === null ? null : await actorIdsOf(actor);
  if ((account !== null && accountId === null) || actorIds?.length === 0) return null;
  return { action, requestId, from, to, accountId, actorIds, subjectId };
}
