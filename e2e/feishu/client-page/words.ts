import type { Lang } from "../open/card/card-text";

const words = {
  client: { zh: "本地飞书", en: "Local Feishu" },
  choose: { zh: "选择飞书用户", en: "Choose a Feishu user" },
  chooseHint: { zh: "以谁的身份使用飞书？", en: "Whose Feishu is this?" },
  messages: { zh: "消息", en: "Messages" },
  workplace: { zh: "工作台", en: "Workplace" },
  switchPerson: { zh: "切换用户", en: "Switch user" },
  noMessages: { zh: "还没有消息", en: "No messages yet" },
  noChat: { zh: "机器人发来的消息会显示在这里。", en: "What bots send to this person appears here." },
  openApp: { zh: "打开应用", en: "Open the app" },
  noApps: { zh: "没有可用的应用", en: "No apps available" },
  recalled: { zh: "此消息已撤回", en: "This message was recalled" },
  unread: { zh: "条未读", en: "unread" },
  newMessages: { zh: "以下为新消息", en: "New messages" },
  edited: { zh: "已更新", en: "updated" },
  bot: { zh: "机器人", en: "Bot" },
  back: { zh: "返回", en: "Back" },
  approve: { zh: "授权", en: "Approve" },
  refuse: { zh: "拒绝", en: "Refuse" },
  asks: { zh: "请求获取你的身份信息", en: "asks to know who you are" },
  gets: {
    zh: "应用将获得你的姓名、头像和用户标识。",
    en: "The app will learn your name, your picture and your user id.",
  },
  signedInAs: { zh: "当前飞书用户", en: "Signed in to Feishu as" },
  cannotOpen: { zh: "无法打开应用", en: "The app cannot be opened" },
  cannotAuthorize: { zh: "授权失败", en: "Authorization failed" },
  errorCode: { zh: "错误码", en: "Error code" },
  logId: { zh: "日志号", en: "Log id" },
  language: { zh: "语言", en: "Language" },
} as const;

export type Word = keyof typeof words;

export function say(word: Word, lang: Lang): string {
  return words[word][lang];
}
