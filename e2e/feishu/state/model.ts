/** Both names of a person, an app or a text. */
export interface Names {
  zh: string;
  en: string;
}

export interface Tenant {
  tenantKey: string;
  displayId: string;
  name: string;
  /** 0 team edition, 2 personal edition. */
  tenantTag: 0 | 2;
  edition: "basic" | "paid";
  domain: string;
  quotaLimit: number;
  /** Successful counted calls of `quotaMonth` (YYYY-MM, Asia/Shanghai), summed over all apps. */
  quotaUsed: number;
  quotaMonth: string;
}

export interface ScopeGrant {
  scope: string;
  tokenType: "tenant" | "user";
}

export type Availability =
  | { kind: "all" }
  | { kind: "users"; userIds: string[] }
  | { kind: "departments"; departments: string[] };

/** What a version freezes when it is submitted. */
export interface AppAbilities {
  webApp: { pcUrl: string; mobileUrl: string } | null;
  bot: boolean;
  scopes: ScopeGrant[];
  availability: Availability;
}

/** 1 approved, 2 rejected, 3 under review, 4 not submitted. */
type VersionStatus = 1 | 2 | 3 | 4;

export interface AppVersion extends AppAbilities {
  versionId: string;
  version: string;
  status: VersionStatus;
  createdAt: number;
  publishedAt: number | null;
  remark: string;
}

export interface App {
  appId: string;
  appSecret: string;
  tenantKey: string;
  name: Names;
  description: Names;
  ownerUserId: string;
  status: "enabled" | "disabled";
  /** The administrator of the tenant switched the bot off; `bot/v3/info` then says activate_status 1. */
  botDisabledByTenant: boolean;
  draft: AppAbilities;
  versions: AppVersion[];
  /** Effective at once, no version needed. */
  redirectUrls: string[];
  h5TrustedDomains: string[];
  ipAllowList: string[];
  /** Effective range; the administrator can change it after publication. */
  availability: Availability;
  blackList: string[];
  /** In the published version, but not granted by the administrator. */
  withheldScopes: string[];
  scopeApplications: { pending: string; count: number };
  /** The switch in the console's security settings. */
  refreshTokensOn: boolean;
}

export interface User {
  /** Also the key of a person in the control API. */
  userId: string;
  unionId: string;
  tenantKey: string;
  name: Names;
  department: string;
  email: string;
  mobile: string;
  employeeNo: string;
  avatarColor: string;
  status: "active" | "frozen" | "resigned" | "unregistered";
  /** App ids of the bots whose messages this person stopped, or blocks. */
  stoppedBots: string[];
  blockedBots: string[];
}

export interface IssuedToken {
  token: string;
  appId: string;
  kind: "tenant" | "user";
  /** Set for user tokens. */
  userId: string | null;
  expiresAt: number;
}

/** Renews an authorisation once; a new one comes with it. */
export interface RefreshToken {
  token: string;
  appId: string;
  userId: string;
  scope: string;
  /** When the person agreed, however often it was renewed since. */
  authorisedAt: number;
  expiresAt: number;
  state: "live" | "used" | "revoked";
  version: "v2" | "v3";
}

export interface AuthCode {
  code: string;
  appId: string;
  userId: string;
  /** null: issued inside the client, not by a redirect. */
  redirectUri: string | null;
  challenge: { value: string; method: "S256" | "plain" } | null;
  scope: string;
  expiresAt: number;
  used: boolean;
}

export type JsonObject = { [key: string]: unknown };

export interface Message {
  messageId: string;
  chatId: string;
  appId: string;
  userId: string;
  msgType: string;
  /** The content as sent; of a card the JSON that is shown now. */
  content: JsonObject;
  cardId: string | null;
  parentId: string | null;
  createdAt: number;
  updatedAt: number;
  edits: number;
  recalled: boolean;
  followUps: string[];
  uuid: string | null;
}

export interface CardEntity {
  cardId: string;
  appId: string;
  card: JsonObject;
  createdAt: number;
  sequence: number;
  /** uuid of an operation → what it asked for, to tell a repetition from a conflict. */
  operations: Map<string, string>;
  messageId: string | null;
  /** How often a send was refused by the create-then-send race (quirk). */
  refusedSends: number;
}
