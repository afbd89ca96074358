import common from "@/lib/i18n/messages/zh-CN/common.json";
import conversation from "@/lib/i18n/messages/zh-CN/conversation.json";
import deliveries from "@/lib/i18n/messages/zh-CN/deliveries.json";
import workbench from "@/lib/i18n/messages/zh-CN/workbench.json";
import desk from "@/lib/i18n/messages/zh-CN/desk.json";
import deskGroups from "@/lib/i18n/messages/zh-CN/desk-groups.json";
import console from "@/lib/i18n/messages/zh-CN/console.json";
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
import duty from "@/lib/i18n/messages/zh-CN/duty.json";
import workstation from "@/lib/i18n/messages/zh-CN/workstation.json";
import attachments from "@/lib/i18n/messages/zh-CN/attachments.json";
import errorsStorage from "@/lib/i18n/messages/zh-CN/errors-storage.json";
import errorsDuty from "@/lib/i18n/messages/zh-CN/errors-duty.json";
import audit from "@/lib/i18n/messages/zh-CN/audit.json";
import errorsAudit from "@/lib/i18n/messages/zh-CN/errors-audit.json";
import errorsTickets from "@/lib/i18n/messages/zh-CN/errors-tickets.json";
import errorsIncidents from "@/lib/i18n/messages/zh-CN/errors-incidents.json";
import errorsInvitations from "@/lib/i18n/messages/zh-CN/errors-invitations.json";
import invitations from "@/lib/i18n/messages/zh-CN/invitations.json";

/** Every text of the product in Simplified Chinese, by namespace; errors by `<module>.<reason>`. */
export const zhCn = {
  common,
  conversation,
  deliveries,
  workbench,
  desk,
  deskGroups,
  console,
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
  duty,
  workstation,
  attachments,
  audit,
  errors: {
    audit: errorsAudit,
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
    http: errorsHttp,
    realtime: errorsRealtime,
  },
};
