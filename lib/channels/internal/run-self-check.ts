import { essentialFault } from "@/lib/channels/check-health";
import { brokenReasonOf } from "@/lib/channels/channel-problem";
import { availabilityRow, peopleToAsk } from "@/lib/channels/internal/self-check/availability-row";
import { judge } from "@/lib/channels/internal/self-check/judge";
import type { KnownOrganization } from "@/lib/channels/internal/self-check/organization-rows";
import { gateOf, type Row, valueOf } from "@/lib/channels/internal/self-check/rows";
import type { ChannelCheck, CheckStep } from "@/lib/channels/self-check-contract";
import { prisma } from "@/lib/db/prisma";
import type { FeishuTenant } from "@/lib/feishu/answers";
import { appErrorOf } from "@/lib/feishu/app-error-of";
import { type AppAnswers, type AppQuestion, askApp, errorsOf } from "@/lib/feishu/ask-app";
import type { FeishuCredentials } from "@/lib/feishu/credentials";

/** What a row of the self-check is read from. The application itself comes along where a version has to be told from the one in force. */
const questionsOfStep: Record<CheckStep, readonly AppQuestion[]> = {
  credentials: [],
  secret: ["bot"],
  app_enabled: ["bot"],
  ip_allow_list: ["bot"],
  published: ["application", "scopes", "bot"],
  changes_waiting: ["application", "versions"],
  scope_application: ["scopes"],
  scope_cardkit: ["scopes"],
  scope_message: ["scopes"],
  scope_tenant: ["scopes"],
  bot: ["bot"],
  web_app: ["application", "versions"],
  home_desktop: ["application", "versions"],
  home_mobile: ["application", "versions"],
  new_tab: [],
  redirect_urls: ["application"],
  trusted_domain: ["application"],
  availability: ["application", "versions"],
  organization: ["tenant"],
  edition: ["tenant"],
  message_path: [],
};

/** What is asked to read these rows. */
export const questionsOf = (step: CheckStep): readonly AppQuestion[] => questionsOfStep[step];

/** What a run of the self-check found out. */
export type SelfCheck = { checks: ChannelCheck[]; tenant: FeishuTenant | null; countedCalls: number };

/** How far a run goes. */
export type CheckScope = {
  questions: readonly AppQuestion[];
  /** So many calls at most are spent on whom the app is available to; none when 0. */
  availabilityCalls: number;
};

type Checked = KnownOrganization & { channelId: string; credentials: FeishuCredentials };

/**
 * Feishu itself was not well, or does not know its own codes: nothing of such an answer says anything of the app.
 *
 * @throws AppError as `checkApp` does.
 */
function refuseTrouble(answers: AppAnswers): void {
  const trouble = errorsOf(answers).find(
    ({ failure, wrongCredential }) =>
      failure !== "channel_broken" && failure !== "quota_exhausted" && wrongCredential === null,
  );
  if (trouble) throw appErrorOf(trouble);
}

/** Whether it makes sense to ask who may use the app. */
const isOpen = (answers: AppAnswers): boolean =>
  "value" in answers.credentials && errorsOf(answers).every((error) => gateOf(error) === null);

/** Whether the newest version known to be in force was for everybody. */
function isForAll({ application, versions }: AppAnswers): boolean | null {
  const onlineId = valueOf(application)?.onlineVersionId;
  return valueOf(versions)?.find(({ versionId }) => versionId === onlineId)?.isForAll ?? null;
}

/** A row as it is kept. */
export const kept = (row: Row, now: Date): ChannelCheck => ({ ...row, at: now.toISOString() });

/**
 * Asks Feishu about a channel's app and judges what it says; outside of any transaction, since it takes seconds. Rows that
 * need a question which is not asked are missing.
 *
 * @throws AppError UPSTREAM_FAILED, RATE_LIMITED or UNAVAILABLE when Feishu could not tell.
 */
export async function runSelfCheck(checked: Checked, scope: CheckScope, now: Date): Promise<SelfCheck> {
  const { channelId, credentials } = checked;
  let countedCalls = 0;
  const onCounted = () => {
    countedCalls += 1;
  };
  const answers = await askApp(credentials, { questions: scope.questions, onCounted });
  refuseTrouble(answers);
  const rows = judge(answers, credentials.appId, checked);
  if (scope.availabilityCalls > 0 && isOpen(answers)) {
    const people = await peopleToAsk(prisma(), channelId, scope.availabilityCalls);
    rows.push(await availabilityRow({ credentials, people, isForAll: isForAll(answers), onCounted }));
  }
  return { checks: rows.map((row) => kept(row, now)), tenant: valueOf(answers.tenant), countedCalls };
}

type Cause = { code: number; wrongCredential: "app_id" | "app_secret" | null };

const causeOfStep: Partial<Record<CheckStep, Cause>> = {
  secret: { code: 10_014, wrongCredential: "app_secret" },
  app_enabled: { code: 99_991_662, wrongCredential: null },
  ip_allow_list: { code: 99_991_401, wrongCredential: null },
  published: { code: 212_100, wrongCredential: null },
  bot: { code: 11_205, wrongCredential: null },
  organization: { code: 0, wrongCredential: null },
};
const scopeMissing: Cause = { code: 99_991_672, wrongCredential: null };

function causeOf({ step, finding }: ChannelCheck): Cause {
  if (step === "credentials")
    return { code: 10_014, wrongCredential: finding === "app_unknown" ? "app_id" : "app_secret" };
  return causeOfStep[step] ?? scopeMissing;
}

/** Why cards cannot be sent, from the rows, as a channel's row keeps it; null when nothing essential is wrong. */
export function brokenReasonOfChecks(checks: readonly ChannelCheck[]): string | null {
  const fault = essentialFault(checks);
  if (fault === null) return null;
  return brokenReasonOf({ ...causeOf(fault), callerAddress: fault.details["address"] ?? null });
}
