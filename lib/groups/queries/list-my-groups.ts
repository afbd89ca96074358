import type { PlanTerms } from "@/lib/accounts/policy";
import type { PersonActor } from "@/lib/actor/actor";
import { currentTime } from "@/lib/config/clock";
import { pool } from "@/lib/db/pool";
import {
  EXCERPT_SOURCE_LIMIT,
  excerptOf,
  type GroupKind,
  type GroupRowView,
  type ListMyGroupsInput,
  mentionToken,
  type NoticeView,
  UNREAD_LIMIT,
} from "@/lib/groups/contract";
import { groupListSql, namesInGroupsSql } from "@/lib/groups/internal/group-list-sql";
import { staffScope } from "@/lib/groups/policy";

type Row = PlanTerms & {
  id: string;
  kind: GroupKind;
  name: string;
  organizationName: string;
  archived: boolean;
  sequence: number;
  readSequence: number;
  memberCount: number;
  unread: number;
  mentionsMe: boolean;
  senderId: string | null;
  senderName: string | null;
  body: string | null;
  notice: NoticeView | null;
  sentAt: Date | null;
  files: number;
  recalled: boolean;
  openedUntil: Date | null;
};

/**
 * The conversation list of a person: an employee's service main group first, then by last activity; of the service team
 * also what they have open by break-glass, marked as such.
 */
export async function listMyGroups(
  actor: PersonActor,
  _input: ListMyGroupsInput = {},
): Promise<GroupRowView[]> {
  const scope = actor.kind === "staff" ? staffScope(actor.roles) : null;
  if (scope?.takesPart === false) return [];
  const channelId = actor.kind === "employee" ? actor.channelId : null;
  const { rows } = await pool().query<Row>({
    name: "list_my_groups",
    text: groupListSql,
    values: [
      actor.personId,
      channelId,
      UNREAD_LIMIT,
      EXCERPT_SOURCE_LIMIT,
      scope?.breaksGlass === true,
      currentTime(),
    ],
  });
  const names = await namesInExcerpts(rows);
  return rows.map((row) => groupRowView(row, names));
}

const nameKey = (groupId: string, personId: string): string => `${groupId}:${personId}`;

function groupRowView(
  {
    senderId,
    senderName,
    body,
    notice,
    sentAt,
    files,
    recalled,
    openedUntil: until,
    validFrom,
    validTo,
    ...rest
  }: Row,
  names: Map<string, string>,
): GroupRowView {
  const plan = { validFrom: validFrom.toISOString(), validTo: validTo.toISOString() };
  const row = {
    ...rest,
    plan,
    reader: until && ({ by: "break_glass", until: until.toISOString() } as const),
  };
  if (body === null || sentAt === null) return { ...row, lastMessage: null };
  const excerpt = excerptOf(body, (personId) => names.get(nameKey(row.id, personId)));
  const said = { senderId, senderName, excerpt, files, notice, createdAt: sentAt.toISOString() };
  const lastMessage = recalled ? { ...said, recalled } : said;
  return { ...row, lastMessage };
}

// A body may name any id; only who is or was in that group has a name there.
async function namesInExcerpts(rows: Row[]): Promise<Map<string, string>> {
  const wanted = rows.flatMap(({ id, body }) =>
    [...(body ?? "").matchAll(mentionToken)].flatMap(([, name]) =>
      name && name !== "all" ? [[id, name]] : [],
    ),
  );
  if (wanted.length === 0) return new Map();
  const found = await pool().query<{ groupId: string; personId: string; name: string }>(namesInGroupsSql, [
    wanted.map(([groupId]) => groupId),
    wanted.map(([, personId]) => personId),
  ]);
  return new Map(found.rows.map(({ groupId, personId, name }) => [nameKey(groupId, personId), name]));
}
