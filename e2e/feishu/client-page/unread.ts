import type { App, Message, User } from "../state/model";
import type { World } from "../state/world";

const keyOf = (app: App, user: User) => `${app.appId}:${user.userId}`;

/** What a bot sent this person, oldest first. */
export function messagesOf(world: World, app: App, user: User): Message[] {
  return [...world.messages.values()].filter(
    (message) => message.userId === user.userId && message.appId === app.appId,
  );
}

/** Those of them that arrived since the chat was last open. */
export function unreadOf(world: World, app: App, user: User): Message[] {
  return messagesOf(world, app, user).slice(world.read.get(keyOf(app, user)) ?? 0);
}

/** The chat is open in front of the person. */
export function markRead(world: World, app: App, user: User): void {
  world.read.set(keyOf(app, user), messagesOf(world, app, user).length);
}
