import common from "@/lib/i18n/messages/en/common.json";
import conversation from "@/lib/i18n/messages/en/conversation.json";
import deliveries from "@/lib/i18n/messages/en/deliveries.json";
import notifications from "@/lib/i18n/messages/en/notifications.json";
import workbench from "@/lib/i18n/messages/en/workbench.json";
import desk from "@/lib/i18n/messages/en/desk.json";
import deskGroups from "@/lib/i18n/messages/en/desk-groups.json";
import inbox from "@/lib/i18n/messages/en/inbox.json";
import console from "@/lib/i18n/messages/en/console.json";
import principals from "@/lib/i18n/messages/en/principals.json";
import security from "@/lib/i18n/messages/en/security.json";
import signIn from "@/lib/i18n/messages/en/sign-in.json";
import employeeSignIn from "@/lib/i18n/messages/en/employee-sign-in.json";
import landing from "@/lib/i18n/messages/en/landing.json";
import cards from "@/lib/i18n/messages/en/cards.json";
import mail from "@/lib/i18n/messages/en/mail.json";
import errorsCommon from "@/lib/i18n/messages/en/errors-common.json";
import errorsDb from "@/lib/i18n/messages/en/errors-db.json";
import errorsGroups from "@/lib/i18n/messages/en/errors-groups.json";
import errorsMessages from "@/lib/i18n/messages/en/errors-messages.json";
import errorsIdentity from "@/lib/i18n/messages/en/errors-identity.json";
import errorsAccounts from "@/lib/i18n/messages/en/errors-accounts.json";
import errorsChannels from "@/lib/i18n/messages/en/errors-channels.json";
import errorsFeishu from "@/lib/i18n/messages/en/errors-feishu.json";
import errorsNotifications from "@/lib/i18n/messages/en/errors-notifications.json";
import errorsHttp from "@/lib/i18n/messages/en/errors-http.json";
import errorsRealtime from "@/lib/i18n/messages/en/errors-realtime.json";
import notices from "@/lib/i18n/messages/en/notices.json";
import tickets from "@/lib/i18n/messages/en/tickets.json";
import incidents from "@/lib/i18n/messages/en/incidents.json";
import staff from "@/lib/i18n/messages/en/staff.json";
import opening from "@/lib/i18n/messages/en/opening.json";
import duty from "@/lib/i18n/messages/en/duty.json";
import workstation from "@/lib/i18n/messages/en/workstation.json";
import attachments from "@/lib/i18n/messages/en/attachments.json";
import errorsStorage from "@/lib/i18n/messages/en/errors-storage.json";
import errorsDuty from "@/lib/i18n/messages/en/errors-duty.json";
import audit from "@/lib/i18n/messages/en/audit.json";
import reports from "@/lib/i18n/messages/en/reports.json";
import errorsReports from "@/lib/i18n/messages/en/errors-reports.json";
import macros from "@/lib/i18n/messages/en/macros.json";
import customerCard from "@/lib/i18n/messages/en/customer-card.json";
import errorsDesk from "@/lib/i18n/messages/en/errors-desk.json";
import errorsAudit from "@/lib/i18n/messages/en/errors-audit.json";
import errorsTickets from "@/lib/i18n/messages/en/errors-tickets.json";
import errorsIncidents from "@/lib/i18n/messages/en/errors-incidents.json";
import errorsInvitations from "@/lib/i18n/messages/en/errors-invitations.json";
import privacy from "@/lib/i18n/messages/en/privacy.json";
import errorsPrivacy from "@/lib/i18n/messages/en/errors-privacy.json";
import invitations from "@/lib/i18n/messages/en/invitations.json";
import channelCare from "@/lib/i18n/messages/en/channel-care.json";
import selfCheck from "@/lib/i18n/messages/en/self-check.json";

/** Every text of the product in English, by namespace; errors by `<module>.<reason>`. */
export const en = {
  common,
  conversation,
  deliveries,
  notifications,
  workbench,
  desk,
  deskGroups,
  inbox,
  console,
  principals,
  channelCare,
  selfCheck,
  security,
  signIn,
  employeeSignIn,
  landing,
  cards,
  mail,
  notices,
  tickets,
  incidents,
  invitations,
  privacy,
  staff,
  opening,
  duty,
  workstation,
  attachments,
  audit,
  macros,
  customerCard,
  reports,
  errors: {
    audit: errorsAudit,
    reports: errorsReports,
    desk: errorsDesk,
    common: errorsCommon,
    db: errorsDb,
    groups: errorsGroups,
    messages: errorsMessages,
    identity: errorsIdentity,
    accounts: errorsAccounts,
    channels: errorsChannels,
    feishu: errorsFeishu,
    notifications: errorsNotifications,
    storage: errorsStorage,
    duty: errorsDuty,
    tickets: errorsTickets,
    incidents: errorsIncidents,
    invitations: errorsInvitations,
    privacy: errorsPrivacy,
    http: errorsHttp,
    realtime: errorsRealtime,
  },
};
