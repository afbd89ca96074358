import { createHash } from "node:crypto";
import { EventEmitter } from "node:events";
import { type Quirks, quirksSchema } from "./quirks";
import {
  type AuthorizeScenario,
  authorizeScenarioSchema,
  type JssdkScenario,
  jssdkScenarioSchema,
} from "./scenarios";
import type { App, AuthCode, CardEntity, IssuedToken, Message, RefreshToken, Tenant, User } from "./model";

/** A uuid of `im/v1/messages`: in flight until the message exists. */
interface UsedUuid {
  messageId: string | null;
  at: number;
}

/** Everything the local Feishu knows. A reset replaces it as a whole. */
export interface World {
  readonly seed: string;
  clock: { offsetMs: number; frozenAt: number | null };
  readonly tenants: Map<string, Tenant>;
  readonly apps: Map<string, App>;
  readonly users: Map<string, User>;
  readonly openIds: Map<string, { appId: string; userId: string }>;
  readonly tokens: Map<string, IssuedToken>;
  readonly codes: Map<string, AuthCode>;
  readonly refreshTokens: Map<string, RefreshToken>;
  readonly messages: Map<string, Message>;
  readonly cards: Map<string, CardEntity>;
  readonly uuids: Map<string, UsedUuid>;
  /** Times of the calls that counted towards a limit, per bucket. */
  readonly calls: Map<string, number[]>;
  /** Which person last opened an app in which kind of browser. */
  readonly containers: Map<string, string>;
  /** How many messages of a chat its person has seen. */
  readonly read: Map<string, number>;
  quirks: Quirks;
  authorizeScenario: AuthorizeScenario;
  jssdkScenario: JssdkScenario;
  counter: number;
  /** Emits `inbox` with the user id whose chats changed. */
  readonly changes: EventEmitter;
}

/** An empty platform. The seed decides every generated id except open_ids, which depend on app and person alone. */
export function createWorld(seed: string, changes = new EventEmitter().setMaxListeners(0)): World {
  return {
    seed,
    clock: { offsetMs: 0, frozenAt: null },
    tenants: new Map(),
    apps: new Map(),
    users: new Map(),
    openIds: new Map(),
    tokens: new Map(),
    codes: new Map(),
    refreshTokens: new Map(),
    messages: new Map(),
    cards: new Map(),
    uuids: new Map(),
    calls: new Map(),
    containers: new Map(),
    read: new Map(),
    quirks: quirksSchema.parse({}),
    authorizeScenario: authorizeScenarioSchema.parse({}),
    jssdkScenario: jssdkScenarioSchema.parse({}),
    counter: 0,
    changes,
  };
}

export function nowOf(world: World): number {
  return world.clock.frozenAt ?? Date.now() + world.clock.offsetMs;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest();

/** The next generated id of a kind, as hex digits. */
export function mintHex(world: World, kind: string, length: number): string {
  world.counter += 1;
  let hex = "";
  for (let part = 0; hex.length < length; part += 1) {
    hex += sha256(`${world.seed}:${kind}:${world.counter}:${part}`).toString("hex");
  }
  return hex.slice(0, length);
}

/** The next generated id of a kind in the base64url alphabet. */
export function mintToken(world: World, kind: string, length: number): string {
  return Buffer.from(mintHex(world, kind, length * 2), "hex")
    .toString("base64url")
    .slice(0, length);
}

/** The next generated id of decimal digits, as card entities have. */
export function mintDigits(world: World, kind: string): string {
  return `7${BigInt(`0x${mintHex(world, kind, 15)}`)
    .toString()
    .padStart(18, "0")
    .slice(0, 18)}`;
}

/** The open_id of a person in one app: the same in every run, and different in every app. */
export function openIdOf(world: World, app: App, user: User): string {
  const openId = `ou_${sha256(`open:${app.appId}:${user.unionId}`).toString("hex").slice(0, 32)}`;
  world.openIds.set(openId, { appId: app.appId, userId: user.userId });
  return openId;
}

/** The open_id of an app's bot. */
export function botOpenIdOf(app: App): string {
  return `ou_${sha256(`bot:${app.appId}`).toString("hex").slice(0, 32)}`;
}

/** The one-to-one chat of an app's bot with a person. */
export function chatIdOf(app: App, user: User): string {
  return `oc_${sha256(`chat:${app.appId}:${user.unionId}`).toString("hex").slice(0, 32)}`;
}

export function addApp(world: World, app: App): void {
  world.apps.set(app.appId, app);
  for (const user of world.users.values()) if (user.tenantKey === app.tenantKey) openIdOf(world, app, user);
}

export function addUser(world: World, user: User): void {
  world.users.set(user.userId, user);
  for (const app of world.apps.values()) if (user.tenantKey === app.tenantKey) openIdOf(world, app, user);
}
