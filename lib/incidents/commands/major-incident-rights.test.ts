import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StaffRole } from "@/lib/actor/actor";
import { environment } from "@/lib/config/environment";
import { closeMajorIncident } from "@/lib/incidents/commands/close-major-incident";
import { groupIncidents } from "@/lib/incidents/commands/group-incidents";
import { openMajorIncident } from "@/lib/incidents/commands/open-major-incident";
import { postMajorUpdate } from "@/lib/incidents/commands/post-major-update";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { anEngineer } from "@/lib/testing/conversation-world";
import { anEmergency, dismissTeam, historyOf } from "@/lib/testing/incident-world";
import { aMajorIncident, aStatus, auditOf } from "@/lib/testing/major-world";

beforeAll(() => migrateQueue(environment().DATABASE_URL));
beforeEach(dismissTeam);

describe("who may", () => {
  const none = { code: "NOT_FOUND", reason: "incidents.no_such_major" };
  const noLead = { code: "FORBIDDEN", reason: "incidents.may_not_lead" };
  it.each([
    ["duty_lead", null],
    ["manager", null],
    ["tam", noLead],
    ["engineer", none],
    ["operator", none],
    ["auditor", none],
  ] as const satisfies readonly (readonly [StaffRole, object | null])[])(
    "change one, as %s",
    async (role, refusal) => {
      const { one, majorIncidentId, minutes } = await aMajorIncident();
      const fresh = await anEmergency();
      const actor = await anEngineer("Somebody", [role]);
      const at = { now: minutes(1) };
      const attempts = [
        () => groupIncidents(actor, { majorIncidentId, add: [fresh.incidentId], remove: [] }, at),
        () => postMajorUpdate(actor, aStatus(majorIncidentId), at),
        () => closeMajorIncident(actor, aStatus(majorIncidentId), at),
      ];
      const open = () => openMajorIncident(actor, { title: "West", incidentIds: [fresh.incidentId] }, at);

      if (refusal === null) {
        for (const attempt of attempts) await attempt();
        await open();
        return;
      }
      const before = [await historyOf(one.incidentId), await auditOf(majorIncidentId)];
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(refusal);
      await expect(open()).rejects.toMatchObject(noLead);
      expect([await historyOf(one.incidentId), await auditOf(majorIncidentId)]).toEqual(before);
      expect(await historyOf(fresh.incidentId)).not.toContain("grouped");
    },
  );
});
