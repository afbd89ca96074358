import { z } from "zod";

/** Behaviours of the platform that no source settles. Tests of the product run with both settings. */
export const quirksSchema = z.object({
  disabledAppCode: z.union([z.literal(10014), z.literal(99991662)]).default(10014),
  /** What an app that was never published meets at the gate: refused, or answered without any scope. */
  unpublishedAppGate: z.enum(["99991673", "open"]).default("99991673"),
  redirectUriRequired: z.boolean().default(true),
  consumeOnPkceFailure: z.boolean().default(true),
  v3PkceBroken: z.boolean().default(true),
  bot11205Status: z.union([z.literal(200), z.literal(400)]).default(400),
  invalidTenantTokenStatus: z.union([z.literal(200), z.literal(400)]).default(400),
  abilityBotWithoutBot: z.enum(["absent", "null", "empty"]).default("absent"),
  allMembersInWhiteList: z.boolean().default(true),
  appSecurityFields: z.boolean().default(false),
  scopeTypeInScopeList: z.boolean().default(true),
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
  /** A person of another tenant may authorize; only then can the product's own tenant check be tested. */
  otherTenantMayAuthorize: z.boolean().default(false),
});

export type Quirks = z.infer<typeof quirksSchema>;
