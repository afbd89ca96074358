import { brokenReasonOf, problemOf } from "@/lib/channels/channel-problem";
import {
  amber,
  gateOf,
  green,
  grey,
  red,
  type Row,
  unread,
  valueOf,
} from "@/lib/channels/internal/self-check/rows";
import type { CheckStep } from "@/lib/channels/self-check-contract";
import type { FeishuApplication } from "@/lib/feishu/answers";
import { type AppAnswers, errorsOf } from "@/lib/feishu/ask-app";
import { looksUnpublished } from "@/lib/feishu/check-app";

/** Whether something other than the token call was answered under a secret that the token call refuses. */
const tokenLives = ({ bot }: AppAnswers): boolean =>
  bot !== undefined && ("value" in bot || bot.error.wrongCredential === null);

/** The pair of App ID and secret, and whether the secret was reset while its last token still works (edge-cases §1.7). */
export function credentialRows(answers: AppAnswers): Row[] {
  const { credentials } = answers;
  if ("value" in credentials) return [green("credentials", "right"), green("secret", "in_force")];
  const { kind } = problemOf(brokenReasonOf(credentials.error));
  if (kind === "app_unknown")
    return [
      red("credentials", "app_unknown"),
      grey("secret", "blocked", { details: { cause: "credentials" } }),
    ];
  if (kind === "secret_wrong" && tokenLives(answers))
    return [grey("credentials", "blocked", { details: { cause: "secret" } }), red("secret", "reset")];
  if (kind === "secret_wrong")
    return [
      red("credentials", "secret_wrong"),
      grey("secret", "blocked", { details: { cause: "credentials" } }),
    ];
  const cause = gateOf(credentials.error) ?? "app_enabled";
  return [
    grey("credentials", "blocked", { details: { cause } }),
    grey("secret", "blocked", { details: { cause } }),
  ];
}

/** The first refusal that every call of the app meets. */
function gate(answers: AppAnswers): { step: CheckStep; address: string } | null {
  for (const error of errorsOf(answers)) {
    const step = gateOf(error);
    if (step !== null) return { step, address: error.callerAddress ?? "–" };
  }
  return looksUnpublished(answers) ? { step: "published", address: "–" } : null;
}

/** The row that explains all others, if there is one: until it is right, they cannot be read. */
export function gateStep(answers: AppAnswers): CheckStep | null {
  const { credentials } = answers;
  const application = valueOf(answers.application);
  if ("error" in credentials) {
    const rows = credentialRows(answers);
    return rows.find(({ state }) => state === "wrong")?.step ?? gateOf(credentials.error) ?? "app_enabled";
  }
  if (application?.status === 0) return "app_enabled";
  return gate(answers)?.step ?? (application && application.onlineVersionId === null ? "published" : null);
}

/** The app is in use. */
export function enabledRow(answers: AppAnswers): Row {
  return gateStep(answers) === "app_enabled"
    ? red("app_enabled", "disabled")
    : green("app_enabled", "enabled");
}

/** Feishu lets our calls in. */
export function allowListRow(answers: AppAnswers): Row {
  const found = gate(answers);
  if (found?.step === "ip_allow_list")
    return red("ip_allow_list", "kept_out", { details: { address: found.address } });
  const bot = valueOf(answers.bot);
  const listed = bot?.ipAllowList ?? [];
  // These very calls came through; what else is listed is for the eye.
  return listed.length === 0
    ? green("ip_allow_list", "open")
    : green("ip_allow_list", "listed", { details: { addresses: listed.join(", ") } });
}

function notPublished({ versionInReviewId }: Pick<FeishuApplication, "versionInReviewId">): Row {
  return red("published", versionInReviewId === null ? "never" : "in_review");
}

/** A version is in force. */
export function publishedRow(answers: AppAnswers): Row {
  const application = valueOf(answers.application);
  if (gateStep(answers) === "published") return notPublished(application ?? { versionInReviewId: null });
  const failed = answers.application && "error" in answers.application ? answers.application.error : null;
  if (failed?.failure === "quota_exhausted") return unread("published", failed);
  const online = valueOf(answers.versions)?.find(
    ({ versionId }) => versionId === application?.onlineVersionId,
  );
  return online
    ? green("published", "in_force", { details: { version: online.version } })
    : green("published", "answers");
}

const waitingFinding = new Map([
  [2, "rejected"],
  [3, "in_review"],
  [4, "not_submitted"],
]);

/** Nothing newer than the version in force waits: the usual answer to "but I did set it" (edge-cases §1.5). */
export function changesRow(answers: AppAnswers): Row {
  const application = valueOf(answers.application);
  const [newest] = valueOf(answers.versions) ?? [];
  const finding = newest && waitingFinding.get(newest.status);
  if (newest && finding && newest.versionId !== application?.onlineVersionId)
    return amber("changes_waiting", finding, { details: { version: newest.version } });
  return application && application.versionInReviewId !== null
    ? amber("changes_waiting", "in_review", { details: { version: "–" } })
    : green("changes_waiting", "none");
}
