import type {
  FeishuApplication,
  FeishuBot,
  FeishuScope,
  FeishuTenant,
  FeishuVersion,
} from "@/lib/feishu/answers";
import { type FeishuClient, feishuClient } from "@/lib/feishu/client";
import type { FeishuCredentials } from "@/lib/feishu/credentials";
import { type FeishuError, isFeishuError } from "@/lib/feishu/feishu-error";

/** What can be asked about an app, besides whether its credentials are right, which always is. The bot's call is free, the others count. */
export type AppQuestion = "application" | "scopes" | "bot" | "tenant" | "versions";

/** Everything: four counted calls. */
export const allQuestions: readonly AppQuestion[] = ["application", "scopes", "bot", "tenant", "versions"];

/** What costs nothing. */
export const freeQuestions: readonly AppQuestion[] = ["bot"];

/** A call's answer, or how it failed. */
export type Answered<T> = { value: T } | { error: FeishuError };

/** What Feishu said; what was not asked is missing. */
export type AppAnswers = {
  credentials: Answered<void>;
  application?: Answered<FeishuApplication>;
  scopes?: Answered<FeishuScope[]>;
  bot?: Answered<FeishuBot>;
  tenant?: Answered<FeishuTenant>;
  /** Newest first; the one in force is among them. */
  versions?: Answered<FeishuVersion[]>;
};

type AskOptions = {
  questions?: readonly AppQuestion[];
  onCounted?: (() => void) | undefined;
  timeoutMs?: number | undefined;
};

/** A call's outcome as a value; anything but a failure of Feishu's stays a bug that is thrown. */
export async function answered<T>(call: Promise<T>): Promise<Answered<T>> {
  try {
    return { value: await call };
  } catch (thrown) {
    if (isFeishuError(thrown)) return { error: thrown };
    throw thrown;
  }
}

/** Every failure among the answers. */
export function errorsOf(answers: AppAnswers): FeishuError[] {
  return Object.values(answers).flatMap((answer) => ("error" in answer ? [answer.error] : []));
}

async function askAll(client: FeishuClient, questions: readonly AppQuestion[]): Promise<Partial<AppAnswers>> {
  const asked = async <T>(question: AppQuestion, call: () => Promise<T>) =>
    questions.includes(question) ? answered(call()) : undefined;
  const [application, scopes, bot, tenant, versions] = await Promise.all([
    asked("application", client.application),
    asked("scopes", client.scopes),
    asked("bot", client.bot),
    asked("tenant", client.tenant),
    asked("versions", client.versions),
  ]);
  return {
    ...(application && { application }),
    ...(scopes && { scopes }),
    ...(bot && { bot }),
    ...(tenant && { tenant }),
    ...(versions && { versions }),
  };
}

/** The version in force among the newest; the one call more where it is older than those. */
async function withVersionInForce(client: FeishuClient, answers: AppAnswers): Promise<AppAnswers> {
  const { application, versions } = answers;
  if (!application || "error" in application || !versions || "error" in versions) return answers;
  const { onlineVersionId } = application.value;
  const isListed = versions.value.some(({ versionId }) => versionId === onlineVersionId);
  if (onlineVersionId === null || isListed) return answers;
  const version = await answered(client.version(onlineVersionId));
  return {
    ...answers,
    versions: "error" in version ? version : { value: [...versions.value, version.value] },
  };
}

/**
 * Asks Feishu about an app: first with a token call whether its credentials are right, then what is wanted to know. A
 * secret that was reset leaves the token of the old one alive for a while: what it still opens is answered all the same.
 */
export async function askApp(
  credentials: FeishuCredentials,
  { questions = allQuestions, ...options }: AskOptions = {},
): Promise<AppAnswers> {
  const client = feishuClient(credentials, options);
  const verified = await answered(client.verifyCredentials());
  if ("error" in verified) {
    if (verified.error.wrongCredential !== "app_secret") return { credentials: verified };
    return { credentials: verified, ...(await askAll(client, freeQuestions)) };
  }
  return withVersionInForce(client, { credentials: verified, ...(await askAll(client, questions)) });
}
