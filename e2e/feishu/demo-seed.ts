/**
 * What the local Feishu holds when it starts: two organizations, four apps, eight people. The ids and secrets are fixed,
 * so that the demo can print them and tests can name them; they exist nowhere else.
 */

export const demoTenants = {
  a: {
    tenantKey: "736588c9260f175e",
    displayId: "F720195346",
    name: "星桥科技",
    edition: "basic",
    domain: "xingqiao.feishu.example",
  },
  b: {
    tenantKey: "81f0c2d4a7b93e65",
    displayId: "F830427915",
    name: "北辰零售",
    edition: "paid",
    domain: "beichen.feishu.example",
  },
} as const;

export const demoApps = {
  /** Healthy; the demo data registers it as the first customer's channel. */
  a1: {
    appId: "cli_a1b2c3d4e5f60718",
    appSecret: "Xq7LmT2vRz9KpW4sNc8HyB5dJf3GaE6u",
    tenant: "a",
    name: { zh: "云企业服务", en: "Cloud Enterprise Service" },
    owner: "wangxiaoyu",
  },
  /** Healthy and not registered: a person adds it by hand. */
  a2: {
    appId: "cli_a1b2c3d4e5f60729",
    appSecret: "Hd5RwQ8nZt3VyC7mKx2PbL9sGj4FaU6e",
    tenant: "a",
    name: { zh: "云企业服务 · 研发中心", en: "Cloud Enterprise Service · R&D" },
    owner: "chenming",
  },
  /** Healthy; the demo data registers it for another customer. */
  b1: {
    appId: "cli_b1b2c3d4e5f60730",
    appSecret: "Tn4GvB9xSk2MzD6qWc7RjH3pLy8YeA5f",
    tenant: "b",
    name: { zh: "云企业服务", en: "Cloud Enterprise Service" },
    owner: "zhoulan",
  },
  /** Misconfigured: no permission to send, bot not published, redirect URLs missing. */
  b2: {
    appId: "cli_b1b2c3d4e5f60741",
    appSecret: "Pm6ZkC3wVt8NxQ5rHb9SyJ2gLd7FuE4a",
    tenant: "b",
    name: { zh: "云企业服务（门店）", en: "Cloud Enterprise Service (Stores)" },
    owner: "zhoulan",
  },
} as const;

export interface DemoPerson {
  userId: string;
  tenant: "a" | "b";
  name: { zh: string; en: string };
  department: string;
  avatarColor: string;
}

export const demoPeople: readonly DemoPerson[] = [
  {
    userId: "wangxiaoyu",
    tenant: "a",
    name: { zh: "王晓雨", en: "Xiaoyu Wang" },
    department: "平台部",
    avatarColor: "#3370ff",
  },
  {
    userId: "chenming",
    tenant: "a",
    name: { zh: "陈明", en: "Ming Chen" },
    department: "研发中心",
    avatarColor: "#00b578",
  },
  {
    userId: "liuyang",
    tenant: "a",
    name: { zh: "刘洋", en: "Yang Liu" },
    department: "研发中心",
    avatarColor: "#f5a623",
  },
  {
    userId: "zhaojing",
    tenant: "a",
    name: { zh: "赵静", en: "Jing Zhao" },
    department: "运维部",
    avatarColor: "#7f3bf5",
  },
  {
    userId: "emmalin",
    tenant: "a",
    name: { zh: "林艾玛", en: "Emma Lin" },
    department: "平台部",
    avatarColor: "#f54a45",
  },
  {
    userId: "zhoulan",
    tenant: "b",
    name: { zh: "周岚", en: "Lan Zhou" },
    department: "信息部",
    avatarColor: "#14c0ff",
  },
  {
    userId: "sunhao",
    tenant: "b",
    name: { zh: "孙浩", en: "Hao Sun" },
    department: "信息部",
    avatarColor: "#646a73",
  },
  {
    userId: "davidwu",
    tenant: "b",
    name: { zh: "吴大卫", en: "David Wu" },
    department: "门店部",
    avatarColor: "#de7802",
  },
];

/** The four permissions the manual has the customer enable. */
export const manualScopes = [
  "application:application:self_manage",
  "cardkit:card:write",
  "im:message:send_as_bot",
  "tenant:tenant:readonly",
] as const;

/** The home page of the web app (manual, step 4). */
export function homePageOf(appUrl: string, appId: string): string {
  return `${appUrl}/feishu/${appId}/workbench`;
}

/** The five redirect URLs of the manual, step 6. */
export function redirectUrlsOf(appUrl: string, appId: string): string[] {
  return [
    `${appUrl}/feishu/${appId}`,
    homePageOf(appUrl, appId),
    `${appUrl}/thirdparty/feishu/${appId}/login`,
    `${appUrl}/thirdparty/feishu/${appId}/oauth2/callback`,
    `${appUrl}/feishu/${appId}/person/inviteToGroup`,
  ];
}
