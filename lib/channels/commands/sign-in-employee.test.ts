import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { demoTenants } from "../../../e2e/feishu/demo-seed";
import { signInEmployee } from "@/lib/channels/commands/sign-in-employee";
import { signInProblemOf } from "@/lib/channels/sign-in-problem";
import { currentTime } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { newPkce } from "@/lib/feishu/oauth";
import { findActor } from "@/lib/identity/queries/find-actor";
import { aChannelOf, attempted, startTestFeishu } from "@/lib/testing/channel-world";
import { authorized, inClient } from "@/lib/testing/feishu-sign-in";

let feishu: Awaited<ReturnType<typeof startTestFeishu>>;
const tenant = demoTenants.a;
const [xiaoyu, ming, otherTenantsPerson] = ["wangxiaoyu", "chenming", "zhoulan"];
const at = () => ({ now: currentTime() });

beforeAll(async () => {
  feishu = await startTestFeishu();
});
afterAll(() => feishu.close());
afterEach(async () => {
  await feishu.control.clearFaults();
  await feishu.control.setQuirks({ otherTenantMayAuthorize: false });
  for (const userId of [xiaoyu, ming]) await feishu.control.changeUser(userId, { status: "active" });
});

const aChannel = () => aChannelOf(feishu.control, tenant);

const mainMembers = (channelId: string) =>
  prisma().groupMember.findMany({
    where: { group: { channelId, kind: "main" }, side: "customer", leftAt: null },
  });

/** What an attempt tells the person, and what it left behind. */
async function problemOf(attempt: () => Promise<unknown>) {
  const { thrown, changed } = await attempted(attempt);
  return { problem: thrown === null ? null : signInProblemOf(thrown), changed };
}

describe("a sign-in", () => {
  it("by redirect makes the person, opens a session of this channel and leads into the main group as owner", async () => {
    const { appId, channelId, accountId } = await aChannel();

    const signedIn = await signInEmployee(await authorized(feishu, appId, xiaoyu), at());

    const door = { kind: "employee", appId } as const;
    expect(await findActor(door, signedIn.sessionId, currentTime())).toEqual({
      kind: "employee",
      personId: signedIn.personId,
      channelId,
      accountId,
      sessionId: signedIn.sessionId,
    });
    const identity = await prisma().feishuIdentity.findUniqueOrThrow({
      where: { personId: signedIn.personId },
      include: { person: true },
    });
    expect(identity).toMatchObject({
      openId: await feishu.control.openId(appId, xiaoyu),
      tenantKey: tenant.tenantKey,
      person: { name: "王晓雨", side: "customer", accountId, locale: "en" },
    });
    expect(await mainMembers(channelId)).toMatchObject([
      { personId: signedIn.personId, role: "owner", joinedVia: "sign_in" },
    ]);
  });

  it("from inside the client needs neither address nor verifier", async () => {
    const { appId, channelId } = await aChannel();
    const { personId } = await signInEmployee(await inClient(feishu, appId, ming), at());
    const person = await prisma().person.findUniqueOrThrow({ where: { id: personId } });
    expect(person).toMatchObject({ name: "陈明", locale: "zh-CN" });
    expect(await mainMembers(channelId)).toHaveLength(1);
  });

  it("of the same person again is the same person, reachable again, with the name of today", async () => {
    const { appId, channelId } = await aChannel();
    const first = await signInEmployee(await authorized(feishu, appId, xiaoyu), at());
    await prisma().feishuIdentity.update({
      where: { personId: first.personId },
      data: { unreachableReason: "230013", unreachableAt: new Date() },
    });
    await prisma().person.update({ where: { id: first.personId }, data: { name: "Former Name" } });

    const second = await signInEmployee(await inClient(feishu, appId, xiaoyu), at());

    expect(second.personId).toBe(first.personId);
    expect(second.sessionId).not.toBe(first.sessionId);
    const identity = await prisma().feishuIdentity.findUniqueOrThrow({
      where: { personId: first.personId },
      include: { person: true },
    });
    expect(identity).toMatchObject({
      unreachableReason: null,
      unreachableAt: null,
      person: { name: "王晓雨" },
    });
    expect(await mainMembers(channelId)).toHaveLength(1);
  });

  it("of a second person makes a member, not an owner", async () => {
    const { appId, channelId } = await aChannel();
    const first = await signInEmployee(await authorized(feishu, appId, xiaoyu), at());
    const second = await signInEmployee(await authorized(feishu, appId, ming), at());
    const roles = new Map((await mainMembers(channelId)).map(({ personId, role }) => [personId, role]));
    expect(roles).toEqual(
      new Map([
        [first.personId, "owner"],
        [second.personId, "member"],
      ]),
    );
  });

  it("of one person through two channels makes two people: open_ids are names of one app only", async () => {
    const [one, other] = [await aChannel(), await aChannel()];
    const first = await signInEmployee(await authorized(feishu, one.appId, xiaoyu), at());
    const second = await signInEmployee(await authorized(feishu, other.appId, xiaoyu), at());
    expect(second.personId).not.toBe(first.personId);
    const door = { kind: "employee", appId: other.appId } as const;
    expect(await findActor(door, first.sessionId, currentTime())).toBeNull();
  });

  it("of several people for the first time at once makes each once, and one owner", async () => {
    const { appId, channelId } = await aChannel();
    const codes = [];
    for (const userId of [xiaoyu, ming, xiaoyu, ming, "liuyang", xiaoyu])
      codes.push(await authorized(feishu, appId, userId));

    const signedIn = await Promise.all(codes.map((code) => signInEmployee(code, at())));

    expect(new Set(signedIn.map(({ personId }) => personId)).size).toBe(3);
    expect(new Set(signedIn.map(({ sessionId }) => sessionId)).size).toBe(6);
    const members = await mainMembers(channelId);
    expect(members.map(({ role }) => role).toSorted()).toEqual(["member", "member", "owner"]);
    const { sequence } = await prisma().group.findFirstOrThrow({ where: { channelId } });
    expect(await prisma().groupEvent.count({ where: { group: { channelId } } })).toBe(Number(sequence));
    expect(await prisma().feishuIdentity.count({ where: { channelId } })).toBe(3);
  });

  it("works when the month's calls are used up", async () => {
    const { appId } = await aChannel();
    await feishu.control.changeTenant(tenant.tenantKey, { quotaLimit: 0 });
    const code = await authorized(feishu, appId, xiaoyu);
    await expect(signInEmployee(code, at())).resolves.toHaveProperty("sessionId");
    await feishu.control.changeTenant(tenant.tenantKey, { quotaLimit: 10_000 });
  });
});

