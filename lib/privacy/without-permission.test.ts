import { expect, it } from "vitest";
import type { ConsoleActor, PrincipalPermission } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { requestAccountExport } from "@/lib/privacy/commands/request-account-export";
import { requestPersonDeletion } from "@/lib/privacy/commands/request-person-deletion";
import { reviewFinding } from "@/lib/privacy/commands/review-finding";
import { setRetention } from "@/lib/privacy/commands/set-retention";
import { downloadExport } from "@/lib/privacy/queries/download-export";
import { getData } from "@/lib/privacy/queries/get-data";
import { listAccountPeople } from "@/lib/privacy/queries/list-account-people";
import { listFindings } from "@/lib/privacy/queries/list-findings";
import { aCustomer } from "@/lib/testing/conversation-world";
import { aPrimaryAccount, exportOf } from "@/lib/testing/privacy-world";
import { aPrincipalOf } from "@/lib/testing/second-factor-world";

const at = { now: new Date() };
const permissions: PrincipalPermission[] = ["channels", "principals"];

it("who may not decide about data sees what was done, and takes, changes and finds nothing", async () => {
  const { accountId } = await aCustomer();
  const { id: jobId } = await exportOf(await aPrimaryAccount(accountId));
  const person = await prisma().person.findFirst({ where: { accountId } });
  const personId = person?.id ?? newId();
  const actor: ConsoleActor = { ...(await aPrincipalOf(accountId, at.now)), permissions };
  const attempts = [
    () => requestAccountExport(actor, {}, at),
    () => setRetention(actor, { months: 6 }, at),
    () => reviewFinding(actor, { jobId, subjectType: "message", subjectId: newId() }, at),
    () => downloadExport(actor, { jobId }, at),
    () => listAccountPeople(actor, { text: "" }),
    () => listFindings(actor, {}),
    ...(person ? [() => requestPersonDeletion(actor, { personId, confirmation: person.name }, at)] : []),
  ];
  for (const attempt of attempts)
    await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN", reason: "privacy.may_not_manage" });

  expect((await getData(actor, {}, at)).jobs.map(({ id }) => id)).toEqual([jobId]);
  expect(await prisma().dataJob.count({ where: { accountId } })).toBe(1);
  expect(await prisma().account.findUniqueOrThrow({ where: { id: accountId } })).toMatchObject({
    retentionMonths: null,
  });
});
