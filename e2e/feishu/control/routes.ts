import { resolveWebApp } from "../applink/resolve";
import { inboxMessage } from "../open/messages/view";
import { quirksSchema } from "../state/quirks";
import { authorizeScenarioSchema, jssdkScenarioSchema } from "../state/scenarios";
import { isObject } from "../state/json";
import { nowOf, type World } from "../state/world";
import type { Call } from "../transport/exchange";
import type { Route } from "../transport/route";
import { controlRoute as control, definedOf, NoSuchThing } from "./control-route";
import { type Platform, resetPlatform } from "./platform";
import { clockChange, faultBody, linkClick } from "./schemas";
import { settingsRoutes, userOf } from "./settings-routes";

function moveClock(world: World, body: unknown) {
  const { advanceMs = 0, setTo, frozen } = clockChange.parse(body);
  const now = (setTo ?? nowOf(world)) + advanceMs;
  const staysFrozen = frozen ?? world.clock.frozenAt !== null;
  world.clock = { offsetMs: now - Date.now(), frozenAt: staysFrozen ? now : null };
  return { now: nowOf(world) };
}

function inboxOf(call: Call) {
  const user = userOf(call);
  const appId = call.query.get("appId");
  const messages = [...call.world.messages.values()].filter(
    (message) => message.userId === user.userId && (appId === null || message.appId === appId),
  );
  return messages.flatMap((message) => {
    const app = call.world.apps.get(message.appId);
    return app ? [inboxMessage(call.world, message, app, user)] : [];
  });
}

function clickLink(call: Call, body: unknown) {
  const { url, userId } = linkClick.parse(body);
  const user = call.world.users.get(userId);
  if (!user) throw new NoSuchThing("user");
  if (!URL.canParse(url)) return { refused: "not an address" };
  const link = new URL(url);
  const isAppLink = link.pathname === "/client/web_app/open" && link.origin === call.baseUrl;
  return isAppLink ? resolveWebApp(call.world, link.searchParams, user) : { target: url };
}

function journalOf(platform: Platform, call: Call) {
  const route = call.query.get("route");
  const appId = call.query.get("appId");
  return platform.journal.filter(
    (entry) => (route === null || entry.route === route) && (appId === null || entry.appId === appId),
  );
}

/** Everything a test may do to the platform that a real one would not let it. */
export function controlRoutes(platform: Platform): Route[] {
  return [
    control("POST", "/reset", () => resetPlatform(platform)),
    control("GET", "/clock", (call) => ({ now: nowOf(call.world) })),
    control("POST", "/clock", (call, body) => moveClock(call.world, body)),
    control("PATCH", "/quirks", (call, body) => {
      const given = definedOf(quirksSchema.partial().parse(body));
      // Defaults of a partial parse must not undo what was set before.
      const named = isObject(body) ? Object.keys(body) : [];
      const asked = Object.fromEntries(Object.entries(given).filter(([key]) => named.includes(key)));
      call.world.quirks = quirksSchema.parse({ ...call.world.quirks, ...asked });
      return call.world.quirks;
    }),
    control("POST", "/faults", (_call, body) => platform.faults.add(faultBody.parse(body))),
    control("DELETE", "/faults", () => platform.faults.clear()),
    control("GET", "/journal", (call) => journalOf(platform, call)),
    control("DELETE", "/journal", () => {
      platform.journal = [];
    }),
    // So that a test can search the product's logs for them; the journal holds none.
    control("GET", "/issued", ({ world }) => ({
      tokens: [...world.tokens.keys(), ...world.refreshTokens.keys()],
      codes: [...world.codes.keys()],
    })),
    control("GET", "/inbox/:user_id", inboxOf),
    control("PUT", "/scenarios/authorize", (call, body) => {
      call.world.authorizeScenario = authorizeScenarioSchema.parse(body);
    }),
    control("PUT", "/scenarios/jssdk", (call, body) => {
      call.world.jssdkScenario = jssdkScenarioSchema.parse(body);
    }),
    control("POST", "/click", clickLink),
    ...settingsRoutes(platform, control),
  ];
}
