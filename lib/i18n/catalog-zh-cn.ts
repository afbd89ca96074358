import common from "@/lib/i18n/messages/zh-CN/common.json";
import conversation from "@/lib/i18n/messages/zh-CN/conversation.json";
import workbench from "@/lib/i18n/messages/zh-CN/workbench.json";
import desk from "@/lib/i18n/messages/zh-CN/desk.json";
import console from "@/lib/i18n/messages/zh-CN/console.json";
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

/** Every text of the product in Simplified Chinese, by namespace; errors by `<module>.<reason>`. */
export const zhCn = {
  common,
  conversation,
  workbench,
  desk,
  console,
  signIn,
  employeeSignIn,
  landing,
  cards,
  mail,
  errors: {
    common: errorsCommon,
    db: errorsDb,
    groups: errorsGroups,
    messages: errorsMessages,
    identity: errorsIdentity,
    accounts: errorsAccounts,
    channels: errorsChannels,
    feishu: errorsFeishu,
    notifications: errorsNotifications,
    http: errorsHttp,
    realtime: errorsRealtime,
  },
};
