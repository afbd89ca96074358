/** One password for everybody in the demo; none of them exists anywhere else. */
export const DEMO_PASSWORD = "welcome-to-the-demo";

/** The demo's service team. */
export const demoStaff = [
  { email: "tam@vendor.example", name: "许文", roles: ["tam"], does: "TAM of 星桥科技 and 北辰零售" },
  { email: "deputy@vendor.example", name: "何静", roles: ["tam"], does: "deputy of both" },
  { email: "engineer@vendor.example", name: "郭凯", roles: ["engineer"], does: "engineer" },
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
