import { hasScope, mayUse, onlineVersion } from "../../state/app-facts";
import type { App, User } from "../../state/model";
import { chatIdOf, openIdOf, type World } from "../../state/world";
import { scopeRefusal } from "../gate";
import type { TenantCall } from "../open-route";
import { fieldViolation, Refusal } from "../refusal";

const ID_TYPES = ["open_id", "union_id", "user_id", "email", "chat_id"] as const;
type IdType = (typeof ID_TYPES)[number];

const SHAPES: Record<IdType, RegExp> = {
  open_id: /^ou_[0-9a-f]{32}$/,
  union_id: /^on_[0-9a-f]{32}$/,
  user_id: /^[\w-]{1,64}$/,
  email: /^[^\s@]+@[^\s@]+$/,
  chat_id: /^oc_[0-9a-f]{32}$/,
};

/** Whom the parameters name, before anybody is looked up. */
export function readRecipient(call: TenantCall): { type: IdType; id: string } {
  const type = ID_TYPES.find((one) => one === call.query.get("receive_id_type"));
  if (!type) {
    const given = call.query.get("receive_id_type");
    throw fieldViolation("receive_id_type", given, `receive_id_type must be one of ${ID_TYPES.join(", ")}`);
  }
  const id = call.body["receive_id"];
  if (typeof id !== "string" || !SHAPES[type].test(id))
    throw new Refusal(400, 230034, "The receive_id is invalid.");
  if (type === "user_id" && !hasScope(call.app, "contact:user.employee_id:readonly", "tenant")) {
    throw scopeRefusal(call.app, ["contact:user.employee_id:readonly"]);
  }
  return { type, id };
}

function byOpenId(call: TenantCall, id: string): User | undefined {
  const known = call.world.openIds.get(id);
  if (!known) throw new Refusal(400, 99992351, `open_id ${id} is not exist`);
  if (known.appId !== call.app.appId) throw new Refusal(400, 99992361, "open_id cross app");
  return call.world.users.get(known.userId);
}

function inTenant(
  call: TenantCall,
  user: User | undefined,
  codes: { unknown: number; foreign: number },
): User {
  if (!user) throw new Refusal(400, codes.unknown, "the user does not exist");
  if (user.tenantKey !== call.app.tenantKey)
    throw new Refusal(400, codes.foreign, "the user is of another tenant");
  return user;
}

type Lookup = (call: TenantCall, id: string, users: readonly User[]) => User | undefined;

const LOOKUPS: Record<IdType, Lookup> = {
  open_id: (call, id) => byOpenId(call, id),
  union_id: (call, id, users) =>
    inTenant(
      call,
      users.find((user) => user.unionId === id),
      { unknown: 99992363, foreign: 99992381 },
    ),
  user_id: (call, id, users) =>
    inTenant(
      call,
      users.find((user) => user.userId === id),
      { unknown: 230034, foreign: 99992364 },
    ),
  email: (call, id, users) =>
    users.find((user) => user.email === id && user.tenantKey === call.app.tenantKey),
  chat_id: (call, id, users) => users.find((user) => chatIdOf(call.app, user) === id),
};

/** The person a message goes to, or why the platform would not deliver it, in the platform's order. */
export function findRecipient(call: TenantCall, type: IdType, id: string): User {
  const user = LOOKUPS[type](call, id, [...call.world.users.values()]);
  if (!user && type === "chat_id") throw new Refusal(400, 230002, "The bot can not be outside the group.");
  if (!user) throw new Refusal(400, 230034, "The receive_id is invalid.");
  requireReachable(call, user);
  return user;
}

/** Whether this bot reaches this person at all. */
export function requireReachable({ app, world }: TenantCall, user: User): void {
  const isGone = user.status === "resigned" && world.quirks.resignedUserCode === 230029;
  if (user.tenantKey !== app.tenantKey)
    throw new Refusal(400, 230038, "Cross tenant p2p chat operate forbid.");
  if (!onlineVersion(app)?.bot || app.botDisabledByTenant)
    throw new Refusal(400, 230006, "Bot ability is not activated.");
  if (isGone) throw new Refusal(400, 230029, "The user has resigned.");
  if (!mayUse(app, user) || user.status !== "active")
    throw new Refusal(400, 230013, "Bot has NO availability to this user.");
  if (user.blockedBots.includes(app.appId)) throw new Refusal(400, 230035, "Send Message Permission deny.");
  if (user.stoppedBots.includes(app.appId))
    throw new Refusal(400, 230053, "The user has stopped the bot from sending messages.");
}

/** Whether an id in a mention names somebody of this app. `all` needs a group. */
export function isKnownPerson(world: World, app: App, id: string): boolean {
  const known = world.openIds.get(id);
  if (known) return known.appId === app.appId;
  const colleagues = [...world.users.values()].filter((user) => user.tenantKey === app.tenantKey);
  return colleagues.some(
    (user) => user.unionId === id || user.email === id || openIdOf(world, app, user) === id,
  );
}
