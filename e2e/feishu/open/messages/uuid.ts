import { characters } from "../../state/json";
import type { Message } from "../../state/model";
import { type World, nowOf } from "../../state/world";
import type { TenantCall } from "../open-route";
import { fieldViolation, Refusal } from "../refusal";

const WINDOW_MS = 3600 * 1000;
const MAX_LENGTH = 50;

const beingSent = () => new Refusal(400, 230049, "The message is being sent.");

export function readUuid(call: TenantCall): string | null {
  const { uuid } = call.body;
  if (uuid === undefined || uuid === null || uuid === "") return null;
  if (typeof uuid !== "string" || characters(uuid).length > MAX_LENGTH)
    throw fieldViolation("uuid", uuid, "the max length is 50");
  return uuid;
}

/** The message an earlier call with this uuid made within the hour, if it did. */
export function sentBefore(call: TenantCall, uuid: string | null): Message | undefined {
  if (uuid === null) return undefined;
  const { world } = call;
  const key = `${call.app.appId}:${uuid}`;
  const used = world.uuids.get(key);
  if (!used) return undefined;
  if (used.messageId === null) throw beingSent();
  if (used.at + WINDOW_MS <= nowOf(world)) {
    world.uuids.delete(key);
    return undefined;
  }
  if (world.quirks.uuidRepeat === "230049") throw beingSent();
  return world.messages.get(used.messageId);
}

/** Holds the uuid while the message is made; a failure frees it again. */
export async function holding<T extends Message>(
  world: World,
  key: string | null,
  send: () => Promise<T>,
): Promise<T> {
  if (key !== null) world.uuids.set(key, { messageId: null, at: nowOf(world) });
  try {
    const message = await send();
    if (key !== null) world.uuids.set(key, { messageId: message.messageId, at: nowOf(world) });
    return message;
  } catch (error) {
    if (key !== null) world.uuids.delete(key);
    throw error;
  }
}
