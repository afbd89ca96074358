import { beforeAll, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { reviewDeskFinding } from "@/lib/privacy/commands/review-desk-finding";
import type { DeskFindingType, DeskFindingView } from "@/lib/privacy/contract";
import { listDeskFindings } from "@/lib/privacy/queries/list-desk-findings";
import { listFindings } from "@/lib/privacy/queries/list-findings";
import { anEngineer } from "@/lib/testing/conversation-world";
import { aBusyPerson, writtenOf } from "@/lib/testing/erasure-scene";
import { aPrimaryAccount, erase } from "@/lib/testing/privacy-world";
import { aBusyColleague, eraseColleague, namedByTheTeam } from "@/lib/testing/staff-erasure-scene";

const at = { now: new Date() };

beforeAll(() => migrateQueue(environment().DATABASE_URL));

const places = (findings: readonly DeskFindingView[], jobId: string): string[] =>
  findings
    .filter((finding) => finding.jobId === jobId)
    .map(({ subjectType, subjectId }) => `${subjectType} ${subjectId}`)
    .toSorted();

const reviewsOf = (personId: string) =>
  prisma().auditEvent.findMany({ where: { action: "person.finding_reviewed", subjectId: personId } });

it("of a customer's people the service team's notes are listed to who leads and reads them, and reviewed once", async () => {
  const { own, profile, who } = await aBusyPerson();
  const principal = await aPrimaryAccount(own.accountId);
  const written = await writtenOf(own, profile.name);
  const job = await erase(principal, who.personId);
  const consoles = (await listFindings(principal, {})).findings.map(
    ({ subjectType, subjectId }) => `${subjectType} ${subjectId}`,
  );
  const [note = ""] = written.filter((place) => !consoles.includes(place));

  // The plan's TAM is in the ticket's groups.
  const { findings } = await listDeskFindings(own.tam, {}, at);
  expect(places(findings, job.id)).toEqual([note]);
  const found = findings.find(({ jobId }) => jobId === job.id);
  expect([found?.isInternal, typeof found?.writtenAt]).toEqual([true, "string"]);
  expect(JSON.stringify(findings)).not.toContain(profile.name);

  const [, subjectId = ""] = note.split(" ");
  const which = { jobId: job.id, subjectType: "message" as DeskFindingType, subjectId };
  const outside = await anEngineer("Manager", ["manager"]);
  const hidden = await listDeskFindings(outside, {}, at);
  expect(places(hidden.findings, job.id)).toEqual([]);
  expect(hidden.hidden).toBeGreaterThan(0);
  const engineer: StaffActor = own.engineer;
  await expect(listDeskFindings(engineer, {}, at)).rejects.toMatchObject({
    reason: "privacy.may_not_review",
  });
  // In the notes, but leading nothing; leading, but outside; and a place of the console's.
  const [theirs = ""] = consoles.filter((place) => place.startsWith("message "));
  const ofConsole = { ...which, subjectId: theirs.split(" ")[1] ?? "" };
  for (const [actor, input] of [
    [engineer, which],
    [outside, which],
    [own.tam, ofConsole],
  ] as const)
    await expect(reviewDeskFinding(actor, input, at)).rejects.toMatchObject({
      reason: "privacy.no_such_finding",
    });
  expect(await reviewsOf(who.personId)).toEqual([]);

  await reviewDeskFinding(own.tam, which, at);
  await reviewDeskFinding(own.tam, which, at);

  expect(places((await listDeskFindings(own.tam, {}, at)).findings, job.id)).toEqual([]);
  const acts = await reviewsOf(who.personId);
  expect(acts).toMatchObject([{ actorId: own.tam.personId, accountId: own.accountId }]);
}, 90_000);

it("of one of the service team every place is the desk's, and what is in no conversation is for who leads the team", async () => {
  const { own, profile, who } = await aBusyColleague();
  const written = await writtenOf(own, profile.name);
  const ofTeam = await namedByTheTeam(profile.email);
  const job = await eraseColleague(await anEngineer("Operator", ["operator"]), who.personId);

  const tams = places((await listDeskFindings(own.tam, {}, at)).findings, job.id);
  expect(tams).toEqual(written);
  const lead = await anEngineer("Lead", ["duty_lead"]);
  const leads = (await listDeskFindings(lead, {}, at)).findings;
  expect(places(leads, job.id)).toEqual(expect.arrayContaining(ofTeam));
  const principal = await aPrimaryAccount(own.accountId);
  expect((await listFindings(principal, {})).findings).toEqual([]);

  for (const place of ofTeam) {
    const [subjectType, subjectId = ""] = place.split(" ");
    const input = { jobId: job.id, subjectType: subjectType as DeskFindingType, subjectId };
    await expect(reviewDeskFinding(own.tam, input, at)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await reviewDeskFinding(lead, input, at);
  }
  expect(await reviewsOf(who.personId)).toHaveLength(ofTeam.length);
}, 90_000);
