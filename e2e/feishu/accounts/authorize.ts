import type { User } from "../state/model";
import { type Answer, type Call, html, redirect } from "../transport/exchange";
import type { Route } from "../transport/route";
import { languageOfVisitor, signedInUser } from "../client-page/visitor";
import { personChooserPage } from "../client-page/person-chooser";
import { issueCode, REDIRECT_CODE_TTL_MS } from "./auth-codes";
import { askPage, problemPage } from "./authorize-page";
import {
  type AuthorizeProblem,
  type AuthorizeRequest,
  personProblem,
  readAuthorizeRequest,
} from "./authorize-request";
import { withParameters } from "./redirect-uri";

const AUTHORIZE_PATH = "/open-apis/authen/v1/authorize";

function showProblem(call: Call, found: AuthorizeProblem): Answer {
  return html(found.status, problemPage(found, call.logId));
}

function decide(call: Call, request: AuthorizeRequest, user: User, approved: boolean): Answer {
  const state = request.rawState === undefined ? [] : [`state=${request.rawState}`];
  if (!approved) return redirect(withParameters(request.redirectUri, ["error=access_denied", ...state]));
  const { redirectUri, challenge, scope } = request;
  const issued = issueCode(call.world, request.app, user, {
    redirectUri,
    challenge,
    scope,
    ttlMs: REDIRECT_CODE_TTL_MS,
  });
  return redirect(withParameters(request.redirectUri, [`code=${issued.code}`, ...state]));
}

function authorizePage(call: Call): Answer {
  const request = readAuthorizeRequest(call, call.query, call.rawQuery);
  if ("code" in request) return showProblem(call, request);
  const { authorizeScenario: scenario, users } = call.world;
  const lang = languageOfVisitor(call);
  const user = users.get(scenario.userId ?? "") ?? signedInUser(call);
  if (!user) return html(200, personChooserPage(call, { next: `${AUTHORIZE_PATH}?${call.rawQuery}`, lang }));
  const refused = personProblem(call, request.app, user);
  if (refused) return showProblem(call, refused);
  if (scenario.decision !== "ask") return decide(call, request, user, scenario.decision === "approve");
  return html(
    200,
    askPage(call, { app: request.app, user, lang, next: `${AUTHORIZE_PATH}?${call.rawQuery}` }),
  );
}

function decision(call: Call): Answer {
  const form = new URLSearchParams(call.rawBody);
  const rawQuery = form.get("query") ?? "";
  const request = readAuthorizeRequest(call, new URLSearchParams(rawQuery), rawQuery);
  if ("code" in request) return showProblem(call, request);
  const user = call.world.users.get(call.world.authorizeScenario.userId ?? "") ?? signedInUser(call);
  if (!user) return redirect(`${AUTHORIZE_PATH}?${rawQuery}`);
  const refused = personProblem(call, request.app, user);
  return refused
    ? showProblem(call, refused)
    : decide(call, request, user, form.get("decision") === "approve");
}

export const authorizeRoutes: Route[] = [
  { name: "accounts.authorize", method: "GET", path: AUTHORIZE_PATH, handle: authorizePage },
  {
    name: "accounts.authorize.decision",
    method: "POST",
    path: `${AUTHORIZE_PATH}/decision`,
    handle: decision,
  },
];
