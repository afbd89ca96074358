/** One password for everybody in the demo; none of them exists anywhere else. */
export const DEMO_PASSWORD = "welcome-to-the-demo";

/** The demo's service team. */
export const demoStaff = [
  { email: "tam@vendor.example", name: "许文", roles: ["tam"], does: "TAM of 星桥科技 and 北辰零售" },
  { email: "deputy@vendor.example", name: "何静", roles: ["tam"], does: "deputy of both" },
  { email: "engineer@vendor.example", name: "郭凯", roles: ["engineer"], does: "engineer, on duty by day" },
  { email: "night@vendor.example", name: "唐宁", roles: ["engineer"], does: "engineer, on duty by night" },
  { email: "lead@vendor.example", name: "周岚", roles: ["duty_lead"], does: "duty lead" },
  { email: "manager@vendor.example", name: "韩松", roles: ["manager"], does: "manager" },
  { email: "operator@vendor.example", name: "沈悦", roles: ["operator"], does: "operator" },
] as const;

/** The demo's customers, with their plans in days from now. */
export const demoAccounts = [
  { alias: "xingqiao", name: "星桥科技", tier: "enterprise", fromDays: -90, toDays: 275 },
  { alias: "beichen", name: "北辰零售", tier: "enterprise_plus", fromDays: -30, toDays: 335 },
  { alias: "nanyu", name: "南屿物流", tier: "enterprise", fromDays: -400, toDays: -35 },
] as const;

/** A RAM user of the first customer and the role granted to it. */
export const demoRam = { alias: "xingqiao", user: "ops", role: "channel-admin" } as const;

/** What the demo's tickets can be about. */
export const demoProducts = [
  { code: "ECS", nameEn: "Elastic Compute", nameZh: "云服务器", fallbackCode: null },
  { code: "RDS", nameEn: "Relational Database", nameZh: "云数据库", fallbackCode: null },
  { code: "OSS", nameEn: "Object Storage", nameZh: "对象存储", fallbackCode: null },
  { code: "SLB", nameEn: "Load Balancing", nameZh: "负载均衡", fallbackCode: "ECS" },
  { code: "ACK", nameEn: "Container Service", nameZh: "容器服务", fallbackCode: "ECS" },
] as const;

/** Who can work on what; the fall-backs do the rest. */
export const demoSkills = [
  { email: "engineer@vendor.example", productCodes: ["ECS", "RDS", "OSS", "SLB", "ACK", "other"] },
  { email: "night@vendor.example", productCodes: ["ECS", "RDS", "OSS", "other"] },
] as const;

/** Round the clock there is an engineer and a duty lead; the manager works in office hours. All in Asia/Shanghai. */
export const demoShifts = [
  {
    email: "engineer@vendor.example",
    kind: "engineer",
    start: "08:00",
    end: "20:00",
    weekdays: [1, 2, 3, 4, 5, 6, 7],
  },
  {
    email: "night@vendor.example",
    kind: "engineer",
    start: "20:00",
    end: "08:00",
    weekdays: [1, 2, 3, 4, 5, 6, 7],
  },
  {
    email: "lead@vendor.example",
    kind: "duty_lead",
    start: "00:00",
    end: "00:00",
    weekdays: [1, 2, 3, 4, 5, 6, 7],
  },
  {
    email: "manager@vendor.example",
    kind: "manager",
    start: "09:00",
    end: "18:00",
    weekdays: [1, 2, 3, 4, 5],
  },
] as const;
