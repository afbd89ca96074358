import type { ConsoleActor, EmployeeActor, StaffActor } from "@/lib/actor/actor";
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

async function staffOf(sessionId: string, now: Date): Promise<StaffActor | null> {
  const { rows } = await pool().query<Omit<StaffActor, "kind" | "sessionId">>(staffSessionSql, [
    sessionId,
    now,
  ]);
  return rows[0] ? { kind: "staff", sessionId, ...rows[0] } : null;
}

async function principalOf(sessionId: string, now: Date): Promise<ConsoleActor | null> {
  const { rows } = await pool().query<Omit<ConsoleActor, "kind" | "sessionId">>(consoleSessionSql, [
    sessionId,
    now,
  ]);
  return rows[0] ? { kind: "principal", sessionId, ...rows[0] } : null;
}

/**
 * Who a session belongs to, if it is alive at `now` and of this door. One round trip of plain SQL: every request,
 * action and handshake asks.
 */
export async function findActor<D extends Door>(
  door: D,
  sessionId: string,
  now: Date,
): Promise<ActorOf<D> | null> {
  const which: Door = door;
  if (typeof which !== "string") return (await employeeOf(sessionId, now, which.appId)) as ActorOf<D> | null;
  return (await (which === "staff"
    ? staffOf(sessionId, now)
    : principalOf(sessionId, now))) as ActorOf<D> | null;
}
