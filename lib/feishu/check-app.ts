import { AppError } from "@/lib/errors/app-error";
import type { FeishuScope, FeishuTenant } from "@/lib/feishu/answers";
import { appErrorOf } from "@/lib/feishu/app-error-of";
import { type Answered, type AppAnswers, askApp, errorsOf } from "@/lib/feishu/ask-app";
import { type FeishuCredentials, isAppId } from "@/lib/feishu/credentials";
import { requiredScopes } from "@/lib/feishu/required-configuration";

type CheckAppOptions = {
  onCounted?: (() => void) | undefined;
  timeoutMs?: number | undefined;
  /** Answers an app that is not ready too, as long as its credentials are right and only this keeps it from working. */
  accepts?: (refusal: AppError) => boolean;
};

/** What Feishu told of an app, and what keeps it from working, if it was to be accepted nonetheless. */
type CheckedApp = { tenant: FeishuTenant | null; answers: AppAnswers; refusal: AppError | null };

/** Refusals that every call of the app meets, whatever it asks: they explain all others. */
const refusedAtTheGate = [99991662, 99991673, 212100, 99991401, 99991403];

function refuseAtTheGate(answers: AppAnswers): void {
  const errors = errorsOf(answers);
  for (const code of refusedAtTheGate) {
    const refusal = errors.find((error) => error.code === code);
    if (refusal) throw appErrorOf(refusal);
  }
}

function refuseUnpublished({ application }: AppAnswers): void {
  if (!application || "error" in application) return;
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
function missingScopes(answers: AppAnswers): string[] {
  if (answers.scopes && "value" in answers.scopes) return missingOf(answers.scopes.value);
  const named = new Set(errorsOf(answers).flatMap((error) => error.missingScopes));
  return requiredScopes.filter((scope) => named.has(scope));
}

function hasNoBot({ bot }: AppAnswers): boolean {
  return bot !== undefined && "error" in bot && bot.error.code === 11205;
}

/** An app that was never published declares scopes and has neither scope nor bot; it may not ask about itself. */
export function looksUnpublished(answers: AppAnswers): boolean {
  const missing = missingScopes(answers);
  const { scopes, application } = answers;
  const declared = scopes && "value" in scopes ? scopes.value.map(({ name }) => name) : [];
  return (
    application !== undefined &&
    "error" in application &&
    missing.length === requiredScopes.length &&
    missing.some((scope) => declared.includes(scope)) &&
    hasNoBot(answers)
  );
}

function refuseMissingScopes(answers: AppAnswers): void {
  const missing = missingScopes(answers);
  if (missing.length === 0) return;
  if (looksUnpublished(answers)) throw new AppError("CONFLICT", "feishu.app_not_published");
  throw new AppError("CONFLICT", "feishu.scope_missing", { details: { scopes: missing.join(", ") } });
}

function valueOf<T>(answer: Answered<T> | undefined): T {
  if (answer === undefined) throw new Error("Feishu was not asked");
  if ("error" in answer) throw appErrorOf(answer.error);
  return answer.value;
}

function requireReady(answers: AppAnswers): FeishuTenant {
  refuseUnpublished(answers);
  refuseAtTheGate(answers);
  refuseMissingScopes(answers);
  if (valueOf(answers.bot).activateStatus !== 2) throw new AppError("CONFLICT", "feishu.bot_off");
  valueOf(answers.application);
  const tenant = valueOf(answers.tenant);
  valueOf(answers.scopes);
  valueOf(answers.versions);
  return tenant;
}

const tenantOf = ({ tenant }: AppAnswers): FeishuTenant | null =>
  tenant && "value" in tenant ? tenant.value : null;

/**
 * Checks with Feishu, before a channel is stored, that this app can serve it: credentials, published version, the
 * four scopes, the bot. What a person would have to cure first is said first. A wrong web app link or a missing
 * redirect URL refuses nothing: the channel can be stored, and be repaired in Feishu at any time.
 *
 * Costs four counted calls.
 *
 * @throws AppError INVALID_INPUT for wrong credentials, CONFLICT for an app that is not ready, UPSTREAM_FAILED,
 *   RATE_LIMITED or UNAVAILABLE when Feishu could not tell; each reason has its own text (`errors.feishu`).
 */
export async function checkApp(
  credentials: FeishuCredentials,
  { accepts = () => false, ...options }: CheckAppOptions = {},
): Promise<CheckedApp> {
  const { appId, appSecret } = credentials;
  if (!isAppId(appId)) throw new AppError("INVALID_INPUT", "feishu.app_id_malformed");
  if (appSecret === "") throw new AppError("INVALID_INPUT", "feishu.app_secret_wrong");

  const answers = await askApp(credentials, options);
  valueOf(answers.credentials);
  try {
    return { tenant: requireReady(answers), answers, refusal: null };
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !accepts(thrown)) throw thrown;
    return { tenant: tenantOf(answers), answers, refusal: thrown };
  }
}
