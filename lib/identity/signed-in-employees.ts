import type { Db } from "@/lib/db/prisma";

/** Who is signed in through a channel at `now`, by person id, who came first first. Sessions count as in `employeeSessionSql`. */
export async function signedInEmployees(db: Db, channelId: string, now: Date): Promise<string[]> {
  const rows = await db.$queryRaw<{ personId: string }[]>`
    SELECT s.person_id AS "personId"
    FROM session s
    JOIN channel c ON c.id = s.channel_id AND c.status = 'active'
    JOIN feishu_identity f ON f.person_id = s.person_id AND f.channel_id = c.id AND f.tenant_key = c.tenant_key
    WHERE s.channel_id = ${channelId}::uuid AND s.door = 'employee' AND s.revoked_at IS NULL AND s.expires_at > ${now}
    GROUP BY s.person_id
    ORDER BY min(s.created_at), s.person_id`;
  return rows.map(({ personId }) => personId);
}
