import type { App, JsonObject, Message, User } from "../../state/model";
import { openIdOf, type World } from "../../state/world";
import {
  type Lang,
  cardLinks,
  peopleNamedIn,
  plainTextOf,
  readTextMessage,
  summaryOf,
  titleOf,
} from "../card/card-text";
import { linksIn, peopleIn } from "../card/values";
import { isObject, textOr } from "../../state/json";

/** What the platform stores and returns for a card is a shortened form of it. */
function bodyContent(message: Message): string {
  if (message.msgType !== "interactive") return JSON.stringify(message.content);
  const text = plainTextOf(message.content, "zh");
  return JSON.stringify({ title: titleOf(message.content, "zh"), elements: [[{ tag: "text", text }]] });
}

/** `data` of a send, reply or repetition. */
export function messageView(app: App, message: Message): JsonObject {
  return {
    message_id: message.messageId,
    ...(message.parentId ? { root_id: message.parentId, parent_id: message.parentId } : {}),
    msg_type: message.msgType,
    create_time: String(message.createdAt),
    update_time: String(message.updatedAt),
    deleted: message.recalled,
    updated: message.edits > 0,
    chat_id: message.chatId,
    sender: { id: app.appId, id_type: "app_id", sender_type: "app", tenant_key: app.tenantKey },
    body: { content: bodyContent(message) },
  };
}

interface Shown {
  title: string;
  summary: string;
  text: string;
  links: string[];
  mentions: string[];
}

function shownPost(content: JsonObject, lang: Lang): Shown {
  const wanted = lang === "zh" ? content["zh_cn"] : content["en_us"];
  const post = [wanted, ...Object.values(content)].find(isObject) ?? {};
  const title = typeof post["title"] === "string" ? post["title"] : "";
  const lines = Array.isArray(post["content"]) ? post["content"] : [];
  const nodes = lines.map((line) => (Array.isArray(line) ? line.filter(isObject) : []));
  const text = nodes.map((line) => line.map((node) => textOr(node["text"])).join("")).join("\n");
  const all = nodes.flat();
  return {
    title,
    summary: title || text.slice(0, 80),
    text,
    links: all.flatMap((node) => (typeof node["href"] === "string" ? [node["href"]] : [])),
    mentions: all.flatMap((node) => (node["tag"] === "at" ? [String(node["user_id"])] : [])),
  };
}

/** What the person sees of a message in one language. */
export function shownMessage(message: Message, lang: Lang): Shown {
  const { content } = message;
  if (message.msgType === "interactive") {
    const title = titleOf(content, lang);
    const text = plainTextOf(content, lang);
    return {
      title,
      summary: summaryOf(content, lang),
      text,
      links: cardLinks(content),
      mentions: peopleNamedIn(content),
    };
  }
  if (message.msgType === "post") return shownPost(content, lang);
  const raw = textOr(content["text"]);
  const text = readTextMessage(raw);
  const bare = raw.match(/https?:\/\/[^\s<>"')]+/g) ?? [];
  return {
    title: "",
    summary: text.slice(0, 80),
    text,
    links: [...new Set([...linksIn(raw), ...bare])],
    mentions: peopleIn(raw, "at"),
  };
}

/** A delivered message with everything a test asks about it. */
export interface InboxMessage {
  messageId: string;
  chatId: string;
  appId: string;
  userId: string;
  openId: string;
  msgType: string;
  cardId: string | null;
  parentId: string | null;
  uuid: string | null;
  createdAt: number;
  updatedAt: number;
  edits: number;
  recalled: boolean;
  followUps: string[];
  title: { zh: string; en: string };
  summary: { zh: string; en: string };
  text: { zh: string; en: string };
  links: string[];
  mentions: string[];
  content: JsonObject;
}

export function inboxMessage(world: World, message: Message, app: App, user: User): InboxMessage {
  const zh = shownMessage(message, "zh");
  const en = shownMessage(message, "en");
  const {
    messageId,
    chatId,
    appId,
    userId,
    msgType,
    cardId,
    parentId,
    uuid,
    createdAt,
    updatedAt,
    edits,
    recalled,
    followUps,
  } = message;
  return {
    messageId,
    chatId,
    appId,
    userId,
    msgType,
    cardId,
    parentId,
    uuid,
    createdAt,
    updatedAt,
    edits,
    recalled,
    followUps,
    openId: openIdOf(world, app, user),
    title: { zh: zh.title, en: en.title },
    summary: { zh: zh.summary, en: en.summary },
    text: { zh: zh.text, en: en.text },
    links: zh.links,
    mentions: zh.mentions,
    content: message.content,
  };
}
