/** A table of an account's export: `from` names it as `t`, `where` narrows it to the account ($1). */
export type ExportTable = {
  /** The model of the schema; its rows go to `<file>.json`. */
  model: string;
  file: string;
  from: string;
  where: string;
  /** Columns that name a row, in the order of the file. */
  key: readonly string[];
  /** Columns that stay here, being secrets or the vendor's own. */
  omit?: readonly string[];
  /** What is written of a row instead of all its columns. */
  row?: string;
  /** Large: read group by group, whose id is $2. */
  perGroup?: true;
};

/** Groups of the account that its own people can be in: internal groups are the vendor's notes. */
const GROUPS = `(SELECT id FROM "group" WHERE account_id = $1 AND kind <> 'internal')`;
const INTERNAL = `(SELECT id FROM "group" WHERE account_id = $1 AND kind = 'internal')`;
const TICKETS = "(SELECT id FROM ticket WHERE account_id = $1)";
const INCIDENTS = "(SELECT id FROM incident WHERE account_id = $1)";
const PEOPLE = "(SELECT id FROM person WHERE account_id = $1)";
const PRINCIPALS = "(SELECT id FROM principal WHERE account_id = $1)";
const REMINDERS = `(SELECT id FROM reminder WHERE ticket_id IN ${TICKETS})`;
const INVITATIONS = `(SELECT id FROM invitation WHERE account_id = $1 AND group_id IN ${GROUPS})`;

const own = (model: string, file: string, more: Partial<ExportTable> = {}): ExportTable => ({
  model,
  file,
  from: `"${file}" t`,
  where: "t.account_id = $1",
  key: ["id"],
  ...more,
});

const ofMessages = (model: string, file: string, key: readonly string[]): ExportTable => ({
  model,
  file,
  from: `message m JOIN "${file}" t ON t.message_id = m.id`,
  where: "m.group_id = $2",
  key,
  perGroup: true,
});

