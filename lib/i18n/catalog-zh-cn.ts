import common from "@/lib/i18n/messages/zh-CN/common.json";
import conversation from "@/lib/i18n/messages/zh-CN/conversation.json";
import deliveries from "@/lib/i18n/messages/zh-CN/deliveries.json";
import notifications from "@/lib/i18n/messages/zh-CN/notifications.json";
import workbench from "@/lib/i18n/messages/zh-CN/workbench.json";
import desk from "@/lib/i18n/messages/zh-CN/desk.json";
import deskGroups from "@/lib/i18n/messages/zh-CN/desk-groups.json";
import inbox from "@/lib/i18n/messages/zh-CN/inbox.json";
import console from "@/lib/i18n/messages/zh-CN/console.json";
import principals from "@/lib/i18n/messages/zh-CN/principals.json";
import security from "@/lib/i18n/messages/zh-CN/security.json";
import signIn from "@/lib/i18n/messages/zh-CN/sign-in.json";
import employeeSignIn from "@/lib/i18n/messages/zh-CN/employee-sign-in.json";
import landing from "@/lib/i18n/messages/zh-CN/landing.json";
import cards from "@/lib/i18n/messages/zh-CN/cards.json";
import mail from "@/lib/i18n/messages/zh-CN/mail.json";
import errorsCommon from "@/lib/i18n/messages/zh-CN/errors-common.json";
import errorsDb from "@/lib/i18n/messages/zh-CN/errors-db.json";
import errorsGroups from "@/lib/i18n/messages/zh-CN/errors-groups.json";
import errorsMessages from "@/lib/i18n/messages/zh-CN/errors-messages.json";
import errorsIdentity from "@/lib/i18n/messages/zh-CN/errors-identity.json";
import errorsAccounts from "@/lib/i18n/messages/zh-CN/errors-accounts.json";
import errorsChannels from "@/lib/i18n/messages/zh-CN/errors-channels.json";
import errorsFeishu from "@/lib/i18n/messages/zh-CN/errors-feishu.json";
import errorsNotifications from "@/lib/i18n/messages/zh-CN/errors-notifications.json";
import errorsHttp from "@/lib/i18n/messages/zh-CN/errors-http.json";
import errorsRealtime from "@/lib/i18n/messages/zh-CN/errors-realtime.json";
import notices from "@/lib/i18n/messages/zh-CN/notices.json";
import tickets from "@/lib/i18n/messages/zh-CN/tickets.json";
import incidents from "@/lib/i18n/messages/zh-CN/incidents.json";
import staff from "@/lib/i18n/messages/zh-CN/staff.json";
import opening from "@/lib/i18n/messages/zh-CN/opening.json";
import duty from "@/lib/i18n/messages/zh-CN/duty.json";
import workstation from "@/lib/i18n/messages/zh-CN/workstation.json";
import attachments from "@/lib/i18n/messages/zh-CN/attachments.json";
import errorsStorage from "@/lib/i18n/messages/zh-CN/errors-storage.json";
import errorsDuty from "@/lib/i18n/messages/zh-CN/errors-duty.json";
import audit from "@/lib/i18n/messages/zh-CN/audit.json";
import reports from "@/lib/i18n/messages/zh-CN/reports.json";
import errorsReports from "@/lib/i18n/messages/zh-CN/errors-reports.json";
import macros from "@/lib/i18n/messages/zh-CN/macros.json";
import customerCard from "@/lib/i18n/messages/zh-CN/customer-card.json";
import errorsDesk from "@/lib/i18n/messages/zh-CN/errors-desk.json";
import errorsAudit from "@/lib/i18n/messages/zh-CN/errors-audit.json";
import errorsTickets from "@/lib/i18n/messages/zh-CN/errors-tickets.json";
import errorsIncidents from "@/lib/i18n/messages/zh-CN/errors-incidents.json";
import errorsInvitations from "@/lib/i18n/messages/zh-CN/errors-invitations.json";
import privacy from "@/lib/i18n/messages/zh-CN/privacy.json";
import errorsPrivacy from "@/lib/i18n/messages/zh-CN/errors-privacy.json";
import invitations from "@/lib/i18n/messages/zh-CN/invitations.json";
import channelCare from "@/lib/i18n/messages/zh-CN/channel-care.json";
import selfCheck from "@/lib/i18n/messages/zh-CN/self-check.json";

/** Every text of the product in Simplified Chinese, by namespace; errors by `<module>.<reason>`. */
export const zhCn = {
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
