import { newId } from "@/lib/db/new-id";
import { pool } from "@/lib/db/pool";
import type { TicketStatus } from "@/lib/tickets/contract";
import type { Customer } from "@/lib/testing/conversation-world";

const HOUR = 60 * 60 * 1_000;
const TWO_YEARS = 2 * 365 * 24 * HOUR;
const BATCH = 5_000;

/** Where tickets are made, and who takes part in each of them. */
export type TicketPlace = {
  customer: Omit<Customer, "appId">;
  mainGroupId: string;
  /** Employees who ask; each ticket has one of them. */
  requesterIds: readonly string[];
  /** The TAM and the deputy: members of every ticket. */
  staffIds: readonly string[];
  engineerIds: readonly string[];
  productCodes: readonly string[];
};

type Chance = () => number;

/** Numbers from 0 to 1 that look drawn and are the same for the same seed (mulberry32). */
function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const statusShares: readonly [TicketStatus, number][] = [
  ["closed", 0.72],
  ["resolved", 0.08],
  ["in_progress", 0.08],
  ["waiting_for_customer", 0.06],
  ["assigned", 0.04],
  ["new", 0.02],
];
const severityShares = [
  ["s3", 0.45],
  ["s4", 0.38],
  ["s2", 0.13],
  ["s1", 0.04],
] as const;

function drawn<T>(chance: Chance, shares: readonly (readonly [T, number])[], otherwise: T): T {
  let left = chance();
  for (const [value, share] of shares) {
    if (left < share) return value;
    left -= share;
  }
  return otherwise;
}

/** The first are drawn far more often than the last, as among real products and engineers. */
function oneOf<T>(chance: Chance, values: readonly T[]): T {
  const value = values[Math.floor(chance() ** 2 * values.length)];
  if (value === undefined) throw new Error("nothing to choose from");
  return value;
}

const words =
  `the a on after since when cannot connect timeout database replica failover latency deployment gateway upload
  certificate expired login refused memory restart node pod cluster bucket snapshot backup restore quota billing region disk
  cpu queue consumer message order payment 数据库 连接超时 主从切换 磁盘已满 部署失败 证书过期 登录异常 订单支付 消息堆积
  备份恢复 网关错误 集群扩容 无法访问 从昨天开始 客户反馈 请尽快处理`.split(/\s+/);

function text(chance: Chance, length: number): string {
  const parts: string[] = [];
  for (let size = 0; size < length; size += (parts.at(-1)?.length ?? 0) + 1)
    parts.push(
      chance() < 0.06 ? Math.floor(chance() * 36 ** 6).toString(36) : oneOf(() => chance() ** 0.5, words),
    );
  return parts.join(" ");
}

type Begun = { place: TicketPlace; createdAt: number };

/** A ticket as it may be after some time: what its status says goes together with its engineer and its times. */
function aTicketRow(chance: Chance, { place, createdAt }: Begun, until: number) {
  const { accountId, channelId, planId } = place.customer;
  const status = drawn(chance, statusShares, "new");
  const isOver = status === "closed" || status === "resolved";
  const updatedAt = createdAt + Math.floor(chance() ** 3 * (until - createdAt));
  const due = (hours: number) =>
    isOver || status === "waiting_for_customer" ? null : createdAt + Math.floor(chance() * hours * HOUR);
  return {
    accountId,
    channelId,
    planId,
    mainGroupId: place.mainGroupId,
    staffIds: place.staffIds,
    id: newId(),
    groupId: newId(),
    internalGroupId: newId(),
    clientId: newId(),
    requesterId: oneOf(chance, place.requesterIds),
    assigneeId: status === "new" ? null : oneOf(chance, place.engineerIds),
    productCode: oneOf(chance, place.productCodes),
    severity: drawn(chance, severityShares, "s4"),
    status,
    title: text(chance, 20 + chance() * 60),
    // Most describe it in a few lines; some paste a log.
    description: text(chance, chance() < 0.05 ? 3_000 + chance() * 6_000 : 120 + chance() * 900),
    firstResponseDueAt: status === "new" || status === "assigned" ? due(8) : null,
    nextUpdateDueAt: due(72),
    resolutionDueAt: due(240),
    resolvedAt: isOver ? updatedAt : null,
    createdAt,
    updatedAt,
  };
}

type TicketRow = ReturnType<typeof aTicketRow>;

/** A ticket that was made, by what tests and measurements name it. */
export type MadeTicket = Pick<TicketRow, "id" | "groupId" | "mainGroupId" | "assigneeId">;

const rowsSql = `SELECT * FROM jsonb_to_recordset($1) AS r("accountId" uuid, "channelId" uuid, "planId" uuid,
  "mainGroupId" uuid, "staffIds" uuid[], id uuid, "groupId" uuid, "internalGroupId" uuid, "clientId" uuid,
  "requesterId" uuid, "assigneeId" uuid, "productCode" text, severity severity, status ticket_status, title text, description text,
  "firstResponseDueAt" float8, "nextUpdateDueAt" float8, "resolutionDueAt" float8, "resolvedAt" float8, "createdAt" float8, "updatedAt" float8)`;
