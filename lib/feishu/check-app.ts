import { AppError } from "@/lib/errors/app-error";
import type { FeishuScope, FeishuTenant } from "@/lib/feishu/answers";
import { type AppCheck, appChecks } from "@/lib/feishu/app-checks";
import { appErrorOf } from "@/lib/feishu/app-error-of";
import { type FeishuClient, feishuClient } from "@/lib/feishu/client";
import { type FeishuCredentials, isAppId } from "@/lib/feishu/credentials";
import { type FeishuError, isFeishuError } from "@/lib/feishu/feishu-error";
import { requiredScopes } from "@/lib/feishu/required-configuration";

type CheckAppOptions = {
  /** Where employees reach this product. */
  appUrl: string;
  onCounted?: (() => void) | undefined;
  timeoutMs?: number | undefined;
};

type CheckedApp = { ok: true; tenant: FeishuTenant; checks: AppCheck[] };

type Answered<T> = { value: T } | { error: FeishuError };

async function answered<T>(call: Promise<T>): Promise<Answered<T>> {
  try {
    return { value: await call };
  } catch (thrown) {
    if (isFeishuError(thrown)) return { error: thrown };
    throw thrown;
  }
}

async function askAll(client: FeishuClient) {
  const [application, scopes, bot, tenant] = await Promise.all([
    answered(client.application()),
    answered(client.scopes()),
    answered(client.bot()),
    answered(client.tenant()),
  ]);
  return { application, scopes, bot, tenant };
}

type Answers = Awaited<ReturnType<typeof askAll>>;

function errorsOf(answers: Answers): FeishuError[] {
  return Object.values(answers).flatMap((answer) => ("error" in answer ? [answer.error] : []));
}

/** Refusals that every call of the app meets, whatever it asks: they explain all others. */
const refusedAtTheGate = [99991662, 99991673, 212100, 99991401, 99991403];

function refuseAtTheGate(answers: Answers): void {
  const errors = errorsOf(answers);
  for (const code of refusedAtTheGate) {
    const refusal = errors.find((error) => error.code === code);
    if (refusal) throw appErrorOf(refusal);
  }
}

function refuseUnpublished({ application }: Answers): void {
  if ("error" in application) return;
  const { status, onlineVersionId, versionInReviewId } = application.value;
  if (status === 0) throw new AppError("CONFLICT", "feishu.app_disabled");
  if (onlineVersionId === null) {
    throw new AppError(
      "CONFLICT",
      versionInReviewId === null ? "feishu.app_not_published" : "feishu.app_in_review",
    );
  }
  if (status === 2) throw new AppError("CONFLICT", "feishu.app_disabled");
}

function missingOf(scopes: FeishuScope[]): string[] {
  const granted = new Set(scopes.filter((scope) => scope.granted).map(({ name }) => name));
  return requiredScopes.filter((scope) => !granted.has(scope));
}

/** What is missing: of all four as Feishu lists them, or, where it does not, what its refusals name. */
function missingScopes(answers: Answers): string[] {
  if ("value" in answers.scopes) return missingOf(answers.scopes.value);
  const named = new Set(errorsOf(answers).flatMap((error) => error.missingScopes));
  return requiredScopes.filter((scope) => named.has(scope));
}

function hasNoBot({ bot }: Answers): boolean {
  return "error" in bot && bot.error.code === 11205;
}

/** An app that was never published declares scopes and has neither scope nor bot; it may not ask about itself. */
function looksUnpublished(answers: Answers, missing: string[]): boolean {
  const declared = "value" in answers.scopes ? answers.scopes.value.map(({ name }) => name) : [];
  return (
    "error" in answers.application &&
    missing.length === requiredScopes.length &&
    missing.some((scope) => declared.includes(scope)) &&
    hasNoBot(answers)
  );
}

function refuseMissingScopes(answers: Answers): void {
  const missing = missingScopes(answers);
  if (missing.length === 0) return;
  if (looksUnpublished(answers, missing)) throw new AppError("CONFLICT", "feishu.app_not_published");
  throw new AppError("CONFLICT", "feishu.scope_missing", { details: { scopes: missing.join(", ") } });
}

function valueOf<T>(answer: Answered<T>): T {
  if ("error" in answer) throw appErrorOf(answer.error);
  return answer.value;
}

/**
 * Checks with Feishu, before a channel is stored, that this app can serve it: credentials, published version, the
 * four scopes, the bot. What a person would have to cure first is said first. A wrong web app link or a missing
 * redirect URL is a warning among the checks: the channel can be stored, and be repaired in Feishu at any time.
 *
 * Costs four counted calls.
 *
 * @throws AppError INVALID_INPUT for wrong credentials, CONFLICT for an app that is not ready, UPSTREAM_FAILED,
 *   RATE_LIMITED or UNAVAILABLE when Feishu could not tell; each reason has its own text (`errors.feishu`).
 */
export async function checkApp(
  credentials: FeishuCredentials,
  options: CheckAppOptions,
): Promise<CheckedApp> {
  const { appId, appSecret } = credentials;
  if (!isAppId(appId)) throw new AppError("INVALID_INPUT", "feishu.app_id_malformed");
  if (appSecret === "") throw new AppError("INVALID_INPUT", "feishu.app_secret_wrong");

  const client = feishuClient(credentials, options);
  valueOf(await answered(client.verifyCredentials()));
  const answers = await askAll(client);
  refuseUnpublished(answers);
  refuseAtTheGate(answers);
  refuseMissingScopes(answers);

  const bot = valueOf(answers.bot);
  if (bot.activateStatus !== 2) throw new AppError("CONFLICT", "feishu.bot_off");
  const application = valueOf(answers.application);
  const tenant = valueOf(answers.tenant);
  valueOf(answers.scopes);
  const version = valueOf(await answered(client.version(application.onlineVersionId ?? "")));
  return { ok: true, tenant, checks: appChecks(appId, options.appUrl, { application, version, bot }) };
}