/** What an account's export holds; with `notExported`, every model of the schema (a test compares). */
export const exportTables: readonly ExportTable[] = [
  own("Account", "account", { where: "t.id = $1" }),
  own("SupportPlan", "support_plan"),
  own("SlaPolicy", "sla_policy", {
    where: "t.plan_id IN (SELECT id FROM support_plan WHERE account_id = $1)",
    key: ["plan_id"],
  }),
  own("EscalationChain", "escalation_chain", { key: ["account_id"] }),
  own("Principal", "principal", { omit: ["password_hash"] }),
  own("RoleGrant", "role_grant", { key: ["user_id", "role_id"] }),
  own("OidcIdentity", "oidc_identity", { where: `t.principal_id IN ${PRINCIPALS}` }),
  own("Channel", "channel", { omit: ["secret_ciphertext", "secret_key_id", "secret_ending"] }),
  own("ChannelCheckRun", "channel_check_run"),
  own("ApiUsage", "api_usage", {
    where: "t.tenant_key IN (SELECT tenant_key FROM channel WHERE account_id = $1)",
    key: ["tenant_key", "month"],
  }),
  // Of the service team only who is in the account's groups, and by name alone.
  own("Person", "person", {
    where: `(t.account_id = $1 OR (t.side = 'service' AND t.id IN (SELECT person_id FROM group_member WHERE group_id IN ${GROUPS})))`,
    row: "CASE t.side WHEN 'customer' THEN to_jsonb(t) ELSE jsonb_build_object('id', t.id, 'side', t.side, 'name', t.name) END",
  }),
  own("FeishuIdentity", "feishu_identity"),
  own("Session", "session", {
    where: `(t.person_id IN ${PEOPLE} OR t.principal_id IN ${PRINCIPALS})`,
  }),
  own("NotificationSettings", "notification_settings", {
    where: `t.person_id IN ${PEOPLE}`,
    key: ["person_id"],
  }),
  own("Group", "group", { where: "t.account_id = $1 AND t.kind <> 'internal'" }),
  own("GroupMember", "group_member", { where: `t.group_id IN ${GROUPS}`, key: ["group_id", "person_id"] }),
  own("Invitation", "invitation", { where: `t.group_id IN ${GROUPS}`, omit: ["token_hash"] }),
  own("InvitationUse", "invitation_use", {
    where: `t.invitation_id IN ${INVITATIONS}`,
    key: ["invitation_id", "person_id"],
  }),
  own("JoinRequest", "join_request", { where: `t.group_id IN ${GROUPS}` }),
  own("MainGroupRequest", "main_group_request"),
  own("BreakGlass", "break_glass", { where: `t.group_id IN ${GROUPS}` }),
  own("GroupEvent", "group_event", { where: "t.group_id = $2", key: ["sequence"], perGroup: true }),
  own("Message", "message", { where: "t.group_id = $2", key: ["sequence"], perGroup: true }),
  ofMessages("MessageRevision", "message_revision", ["message_id", "version"]),
  ofMessages("Reaction", "reaction", ["message_id", "person_id", "emoji"]),
  ofMessages("Mention", "mention", ["message_id", "person_id"]),
  // Without drafts: what nobody has sent is its writer's alone.
  own("Attachment", "attachment", {
    where: "t.group_id = $2 AND t.message_id IS NOT NULL",
    omit: ["storage_key"],
    perGroup: true,
  }),
  own("CardDelivery", "card_delivery", {
    where: "t.channel_id IN (SELECT id FROM channel WHERE account_id = $1)",
  }),
  own("Ticket", "ticket", { omit: ["internal_group_id", "content_hash"] }),
  own("TicketEvent", "ticket_event", { where: `t.ticket_id IN ${TICKETS}`, key: ["ticket_id", "version"] }),
  own("SatisfactionRating", "satisfaction_rating", {
    where: `t.ticket_id IN ${TICKETS}`,
    key: ["ticket_id", "resolution"],
  }),
  own("Reminder", "reminder", { where: `t.ticket_id IN ${TICKETS}` }),
  own("ReminderPress", "reminder_press", {
    where: `t.reminder_id IN ${REMINDERS}`,
    key: ["reminder_id", "person_id"],
  }),
  own("ReminderStep", "reminder_step", {
    where: `t.reminder_id IN ${REMINDERS}`,
    key: ["reminder_id", "rung"],
  }),
  own("Incident", "incident"),
  own("IncidentJoin", "incident_join", {
    where: `t.incident_id IN ${INCIDENTS}`,
    key: ["incident_id", "person_id"],
  }),
  own("IncidentEvent", "incident_event", {
    where: `t.incident_id IN ${INCIDENTS}`,
    key: ["incident_id", "version"],
  }),
  own("EscalationStep", "escalation_step", { where: `t.incident_id IN ${INCIDENTS}` }),
  own("Page", "page", { where: `t.incident_id IN ${INCIDENTS}`, omit: ["webhook_id"] }),
  own("AuditEvent", "audit_event", {
    where: `t.account_id = $1 AND (t.subject_id IS NULL OR t.subject_id NOT IN ${INTERNAL})`,
  }),
  own("DataJob", "data_job", { omit: ["storage_key"] }),
  own("DataFinding", "data_finding", {
    where: `t.job_id IN (SELECT id FROM data_job WHERE account_id = $1) AND (t.group_id IS NULL OR t.group_id IN ${GROUPS})`,
    key: ["job_id", "subject_type", "subject_id"],
  }),
];

/** What an account's export does not hold, and why. */
export const notExported: Readonly<Record<string, string>> = {
  Installation: "of no account",
  StaffAccount: "the vendor's",
  SecondFactor: "a secret",
  RecoveryCode: "a secret",
  SignInThrottle: "hashes that count failed sign-ins; gone by themselves",
  NotificationWindow: "when the next card may go out; means nothing elsewhere",
  WorkerHeartbeat: "of no account",
  Product: "the vendor's catalogue; tickets hold its codes",
  EngineerSkill: "the vendor's",
  StaffDuty: "the vendor's",
  Shift: "the vendor's",
  MajorIncident: "of several customers; what the account was told stands in its groups",
  MajorIncidentUpdate: "of several customers; what the account was told stands in its groups",
  PagingWebhook: "the vendor's",
  SavedView: "the vendor's",
  Macro: "the vendor's",
};
