import { z } from "zod";

/**
 * Behaviours of the platform that no source settles, each with the setting taken to be likelier. Tests of the product
 * run with every setting (`lib/feishu/both-settings.test.ts`).
 */
export const quirksSchema = z.object({
  // Tokens and the gate
  disabledAppCode: z.union([z.literal(10014), z.literal(99991662), z.literal(99991673)]).default(10014),
  /** What the token endpoint says to an app that was never published. */
  unpublishedAppToken: z.enum(["issued", "10014", "99991662", "99991673"]).default("issued"),
  /** What an app that was never published meets at the gate: refused, or answered without any scope. */
  unpublishedAppGate: z.enum(["99991673", "open"]).default("99991673"),
  invalidTenantTokenStatus: z.union([z.literal(200), z.literal(400)]).default(400),
  /** HTTP status of the codes whose status no page states: the gate's refusals of an app, and ids that fit nobody. */
  unstatedStatus: z.union([z.literal(200), z.literal(400), z.literal(403)]).default(400),

  // Signing in
  /** How redirect URLs and page addresses are compared with the app's list. */
  redirectUrlComparison: z.enum(["exact", "forgiving"]).default("exact"),
  redirectUriRequired: z.boolean().default(true),
  consumeOnPkceFailure: z.boolean().default(true),
  v3PkceBroken: z.boolean().default(true),
  /** A used code is known as used, or already cleaned up. */
  usedCodeCode: z.union([z.literal(20065), z.literal(20003)]).default(20065),
  /** The word in `error` beside the codes for which no source tells it: OAuth's own, or one of the platform's. */
  oauthErrorWords: z.enum(["oauth", "platform"]).default("oauth"),
  /** Whether the gateway or `user_info` itself refuses a token it never issued. */
  unknownUserTokenCode: z.union([z.literal(20005), z.literal(99991668)]).default(20005),
  /** A person of another tenant may authorize; only then can the product's own tenant check be tested. */
  otherTenantMayAuthorize: z.boolean().default(false),
  /** `errno` with which the JSSDK refuses a page that is not on the list of redirect URLs. */
  unlistedPageErrno: z.number().int().default(20029),

  // The app's configuration
  bot11205Status: z.union([z.literal(200), z.literal(400)]).default(400),
  abilityBotWithoutBot: z.enum(["absent", "null", "empty"]).default("absent"),
  /** A token given under the old secret goes on for its time, at most two hours. */
  tokensOutliveSecret: z.boolean().default(false),
  allMembersInWhiteList: z.boolean().default(true),
  /** `security`, `callback_info`, `event` and `encryption`, secrets included, which no page documents. */
  appSecurityFields: z.boolean().default(false),
  scopeTypeInScopeList: z.boolean().default(true),

  // Messages and cards
  /** `newBodyIgnored`: code 0, the first message's id, but the answer echoes the second body. */
  uuidRepeat: z.enum(["sameMessage", "newBodyIgnored", "230049"]).default("sameMessage"),
  resignedUserCode: z.union([z.literal(230013), z.literal(230029)]).default(230013),
  cardSizeLimit: z
    .number()
    .int()
    .positive()
    .default(30 * 1024),
  cardHeaderCountsAsElements: z.boolean().default(false),
  unknownCardKeyCode: z.number().int().default(200621),
  cardIdInvalidFirstN: z.number().int().min(0).default(0),
  /** Whether `reload` of an AppLink is the client's own or goes to the page with the unknown parameters. */
  appLinkReload: z.enum(["own", "passed-on"]).default("own"),

  // The month's quota
  /** `assumed`: everything but tokens, sign-in and the bot. */
  quotaCounts: z.enum(["assumed", "messages-only", "every-call"]).default("assumed"),
  quotaZone: z.enum(["Asia/Shanghai", "UTC"]).default("Asia/Shanghai"),
});

export type Quirks = z.infer<typeof quirksSchema>;
