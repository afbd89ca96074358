import type { ConsoleActor, EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { environment } from "@/lib/config/environment";
import { pool } from "@/lib/db/pool";
import type { ActorOf, Door } from "@/lib/identity/door";
import { consoleSessionSql, employeeSessionSql, staffSessionSql } from "@/lib/identity/internal/session-sql";

async function employeeOf(sessionId: string, now: Date, appId: string): Promise<EmployeeActor | null> {
  const { rows } = await pool().query<Omit<EmployeeActor, "kind" | "sessionId">>(employeeSessionSql, [
    sessionId,
    now,
    appId,
  ]);
  return rows[0] ? { kind: "employee", sessionId, ...rows[0] } : null;
}

type Asked = { sessionId: string; now: Date; needsNoFactor: boolean };

async function staffOf({ sessionId, now, needsNoFactor }: Asked): Promise<StaffActor | null> {
  const { rows } = await pool().query<Omit<StaffActor, "kind" | "sessionId">>(staffSessionSql, [
    sessionId,
    now,
    needsNoFactor,
  ]);
  return rows[0] ? { kind: "staff", sessionId, ...rows[0] } : null;
}

async function principalOf({ sessionId, now, needsNoFactor }: Asked): Promise<ConsoleActor | null> {
  const { rows } = await pool().query<Omit<ConsoleActor, "kind" | "sessionId">>(consoleSessionSql, [
    sessionId,
    now,
    needsNoFactor,
  ]);
  return rows[0] ? { kind: "principal", sessionId, ...rows[0] } : null;
}

/**
 * Who a session belongs to, if it is alive at `now` and of this door. One round trip of plain SQL: every request,
 * action and handshake asks. Where every account must have a second factor, a session of one without is nobody's,
 * except to who asks in order to set it up (`enrolling`).
 */
export async function findActor<D extends Door>(
  door: D,
  sessionId: string,
  now: Date,
  { enrolling = false }: { enrolling?: boolean } = {},
): Promise<ActorOf<D> | null> {
  const which: Door = door;
  if (typeof which !== "string") return (await employeeOf(sessionId, now, which.appId)) as ActorOf<D> | null;
  const asked = { sessionId, now, needsNoFactor: enrolling || !environment().REQUIRE_SECOND_FACTOR };
  return (await (which === "staff" ? staffOf(asked) : principalOf(asked))) as ActorOf<D> | null;
}
