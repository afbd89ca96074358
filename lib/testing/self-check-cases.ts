import type { FeishuControl } from "../../e2e/feishu/control-client";
import { demoTenants, manualScopes } from "../../e2e/feishu/demo-seed";
import type { Quirks } from "../../e2e/feishu/state/quirks";
import type { ChannelHealth, CheckStep } from "@/lib/channels/self-check-contract";
import { prisma } from "@/lib/db/prisma";

const tenant = demoTenants.a;

/** A channel of an app of the local Feishu. */
type Scene = { control: FeishuControl; appId: string; channelId: string };

/** Freezes a changed draft into a released version. */
export const publish = async (
  { control, appId }: Scene,
  draft: Parameters<FeishuControl["changeApp"]>[1]["draft"],
) => {
  await control.changeApp(appId, draft ? { draft } : {});
  await control.publishVersion(appId);
};
const scopesWithout = (missing: string) =>
  manualScopes.filter((scope) => scope !== missing).map((scope) => ({ scope, tokenType: "tenant" as const }));
/** The homepage this app should have. */
export const workbench = ({ appId }: { appId: string }) => `http://localhost:3000/feishu/${appId}/workbench`;

/** One setting of Feishu's that is broken, and the row that says so. */
type SelfCheckCase = {
  step: CheckStep;
  finding: string;
  what: string;
  harm: (scene: Scene) => Promise<unknown>;
  state?: "warning";
  health: ChannelHealth;
  page: string | null;
  details?: Record<string, unknown>;
  compared?: (scene: Scene) => { expected: string; actual: string | null }[];
  quirks?: Partial<Quirks>[];
};

const scopeCase = (step: CheckStep, scope: string): SelfCheckCase[] => [
  {
    step,
    finding: "not_added",
    what: `${scope} was not added`,
    harm: (scene) => publish(scene, { scopes: scopesWithout(scope) }),
    health: "broken",
    page: `/auth?q=${encodeURIComponent(scope)}&op_from=openapi&token_type=tenant`,
    details: { scope },
    quirks: [{ scopeTypeInScopeList: true }, { scopeTypeInScopeList: false }],
  },
  {
    step,
    finding: "not_granted",
    what: `${scope} was withdrawn`,
    harm: ({ control, appId }) => control.changeApp(appId, { withheldScopes: [scope] }),
    health: "broken",
    page: `/auth?q=${encodeURIComponent(scope)}&op_from=openapi&token_type=tenant`,
    details: { scope },
  },
];

