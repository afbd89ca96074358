import { isListed } from "../accounts/redirect-uri";
import { issueCode, REQUEST_ACCESS_TTL_MS, REQUEST_AUTH_CODE_TTL_MS } from "../accounts/auth-codes";
import { containerUser } from "../client-page/visitor";
import { mayUse, onlineVersion } from "../state/app-facts";
import type { App } from "../state/model";
import { type Answer, type Call, notFound, text } from "../transport/exchange";
import type { Route } from "../transport/route";
import { jssdkScript } from "./script";

type ClientAnswer =
  | { kind: "success"; result: { errMsg: string; code: string; state?: string } }
  | { kind: "fail"; error: { errno: number; errString: string } }
  | { kind: "silent" };

const fail = (errno: number, errString: string): ClientAnswer => ({
  kind: "fail",
  error: { errno, errString },
});

function isInClient(call: Call): boolean {
  return (call.headers["user-agent"] ?? "").includes(call.world.jssdkScenario.userAgentToken);
}

function serveScript(call: Call): Answer {
  const ready = call.world.jssdkScenario.behaviour !== "never-ready";
  const body = isInClient(call)
    ? jssdkScript(call.baseUrl, ready)
    : "/* outside the client the SDK defines nothing */";
  return {
    ...text(200, body, "text/javascript; charset=utf-8"),
    headers: { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-store" },
  };
}

/** The app id in exactly the spelling the API wants. */
function appOfCall(call: Call, api: string): App | undefined {
  const appId = call.query.get(api === "requestAccess" ? "appID" : "appId");
  return call.world.apps.get(appId ?? "");
}

function grant(call: Call, api: string): ClientAnswer {
  const app = appOfCall(call, api);
  if (!app) return fail(104, `${api}:fail invalid parameter ${api === "requestAccess" ? "appID" : "appId"}`);
  call.notes.appId = app.appId;
  if (!isListed(call.world, app.redirectUrls, call.query.get("page") ?? ""))
    return fail(call.world.quirks.unlistedPageErrno, `${api}:fail redirect_uri is not configured`);
  const { userId } = call.world.jssdkScenario;
  const user = userId === null ? containerUser(call, app) : call.world.users.get(userId);
  if (!user) return fail(10235, `${api}:fail nobody is signed in`);
  if (app.status === "disabled" || !onlineVersion(app) || !mayUse(app, user))
    return fail(4401, `${api}:fail no permission to use the app`);
  const ttlMs = api === "requestAccess" ? REQUEST_ACCESS_TTL_MS : REQUEST_AUTH_CODE_TTL_MS;
  const { code } = issueCode(call.world, app, user, { redirectUri: null, challenge: null, scope: "", ttlMs });
  const state = call.query.get("state");
  return { kind: "success", result: { errMsg: `${api}:ok`, code, ...(state === null ? {} : { state }) } };
}

function answerOf(call: Call): ClientAnswer {
  const api = call.query.get("api") ?? "";
  const { behaviour } = call.world.jssdkScenario;
  if (behaviour === "never-calls-back" || behaviour === "never-ready") return { kind: "silent" };
  if (behaviour === "cancel") return fail(2601002, `${api}:fail user cancel`);
  if (behaviour === "errno103" && api === "requestAccess")
    return fail(103, "requestAccess:fail API is not supported by this client");
  return grant(call, api);
}

function answerCall(call: Call): Answer {
  const callback = call.query.get("callback") ?? "";
  const api = call.query.get("api");
  if (!/^__localFeishu\d+$/.test(callback) || (api !== "requestAccess" && api !== "requestAuthCode"))
    return notFound;
  if (!isInClient(call)) return notFound;
  const answer = answerOf(call);
  const body = answer.kind === "silent" ? "" : `${callback}(${JSON.stringify(answer)});`;
  return text(200, body, "text/javascript; charset=utf-8");
}

export const jssdkRoutes: Route[] = [
  { name: "jssdk.script", method: "GET", path: "/jssdk/h5-js-sdk.js", handle: serveScript },
  { name: "jssdk.call", method: "GET", path: "/jssdk/call", handle: answerCall },
];
