import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { type Quirks, quirksSchema } from "@/e2e/feishu/state/quirks";
import { startTestFeishu } from "@/lib/testing/channel-world";
import { type FeishuOutcome, feishuOutcome } from "@/lib/testing/feishu-outcome";

let feishu: Awaited<ReturnType<typeof startTestFeishu>>;

beforeAll(async () => {
  feishu = await startTestFeishu();
});
afterAll(() => feishu.close());

type Difference = { [P in keyof FeishuOutcome]?: Partial<FeishuOutcome[P]> };

const same: Difference = {};

const usual: FeishuOutcome = {
  configuration: {
    ready: "done",
    withoutBot: "feishu.bot_off",
    unpublished: "feishu.app_not_published",
    disabled: "feishu.app_disabled",
    scopes: 4,
    desktopUrl: "workbench",
    isOnline: true,
    tellsTrustedDomains: false,
    isListed: true,
  },
  signingIn: {
    byRedirect: "signed in",
    again: "expired_code",
    wrongly: "expired_code",
    inside: "signed in",
    strangeToken: "expired_code",
    otherTenant: "kept out",
  },
  sending: {
    repeated: "done",
    entity: "done",
    updated: "done",
    arrived: [["raw"], ["updated"]],
    large: "done",
    strange: "degrade to plain_text",
    resigned: "user_unreachable",
    otherAppsPerson: "our_bug",
    nobody: "user_unreachable",
    opens: { target: "http://localhost:3000/feishu/x" },
  },
  limits: {
    resetSecret: "channel_broken",
    expiredToken: "done",
    usedUp: "quota_exhausted",
    askedThen: "quota_exhausted",
    nextMonth: "done",
    keptOutByAddress: "channel_broken",
  },
};

/** Feishu says of a never published app what it says of a disabled one: the words name both cures. */
const calledDisabled: Difference = { configuration: { unpublished: "feishu.app_disabled" } };

/** What no quirk changes for us, or the documented other outcome, for every setting that is not the local Feishu's default. */
const settings: { [K in keyof Quirks]: readonly (readonly [Quirks[K], Difference])[] } = {
  disabledAppCode: [
    [99991662, same],
    [99991673, { configuration: { disabled: "feishu.app_not_published" } }],
  ],
  unpublishedAppToken: [
    ["10014", calledDisabled],
    ["99991662", calledDisabled],
    ["99991673", same],
  ],
  unpublishedAppGate: [["open", same]],
  invalidTenantTokenStatus: [[200, same]],
  unstatedStatus: [
    [200, same],
    [403, same],
  ],
  redirectUrlComparison: [["forgiving", same]],
  redirectUriRequired: [[false, same]],
  consumeOnPkceFailure: [[false, same]],
  v3PkceBroken: [[false, same]],
  usedCodeCode: [[20003, same]],
  oauthErrorWords: [["platform", same]],
  unknownUserTokenCode: [[99991668, same]],
  otherTenantMayAuthorize: [[true, { signingIn: { otherTenant: "comes with its own tenant_key" } }]],
  unlistedPageErrno: [[104, same]],
  bot11205Status: [[200, same]],
  abilityBotWithoutBot: [
    ["null", same],
    ["empty", same],
  ],
  // The old token goes on; that the secret is wrong shows when it has run out.
  tokensOutliveSecret: [[true, { limits: { resetSecret: "done" } }]],
  allMembersInWhiteList: [[false, { configuration: { isListed: false } }]],
  appSecurityFields: [[true, { configuration: { tellsTrustedDomains: true } }]],
  scopeTypeInScopeList: [[false, same]],
  uuidRepeat: [
    ["newBodyIgnored", same],
    ["230049", { sending: { repeated: "retry_soon" } }],
  ],
  resignedUserCode: [[230029, same]],
  cardSizeLimit: [[131 * 1024, same]],
  cardHeaderCountsAsElements: [[true, same]],
  unknownCardKeyCode: [
    [200861, same],
    [11310, same],
  ],
  // The entity was never sent: what arrived is the written-out card, which an update of the entity does not reach.
  cardIdInvalidFirstN: [[1, { sending: { entity: "degrade to raw", arrived: [["raw"], ["entity"]] } }]],
  appLinkReload: [["passed-on", same]],
  quotaCounts: [
    ["messages-only", { limits: { askedThen: "done" } }],
    ["every-call", same],
  ],
  quotaZone: [["UTC", { limits: { nextMonth: "quota_exhausted" } }]],
};

const rows = Object.entries(settings).flatMap(([quirk, values]) =>
  values.map(([value, differs]): [string, unknown, Difference] => [quirk, value, differs]),
);

const expected = (differs: Difference): FeishuOutcome => ({
  configuration: { ...usual.configuration, ...differs.configuration },
  signingIn: { ...usual.signingIn, ...differs.signingIn },
  sending: { ...usual.sending, ...differs.sending },
  limits: { ...usual.limits, ...differs.limits },
});

it("is as usual under the defaults", async () => {
  expect(await feishuOutcome(feishu, {})).toEqual(usual);
});

it.each(rows)("under %s %s", async (quirk, value, differs) => {
  expect(await feishuOutcome(feishu, { [quirk]: value })).toEqual(expected(differs));
});

it("leaves out no setting of a quirk that has a list of them", () => {
  const { properties } = z
    .object({ properties: z.record(z.string(), z.looseObject({ default: z.unknown() })) })
    .parse(z.toJSONSchema(quirksSchema));
  const listed = z.union([
    z.object({ type: z.literal("boolean") }).transform((): unknown[] => [true, false]),
    z.object({ enum: z.array(z.unknown()) }).transform((one) => one.enum),
    z
      .object({ anyOf: z.array(z.object({ const: z.unknown() })) })
      .transform((one) => one.anyOf.map((each) => each.const)),
    z.unknown().transform((): unknown[] => []),
  ]);
  const left = Object.entries(properties).flatMap(([quirk, schema]) =>
    listed
      .parse(schema)
      .filter((value) => value !== schema.default)
      .filter((value) => !rows.some(([name, tried]) => name === quirk && tried === value)),
  );
  expect(left).toEqual([]);
});
