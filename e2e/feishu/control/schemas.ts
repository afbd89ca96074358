import { z } from "zod";
import { faultSchema } from "../transport/faults";

/** Bodies of the test control. */

const names = z.object({ zh: z.string(), en: z.string() });

const availabilitySchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("all") }),
  z.object({ kind: z.literal("users"), userIds: z.array(z.string()) }),
  z.object({ kind: z.literal("departments"), departments: z.array(z.string()) }),
]);

const draftSchema = z.object({
  webApp: z.object({ pcUrl: z.string(), mobileUrl: z.string() }).nullable(),
  bot: z.boolean(),
  scopes: z.array(z.object({ scope: z.string(), tokenType: z.enum(["tenant", "user"]) })),
  availability: availabilitySchema,
});

export const tenantSettings = z.object({
  name: z.string(),
  edition: z.enum(["basic", "paid"]),
  tenantTag: z.union([z.literal(0), z.literal(2)]),
  quotaLimit: z.number().int().min(0),
  quotaUsed: z.number().int().min(0),
});

export const newTenant = tenantSettings.partial().extend({ tenantKey: z.string(), name: z.string() });

export const appSettings = z.object({
  appSecret: z.string().min(1),
  status: z.enum(["enabled", "disabled"]),
  name: names,
  botDisabledByTenant: z.boolean(),
  redirectUrls: z.array(z.string()),
  h5TrustedDomains: z.array(z.string()),
  ipAllowList: z.array(z.string()),
  availability: availabilitySchema,
  blackList: z.array(z.string()),
  withheldScopes: z.array(z.string()),
  refreshTokensOn: z.boolean(),
  draft: draftSchema.partial(),
});

export const newApp = z.object({
  appId: z.string().regex(/^cli_[0-9a-f]{16}$/),
  appSecret: z.string().min(1),
  tenantKey: z.string(),
  name: names,
  ownerUserId: z.string(),
  /** Submit and approve a first version at once. */
  publish: z.boolean().default(true),
});

export const newVersion = z.object({
  status: z.enum(["approved", "rejected", "under-review", "not-submitted"]).default("approved"),
  remark: z.string().default(""),
});

export const userSettings = z.object({
  name: names,
  status: z.enum(["active", "frozen", "resigned", "unregistered"]),
  department: z.string(),
  email: z.string(),
  stoppedBots: z.array(z.string()),
  blockedBots: z.array(z.string()),
});

export const newUser = userSettings
  .partial()
  .extend({ userId: z.string(), tenantKey: z.string(), name: names });

export const clockChange = z.object({
  advanceMs: z.number().optional(),
  setTo: z.number().optional(),
  /** A frozen clock moves only by this route. */
  frozen: z.boolean().optional(),
});

export const linkClick = z.object({ url: z.string(), userId: z.string() });

export const faultBody = faultSchema;

export type AppSettings = z.infer<typeof appSettings>;
export type UserSettings = z.infer<typeof userSettings>;
export type TenantSettings = z.infer<typeof tenantSettings>;
export type NewApp = z.input<typeof newApp>;
export type NewUser = z.input<typeof newUser>;
export type NewTenant = z.input<typeof newTenant>;
export type NewVersion = z.input<typeof newVersion>;
export type ClockChange = z.input<typeof clockChange>;
