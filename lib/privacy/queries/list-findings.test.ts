import { beforeAll, describe, expect, it } from "vitest";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { reviewFinding } from "@/lib/privacy/commands/review-finding";
import type { FindingType } from "@/lib/privacy/contract";
import { getData } from "@/lib/privacy/queries/get-data";
import { listAccountPeople } from "@/lib/privacy/queries/list-account-people";
import { listFindings } from "@/lib/privacy/queries/list-findings";
import { aBusyPerson, writtenOf } from "@/lib/testing/erasure-scene";
import { aPrimaryAccount, erase } from "@/lib/testing/privacy-world";
import { aSupportedCustomer, aTicket } from "@/lib/testing/ticket-world";

const at = { now: new Date() };

beforeAll(() => migrateQueue(environment().DATABASE_URL));

describe("the review", () => {
  it("tells where and when, never what, nothing of the service team's notes, and is done once", async () => {
    const { own, profile, who } = await aBusyPerson();
    const principal = await aPrimaryAccount(own.accountId);
    const places = await writtenOf(own, profile.name);
    const job = await erase(principal, who.personId);

    const { findings, more } = await listFindings(principal, {});
    const shown = findings.map(({ subjectType, subjectId }) => `${subjectType} ${subjectId}`).toSorted();
    const hidden = places.filter((place) => !shown.includes(place));
    expect([shown.length, hidden.length, more]).toEqual([places.length - 1, 1, 0]);
    const [, note = ""] = hidden[0]?.split(" ") ?? [];
    const internal = await prisma().message.findUniqueOrThrow({ where: { id: note } });
    expect((await prisma().group.findUniqueOrThrow({ where: { id: internal.groupId } })).kind).toBe(
      "internal",
    );
    expect(JSON.stringify(findings)).not.toContain(profile.name);
    expect(
      findings.every(({ writtenAt, ticketNumber, groupName }) => writtenAt && (ticketNumber ?? groupName)),
    ).toBe(true);

    const [first] = findings;
    const which = {
      jobId: job.id,
      subjectType: first?.subjectType ?? "message",
      subjectId: first?.subjectId ?? "",
    } as const;
    await reviewFinding(principal, which, at);
    await reviewFinding(principal, which, at);
    expect((await listFindings(principal, {})).findings).toHaveLength(shown.length - 1);
    expect(
      await prisma().auditEvent.count({
        where: { action: "person.finding_reviewed", subjectId: who.personId },
      }),
    ).toBe(1);
    const stranger = await aPrimaryAccount((await aSupportedCustomer()).accountId);
    await expect(reviewFinding(stranger, which, at)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const theirs = { jobId: job.id, subjectType: "message" as FindingType, subjectId: note };
    await expect(reviewFinding(principal, theirs, at)).rejects.toMatchObject({
      reason: "privacy.no_such_finding",
    });
    const { jobs } = await getData(principal, {}, at);
    expect(jobs[0]?.findings).toEqual({ total: shown.length, open: shown.length - 1 });
  }, 90_000);
});

it("people of the account are found by a part of their name; who was deleted is not", async () => {
  const own = await aSupportedCustomer();
  const principal = await aPrimaryAccount(own.accountId);
  await aTicket(own);
  const found = async (text: string) =>
    (await listAccountPeople(principal, { text })).map(({ name }) => name);

  expect(await found("xiao")).toEqual(["Wang Xiaoyu"]);
  expect(await found("Guo Kai")).toEqual([]);
  await erase(principal, own.employees[0].personId);
  expect(await found("")).toEqual(["Li Na"]);
});