/** Every row of the self-check that can be made wrong in the local Feishu. */
export const selfCheckCases: SelfCheckCase[] = [
  {
    step: "credentials",
    finding: "secret_wrong",
    what: "the secret is not the app's and no token of an older one lives",
    harm: ({ control, appId, channelId }) => control.changeApp(appId, { appSecret: `reset-${channelId}` }),
    health: "broken",
    page: "/baseinfo",
  },
  {
    step: "secret",
    finding: "reset",
    what: "the secret was reset while a token of the old one lives",
    harm: ({ control, appId, channelId }) => control.changeApp(appId, { appSecret: `reset-${channelId}` }),
    health: "broken",
    page: "/baseinfo",
    quirks: [{ tokensOutliveSecret: true }],
  },
  {
    step: "app_enabled",
    finding: "disabled",
    what: "the app is disabled",
    harm: ({ control, appId }) => control.changeApp(appId, { status: "disabled" }),
    health: "broken",
    page: "",
    quirks: [{ disabledAppCode: 10014 }, { disabledAppCode: 99991662 }],
  },
  {
    step: "ip_allow_list",
    finding: "kept_out",
    what: "the IP allow list keeps us out",
    harm: ({ control, appId }) => control.changeApp(appId, { ipAllowList: ["203.0.113.9"] }),
    health: "broken",
    page: "/safe",
    details: { address: "127.0.0.1" },
  },
  {
    step: "published",
    finding: "never",
    what: "no version is in force",
    harm: ({ control, appId }) => control.unpublish(appId),
    health: "broken",
    page: "/version",
    quirks: [{ unpublishedAppGate: "99991673" }, { unpublishedAppGate: "open" }],
  },
  {
    step: "changes_waiting",
    finding: "in_review",
    what: "a newer version waits for review",
    harm: ({ control, appId }) => control.publishVersion(appId, { status: "under-review" }),
    state: "warning",
    health: "healthy",
    page: "/version",
    details: { version: "1.0.1" },
  },
  {
    step: "changes_waiting",
    finding: "not_submitted",
    what: "the draft is newer than what is in force",
    harm: ({ control, appId }) => control.publishVersion(appId, { status: "not-submitted" }),
    state: "warning",
    health: "healthy",
    page: "/version",
  },
  {
    step: "changes_waiting",
    finding: "rejected",
    what: "the newest version was rejected",
    harm: ({ control, appId }) => control.publishVersion(appId, { status: "rejected" }),
    state: "warning",
    health: "healthy",
    page: "/version",
  },
  ...scopeCase("scope_application", "application:application:self_manage"),
  ...scopeCase("scope_cardkit", "cardkit:card:write"),
  ...scopeCase("scope_message", "im:message:send_as_bot"),
  ...scopeCase("scope_tenant", "tenant:tenant:readonly"),
  {
    step: "bot",
    finding: "missing",
    what: "the released version has no bot",
    harm: (scene) => publish(scene, { bot: false }),
    health: "broken",
    page: "/bot",
    quirks: [
      { bot11205Status: 200, abilityBotWithoutBot: "absent" },
      { bot11205Status: 400, abilityBotWithoutBot: "empty" },
      { bot11205Status: 400, abilityBotWithoutBot: "null" },
    ],
  },
  {
    step: "bot",
    finding: "off",
    what: "the bot was switched off",
    harm: ({ control, appId }) => control.changeApp(appId, { botDisabledByTenant: true }),
    health: "broken",
    page: "/bot",
    details: { status: "1" },
  },
  {
    step: "web_app",
    finding: "missing",
    what: "the released version has no web app",
    harm: (scene) => publish(scene, { webApp: null }),
    health: "degraded",
    page: "/web",
  },
  {
    step: "home_desktop",
    finding: "different",
    what: "the desktop homepage ends in a slash",
    harm: (scene) =>
      publish(scene, { webApp: { pcUrl: `${workbench(scene)}/`, mobileUrl: workbench(scene) } }),
    health: "degraded",
    page: "/web",
    compared: (scene) => [{ expected: workbench(scene), actual: `${workbench(scene)}/` }],
  },
  {
    step: "home_desktop",
    finding: "empty",
    what: "the desktop homepage is not filled in",
    harm: (scene) => publish(scene, { webApp: { pcUrl: "", mobileUrl: workbench(scene) } }),
    health: "degraded",
    page: "/web",
    compared: (scene) => [{ expected: workbench(scene), actual: null }],
  },
  {
    step: "home_mobile",
    finding: "different",
    what: "the mobile homepage names another app",
    harm: (scene) =>
      publish(scene, {
        webApp: { pcUrl: workbench(scene), mobileUrl: workbench({ appId: "cli_00000000000000aa" }) },
      }),
    health: "degraded",
    page: "/web",
    compared: (scene) => [
      { expected: workbench(scene), actual: workbench({ appId: "cli_00000000000000aa" }) },
    ],
  },
  {
    step: "redirect_urls",
    finding: "missing",
    what: "one of the five redirect URLs is http for https, one ends in a slash and one is missing",
    harm: ({ control, appId }) =>
      control.changeApp(appId, {
        redirectUrls: [
          `http://localhost:3000/feishu/${appId}`,
          `http://localhost:3000/feishu/${appId}/workbench/`,
          `https://localhost:3000/thirdparty/feishu/${appId}/login`,
          `http://localhost:3000/thirdparty/feishu/${appId}/oauth2/callback`,
        ],
      }),
    health: "degraded",
    page: "/safe",
    details: { count: "3" },
    compared: (scene) => [
      { expected: workbench(scene), actual: `${workbench(scene)}/` },
      {
        expected: `http://localhost:3000/thirdparty/feishu/${scene.appId}/login`,
        actual: `https://localhost:3000/thirdparty/feishu/${scene.appId}/login`,
      },
      { expected: `http://localhost:3000/feishu/${scene.appId}/person/inviteToGroup`, actual: null },
    ],
  },
  {
    step: "trusted_domain",
    finding: "missing",
    what: "the trusted domain is another one",
    harm: ({ control, appId }) => control.changeApp(appId, { h5TrustedDomains: ["https://localhost:3000"] }),
    health: "degraded",
    page: "/safe",
    compared: () => [{ expected: "http://localhost:3000", actual: "https://localhost:3000" }],
    quirks: [{ appSecurityFields: true }],
  },
  {
    step: "organization",
    finding: "differs",
    what: "the organization is called otherwise than was typed",
    harm: ({ channelId }) =>
      prisma().channel.update({
        where: { id: channelId },
        data: { organizationNameTyped: "Another Company" },
      }),
    state: "warning",
    health: "healthy",
    page: "/baseinfo",
    compared: () => [{ expected: tenant.name, actual: "Another Company" }],
  },
  {
    step: "organization",
    finding: "other",
    what: "the app belongs to another organization",
    harm: ({ channelId }) =>
      prisma().channel.update({ where: { id: channelId }, data: { tenantKey: "another" } }),
    health: "broken",
    page: "/baseinfo",
    details: { name: tenant.name, number: tenant.displayId },
  },
  {
    step: "edition",
    finding: "personal",
    what: "the organization has the personal edition",
    harm: ({ control }) => control.changeTenant(tenant.tenantKey, { tenantTag: 2 }),
    state: "warning",
    health: "healthy",
    page: null,
  },
  {
    step: "edition",
    finding: "exhausted",
    what: "the month's calls are used up",
    harm: ({ control }) => control.changeTenant(tenant.tenantKey, { quotaLimit: 1, quotaUsed: 1 }),
    state: "warning",
    health: "degraded",
    page: null,
  },
];
