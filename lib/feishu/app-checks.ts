import type { FeishuApplication, FeishuBot, FeishuVersion } from "@/lib/feishu/answers";
import { homePageUrl, redirectUrls } from "@/lib/feishu/required-configuration";

/** A thing the self-check looks at, named after the manual's step. */
type AppCheckStep =
  | "credentials"
  | "published"
  | "scopes"
  | "bot"
  | "web_app"
  | "redirect_urls"
  | "trusted_domain"
  | "ip_allow_list"
  | "new_tab";

/** One row of the self-check. A warning does not keep the channel from working, or not for everybody. */
export type AppCheck = {
  step: AppCheckStep;
  state: "ok" | "warning" | "not_checkable";
  /** What is there and what should be: URLs and names of the app's own configuration. */
  details: Record<string, string | string[]>;
};

/** What Feishu told of an app that can work. */
export type AppFacts = { application: FeishuApplication; version: FeishuVersion; bot: FeishuBot };

function publishedCheck({ application, version }: AppFacts): AppCheck {
  // Changes that wait for review are not in force yet, which is the usual answer to "but I did set it".
  return application.versionInReviewId === null
    ? { step: "published", state: "ok", details: { version: version.version } }
    : { step: "published", state: "warning", details: { version: version.version, waiting: "in_review" } };
}

function webAppCheck(expected: string, { application, version }: AppFacts): AppCheck {
  if (version.webAppUrl === expected) return { step: "web_app", state: "ok", details: { expected } };
  const problem = version.webAppUrl === null ? "no_web_app" : "different_url";
  const waiting = application.versionInReviewId === null ? {} : { waiting: "in_review" };
  return {
    step: "web_app",
    state: "warning",
    details: { problem, expected, actual: version.webAppUrl ?? "", ...waiting },
  };
}

function redirectUrlsCheck(expected: string[], actual: string[]): AppCheck {
  // Compared exactly: whether Feishu forgives case or a trailing slash is not documented.
  const missing = expected.filter((url) => !actual.includes(url));
  return missing.length === 0
    ? { step: "redirect_urls", state: "ok", details: {} }
    : { step: "redirect_urls", state: "warning", details: { missing, actual } };
}

function trustedDomainCheck(appUrl: string, domains: string[] | null): AppCheck {
  const expected = new URL(appUrl).origin;
  if (domains === null) return { step: "trusted_domain", state: "not_checkable", details: { expected } };
  const listed = domains.some((domain) => domain.replace(/\/+$/, "") === expected);
  return { step: "trusted_domain", state: listed ? "ok" : "warning", details: { expected, actual: domains } };
}

/** The rows of the self-check of an app that passed every check which could refuse it. */
export function appChecks(appId: string, appUrl: string, facts: AppFacts): AppCheck[] {
  return [
    { step: "credentials", state: "ok", details: { app: facts.application.name } },
    publishedCheck(facts),
    { step: "scopes", state: "ok", details: {} },
    { step: "bot", state: "ok", details: { bot: facts.bot.name } },
    webAppCheck(homePageUrl(appUrl, appId), facts),
    redirectUrlsCheck(redirectUrls(appUrl, appId), facts.application.redirectUrls),
    trustedDomainCheck(appUrl, facts.application.h5TrustedDomains),
    // These very calls came through; what else is listed is for the eye.
    { step: "ip_allow_list", state: "ok", details: { addresses: facts.bot.ipAllowList } },
    // No API tells how the web app opens (manual, step 4: "New tab in Feishu").
    { step: "new_tab", state: "not_checkable", details: {} },
  ];
}
