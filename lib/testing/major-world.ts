import { randomUUID } from "node:crypto";
import { prisma } from "@/lib/db/prisma";
import { noticeSchema } from "@/lib/groups/contract";
import { openMajorIncident } from "@/lib/incidents/commands/open-major-incident";
import { anEmergency } from "@/lib/testing/incident-world";

/** Emergencies of two customers that know nothing of each other, and who leads. */
export async function twoEmergencies(start = new Date()) {
  const [one, other] = [await anEmergency({ start }), await anEmergency({ start })];
  const { lead, manager } = one.team;
  return { one, other, lead, manager, start, minutes: one.minutes };
}

/** A major incident over emergencies of two customers. */
export async function aMajorIncident(start = new Date()) {
  const two = await twoEmergencies(start);
  const input = { title: "Storage of region east", incidentIds: [two.one.incidentId, two.other.incidentId] };
  const { majorIncidentId } = await openMajorIncident(two.lead, input, { now: start });
  return { ...two, majorIncidentId };
}

/** A status text as the desk sends it, with an id of its own. */
export const aStatus = (majorIncidentId: string, text = "We are restoring the storage") => ({
  majorIncidentId,
  updateId: randomUUID(),
  text,
});

/** What a group's system lines of these kinds say, in order: the kind and its data. */
export async function linesIn(groupId: string, kinds: readonly string[]) {
  const messages = await prisma().message.findMany({ where: { groupId }, orderBy: { sequence: "asc" } });
  return messages.flatMap(({ notice }) => {
    const line = noticeSchema.safeParse(notice).data;
    return line && kinds.includes(line.kind) ? [{ kind: line.kind, data: line.data }] : [];
  });
}

/** What the audit log holds of a major incident, in order. */
export async function auditOf(subjectId: string) {
  const events = await prisma().auditEvent.findMany({ where: { subjectId }, orderBy: { createdAt: "asc" } });
  return events.map(({ action, actorId, accountId, details }) => ({ action, actorId, accountId, details }));
}
