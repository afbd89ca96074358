/** What a member of the service team may be (design.md §3 "Staff"). */
export type StaffRole = "engineer" | "tam" | "duty_lead" | "manager" | "operator" | "auditor";

/** An employee of a customer, signed in through one channel. */
export type EmployeeActor = {
  kind: "employee";
  personId: string;
  channelId: string;
  accountId: string;
  sessionId: string;
};

/** A member of the vendor's service team. */
export type StaffActor = { kind: "staff"; personId: string; roles: readonly StaffRole[]; sessionId: string };

/** What who acts for a cloud account may do besides reading (docs/decisions/0027-console-principals.md). */
export type PrincipalPermission = "channels" | "data" | "principals";

/** Who acts for a cloud account in the console; with a role assumed, both are recorded. */
export type ConsoleActor = {
  kind: "principal";
  principalId: string;
  assumedRoleId: string | null;
  accountId: string;
  /** Those of the assumed role, if there is one; read from the row at every request. */
  permissions: readonly PrincipalPermission[];
  sessionId: string;
};

/** The product itself (a job) or the command line of an operator. */
export type SystemActor = { kind: "system"; name: string };

/** Who does a thing. Always an argument, never looked up inside a use case. */
export type Actor = EmployeeActor | StaffActor | ConsoleActor | SystemActor;

/** Someone who can be in a group. */
export type PersonActor = EmployeeActor | StaffActor;
