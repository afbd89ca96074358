import { manualValuesOf } from "@/lib/channels/internal/self-check/manual-values-of";
import { botRow, webAppRows } from "@/lib/channels/internal/self-check/feature-rows";
import {
  allowListRow,
  changesRow,
  credentialRows,
  enabledRow,
  gateStep,
  publishedRow,
} from "@/lib/channels/internal/self-check/gate-rows";
import {
  editionRow,
  type KnownOrganization,
  organizationRow,
} from "@/lib/channels/internal/self-check/organization-rows";
import { grey, type Row, unread, valueOf } from "@/lib/channels/internal/self-check/rows";
import { scopeRows } from "@/lib/channels/internal/self-check/scope-rows";
import { redirectUrlsRow, trustedDomainRow } from "@/lib/channels/internal/self-check/security-rows";
import { type CheckStep, checkSteps } from "@/lib/channels/self-check-contract";
import { type Answered, type AppAnswers, errorsOf } from "@/lib/feishu/ask-app";

/** What no question tells of: a person has to look. */
const newTab = (): Row => grey("new_tab", "no_api");

const ofApplication: readonly CheckStep[] = ["redirect_urls", "trusted_domain"];
const ofVersions: readonly CheckStep[] = ["changes_waiting", "web_app", "home_desktop", "home_mobile"];

const failedRows = (answer: Answered<unknown> | undefined, steps: readonly CheckStep[], scope: CheckStep) =>
  answer && "error" in answer ? steps.map((step) => unread(step, answer.error, scope)) : [];

/** The rows of questions that failed. */
function unreadRows({ application, versions, tenant, bot }: AppAnswers): Row[] {
  return [
    ...failedRows(versions, ofVersions, "scope_application"),
    ...failedRows(
      application,
      versions ? [...ofApplication, ...ofVersions] : ofApplication,
      "scope_application",
    ),
    ...failedRows(tenant, ["organization", "edition"], "scope_tenant"),
    ...failedRows(bot, ["bot"], "scope_application"),
  ];
}

/** The rows of everything that was answered. */
function readRows(answers: AppAnswers, appId: string, known: KnownOrganization): Row[] {
  const values = manualValuesOf(appId);
  const application = valueOf(answers.application);
  const tenant = valueOf(answers.tenant);
  const isExhausted = errorsOf(answers).some(({ failure }) => failure === "quota_exhausted");
  const rows = [
    application && redirectUrlsRow(application, values.redirectUrls),
    application && trustedDomainRow(application, values.trustedDomain),
    application && valueOf(answers.versions) && changesRow(answers),
    tenant && organizationRow(tenant, known),
    editionRow(tenant, isExhausted),
    botRow(answers),
  ];
  return [...rows.filter((row) => row !== null), ...webAppRows(answers, values.homePage)];
}

/** What Feishu refuses every call for, and what does not follow from it. */
const gateRows = (answers: AppAnswers): Row[] => [
  ...credentialRows(answers),
  enabledRow(answers),
  allowListRow(answers),
  ...(answers.application ? [publishedRow(answers)] : []),
];

/** In an app without a version in force neither permissions nor bot can be: one repair mends them all. */
const followsFrom: Partial<Record<CheckStep, readonly CheckStep[]>> = {
  published: ["scope_application", "scope_cardkit", "scope_message", "scope_tenant", "bot"],
};

/** What Feishu tells only of an app that it lets ask: all rows but those of the way there, and those for the eye. */
const beforeTheGate: readonly CheckStep[] = ["credentials", "secret", "app_enabled", "ip_allow_list"];
const forTheEye: readonly CheckStep[] = ["new_tab", "message_path"];
const behindTheGate = checkSteps.filter((step) => !beforeTheGate.includes(step) && !forTheEye.includes(step));

/** Rows that are green because nothing refused, which under another refusal says nothing. */
const greenBySilence: readonly CheckStep[] = ["ip_allow_list", "published", "app_enabled"];

function explainedRow(row: Row, gate: CheckStep): Row {
  const isEffect = row.state === "wrong" && followsFrom[gate]?.includes(row.step);
  const isSilence = row.state === "ok" && gate !== "published" && greenBySilence.includes(row.step);
  const isBlocked = row.finding === "blocked";
  return isEffect || isSilence || isBlocked ? grey(row.step, "blocked", { details: { cause: gate } }) : row;
}

/** A refusal of everything explains each row that could not be read, so that one repair is asked for and not ten. */
function explained(rows: readonly Row[], gate: CheckStep | null): Row[] {
  // What a token of an old secret still opens is as it was; credential rows explain themselves.
  if (gate === null || gate === "secret") return [...rows];
  const known = new Set(rows.map(({ step }) => step));
  return [
    ...rows.map((row) => explainedRow(row, gate)),
    ...behindTheGate
      .filter((step) => !known.has(step))
      .map((step) => grey(step, "blocked", { details: { cause: gate } })),
  ];
}

/**
 * The rows of the self-check from what Feishu answered, in their order; of what was not asked there is no row. One repair
 * is asked for once: what cannot be read before it says so (docs/decisions/0033-self-check.md).
 */
export function judge(answers: AppAnswers, appId: string, known: KnownOrganization): Row[] {
  const read = [...gateRows(answers), ...scopeRows(answers), ...readRows(answers, appId, known)];
  const steps = new Set(read.map(({ step }) => step));
  const failed = new Map(unreadRows(answers).map((row) => [row.step, row]));
  const missing = [...failed.values()].filter(({ step }) => !steps.has(step));
  return explained([...read, ...missing, newTab()], gateStep(answers));
}