const at = (column: string) => `to_timestamp(r."${column}" / 1000.0)`;

const groupsSql = `
  INSERT INTO "group" (id, account_id, channel_id, plan_id, kind, name, created_at)
  SELECT g.id, r."accountId", r."channelId", r."planId", g.kind::group_kind, r.title, ${at("createdAt")}
  FROM (${rowsSql}) AS r
  CROSS JOIN LATERAL (VALUES (r."groupId", 'ticket'), (r."internalGroupId", 'internal')) AS g(id, kind)`;
const ticketsSql = `
  INSERT INTO ticket (id, account_id, channel_id, plan_id, main_group_id, group_id, internal_group_id, requester_id, client_id,
    content_hash, product_code, severity, status, title, description, assignee_id, version, first_response_due_at,
    next_update_due_at, resolution_due_at, resolved_at, closed_at, created_at, updated_at)
  SELECT r.id, r."accountId", r."channelId", r."planId", r."mainGroupId", r."groupId", r."internalGroupId", r."requesterId", r."clientId", '', r."productCode", r.severity,
    r.status, r.title, r.description, r."assigneeId", 1, ${at("firstResponseDueAt")}, ${at("nextUpdateDueAt")},
    ${at("resolutionDueAt")}, ${at("resolvedAt")}, CASE r.status WHEN 'closed' THEN ${at("resolvedAt")} END, ${at("createdAt")},
    ${at("updatedAt")}
  FROM (${rowsSql}) AS r`;
const eventsSql = `
  INSERT INTO ticket_event (ticket_id, version, type, actor_id, data, created_at)
  SELECT t.id, 1, 'created', t.requester_id, jsonb_build_object('severity', t.severity, 'status', 'new', 'requesterId', t.requester_id, 'number', t.number),
    t.created_at
  FROM (${rowsSql}) AS r JOIN ticket t ON t.id = r.id`;
const membersSql = `
  INSERT INTO group_member (group_id, account_id, person_id, side, customer_account_id, role, joined_via, joined_at)
  SELECT r."groupId", r."accountId", m.id, m.side::side, CASE m.side WHEN 'customer' THEN r."accountId" END, m.role::member_role, 'ticket',
    ${at("createdAt")}
  FROM (${rowsSql}) AS r
  CROSS JOIN LATERAL (
    SELECT r."requesterId", 'customer', 'owner' UNION SELECT s, 'service', 'member' FROM unnest(r."staffIds") AS s
    UNION SELECT r."assigneeId", 'service', 'member' WHERE r."assigneeId" IS NOT NULL) AS m(id, side, role)`;

/**
 * Tickets by the thousand, straight into the tables and there in the order of their creation, whatever group they are of:
 * status, severity, product, engineer, text and time spread as in a service that has run for two years. Their groups have
 * members and no log. The same seed makes the same spread.
 */
export async function manyTickets(
  crowds: readonly { place: TicketPlace; count: number }[],
  { seed = 1, until = Date.now() }: { seed?: number; until?: number } = {},
): Promise<MadeTicket[]> {
  const chance = seededChance(seed);
  const begun = crowds
    .flatMap(({ place, count }) =>
      Array.from({ length: count }, () => ({
        place,
        createdAt: until - Math.floor(chance() * TWO_YEARS),
      })),
    )
    .toSorted((one, other) => one.createdAt - other.createdAt);
  const made: MadeTicket[] = [];
  for (let from = 0; from < begun.length; from += BATCH) {
    const rows = begun.slice(from, from + BATCH).map((one) => aTicketRow(chance, one, until));
    const json = JSON.stringify(rows);
    for (const sql of [groupsSql, ticketsSql, eventsSql, membersSql]) await pool().query(sql, [json]);
    made.push(
      ...rows.map(({ id, groupId, mainGroupId, assigneeId }) => ({ id, groupId, mainGroupId, assigneeId })),
    );
  }
  return made;
}

/** Makes somebody of the customer a member of the groups of these tickets. */
export async function joinTickets(
  { accountId }: Pick<Customer, "accountId">,
  personId: string,
  tickets: readonly Pick<MadeTicket, "groupId">[],
): Promise<void> {
  await pool().query(
    `INSERT INTO group_member (group_id, account_id, person_id, side, customer_account_id, joined_via, joined_at)
     SELECT g, $2, $3, 'customer', $2, 'added', to_timestamp(0) FROM unnest($1::uuid[]) AS g
     ON CONFLICT (group_id, person_id) DO UPDATE SET left_at = NULL`,
    [tickets.map(({ groupId }) => groupId), accountId, personId],
  );
}
