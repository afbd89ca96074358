import type { KnownOrganization } from "@/lib/channels/internal/self-check/organization-rows";
import { judge } from "@/lib/channels/internal/self-check/judge";
import { mergedChecks } from "@/lib/channels/internal/merge-checks";
import { kept } from "@/lib/channels/internal/run-self-check";
import type { ChannelCheck } from "@/lib/channels/self-check-contract";
import { currentTime } from "@/lib/config/clock";
import type { AppError } from "@/lib/errors/app-error";
import type { FeishuTenant } from "@/lib/feishu/answers";
import { checkApp } from "@/lib/feishu/check-app";
import type { FeishuCredentials } from "@/lib/feishu/credentials";

/** What Feishu told of an app: its organization as far as it may ask, the rows of the self-check, what keeps it from working, and how many counted calls that took. */
export type AskedApp = {
  tenant: FeishuTenant | null;
  checks: ChannelCheck[];
  refusal: AppError | null;
  countedCalls: number;
};

/** One that can serve a channel. */
export type CheckedApp = AskedApp & { tenant: FeishuTenant; refusal: null };

/**
 * Asks Feishu everything about an app, outside of any transaction: it takes seconds. `accepts` names refusals that are kept
 * with the answer instead of thrown.
 *
 * @throws AppError what `checkApp` refuses.
 */
export async function askedApp(
  credentials: FeishuCredentials,
  known: KnownOrganization,
  accepts: (refusal: AppError) => boolean,
): Promise<AskedApp> {
  let countedCalls = 0;
  const onCounted = () => {
    countedCalls += 1;
  };
  const { appId, appSecret } = credentials;
  const { tenant, answers, refusal } = await checkApp({ appId, appSecret }, { onCounted, accepts });
  const now = currentTime();
  const rows = judge(answers, appId, known).map((row) => kept(row, now));
  const checks = mergedChecks([], rows, now);
  return { tenant, checks, refusal, countedCalls };
}

/**
 * The same of an app that has to be ready.
 *
 * @throws AppError what `checkApp` refuses.
 */
export async function checkedApp(
  credentials: FeishuCredentials,
  known: KnownOrganization,
): Promise<CheckedApp> {
  const asked = await askedApp(credentials, known, () => false);
  if (asked.tenant === null || asked.refusal !== null)
    throw new Error("an app that is not ready was accepted");
  return { ...asked, tenant: asked.tenant, refusal: null };
}

/** What is known of an organization, as a channel's row keeps it. */
export function organizationColumns(tenant: FeishuTenant) {
  return {
    organizationName: tenant.name,
    displayId: tenant.displayId,
    tenantTag: tenant.tenantTag,
    avatarUrl: tenant.avatarUrl,
  };
}

/** What the check found, as a channel's row keeps it. */
export function checkedColumns({ tenant, checks }: CheckedApp, now: Date) {
  return { ...organizationColumns(tenant), checks, checkedAt: now, brokenReason: null, brokenAt: null };
}
