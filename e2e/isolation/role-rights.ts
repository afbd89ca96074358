import type { Intruder } from "./people";

const leads = ["duty lead", "manager"] as const;
const tams = ["TAM of B", "TAM whose opening of A's groups ended"] as const;

/** What is somebody's right to change about A by their role alone: they are not asked, as it would be done. */
const rights: readonly { actions: RegExp; whose: readonly Intruder[]; why: string }[] = [
  { actions: /^lib\/duty\//, whose: leads, why: "who leads the service team plans its duty" },
  {
    actions: /#(createMainGroup|setMainGroupEntry)Action$/,
    whose: leads,
    why: "duty leads and managers answer for every customer",
  },
  {
    actions: /#(recheckChannel|sendTestCard)Action$/,
    whose: [...leads, "operator"],
    why: "duty leads, managers and operators keep every customer's channel working (recheck-channel.test.ts)",
  },
  { actions: /#changePlanStaffAction$/, whose: ["manager"], why: "managers say who looks after a customer" },
  {
    actions: /^lib\/incidents\/.*#(acknowledge|workOn|mitigate|close|downgrade)IncidentAction$/,
    whose: leads,
    why: "who leads the queue attends to every emergency",
  },
  { actions: /Major|#groupIncidentsAction$/, whose: leads, why: "who leads puts emergencies together" },
  {
    actions: /#breakGlassAction$/,
    whose: [...leads, ...tams],
    why: "opening a conversation for a reason is what it is for (break-glass.test.ts)",
  },
  {
    actions: /^lib\/identity\/actions\.ts#\w*[sS]taff\w*Action$/,
    whose: ["operator"],
    why: "operators look after the service team's accounts (set-staff-roles.test.ts)",
  },
];

/** Those of `who` to whom this action about A is refused or harmless. */
export function withoutRight(action: string, who: readonly Intruder[]): Intruder[] {
  const whose = new Set(rights.flatMap((right) => (right.actions.test(action) ? right.whose : [])));
  return who.filter((one) => !whose.has(one));
}