describe("a refused sign-in leaves nothing behind", () => {
  const refused = (problem: string) => ({ problem, changed: [] });

  it("with a code used before", async () => {
    const { appId } = await aChannel();
    const code = await authorized(feishu, appId, xiaoyu);
    await signInEmployee(code, at());
    expect(await problemOf(() => signInEmployee(code, at()))).toEqual(refused("code_expired"));
  });

  it("with a code that nobody issued", async () => {
    const { appId } = await aChannel();
    const code = { ...(await authorized(feishu, appId, xiaoyu)), code: "x".repeat(64) };
    expect(await problemOf(() => signInEmployee(code, at()))).toEqual(refused("code_expired"));
  });

  it("with a code that is too old", async () => {
    const { appId } = await aChannel();
    const code = await authorized(feishu, appId, xiaoyu);
    await feishu.control.advance(301_000);
    expect(await problemOf(() => signInEmployee(code, at()))).toEqual(refused("code_expired"));
  });

  it("with the code of another channel's app", async () => {
    const [one, other] = [await aChannel(), await aChannel()];
    const code = await authorized(feishu, other.appId, xiaoyu);
    expect(await problemOf(() => signInEmployee({ ...code, appId: one.appId }, at()))).toMatchObject({
      changed: [],
    });
    expect(await mainMembers(one.channelId)).toEqual([]);
  });

  it("with another browser's verifier", async () => {
    const { appId } = await aChannel();
    const code = await authorized(feishu, appId, xiaoyu);
    const redirect = { ...code.redirect, codeVerifier: newPkce().verifier };
    expect(await problemOf(() => signInEmployee({ ...code, redirect }, at()))).toEqual(
      refused("code_expired"),
    );
  });

  it("of a person whom the app was taken from", async () => {
    const { appId } = await aChannel();
    const code = await authorized(feishu, appId, xiaoyu);
    await feishu.control.changeApp(appId, { availability: { kind: "users", userIds: [ming] } });
    expect(await problemOf(() => signInEmployee(code, at()))).toEqual(refused("not_available"));
  });

  it("of a person who left", async () => {
    const { appId } = await aChannel();
    const code = await authorized(feishu, appId, xiaoyu);
    await feishu.control.changeUser(xiaoyu, { status: "resigned" });
    expect(await problemOf(() => signInEmployee(code, at()))).toEqual(refused("user_inactive"));
  });

  it("of a person of another organization, although Feishu let them authorize", async () => {
    const { appId, channelId } = await aChannel();
    await feishu.control.setQuirks({ otherTenantMayAuthorize: true });
    const code = await authorized(feishu, appId, otherTenantsPerson);
    expect(await problemOf(() => signInEmployee(code, at()))).toEqual(refused("other_tenant"));
    expect(await mainMembers(channelId)).toEqual([]);
  });

  it("when the secret was changed in Feishu", async () => {
    const { appId } = await aChannel();
    const code = await authorized(feishu, appId, xiaoyu);
    await feishu.control.changeApp(appId, { appSecret: "another-secret" });
    expect(await problemOf(() => signInEmployee(code, at()))).toEqual(refused("channel_broken"));
  });

  it("when Feishu is down", async () => {
    const { appId } = await aChannel();
    const code = await authorized(feishu, appId, xiaoyu);
    await feishu.control.addFault({ route: "*", kind: "html-502", times: 0 });
    expect(await problemOf(() => signInEmployee(code, at()))).toEqual(refused("feishu_down"));
  });

  it("through an App ID no channel has", async () => {
    const { appId } = await aChannel();
    const code = await authorized(feishu, appId, xiaoyu);
    const unknown = { ...code, appId: "cli_00000000000000ff" };
    expect(await problemOf(() => signInEmployee(unknown, at()))).toEqual(refused("unknown_channel"));
  });
});
