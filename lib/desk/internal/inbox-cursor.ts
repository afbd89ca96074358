import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";

const LAST_INSTANT = 8_640_000_000_000_000;
const position = z.tuple([
  z.literal("inbox"),
  z.int().min(0).max(LAST_INSTANT),
  z.int().min(0).max(4),
  z.int().min(-LAST_INSTANT).max(LAST_INSTANT),
  z.uuid(),
]);

/** Where a page ended: `at` is when the first was asked for, so that what is due next is the same on all of them. */
export type InboxPosition = { at: number; tier: number; key: number; groupId: string };

/** A cursor for the browser to hand back. It opens nothing; every page is authorized by itself. */
export function encodeInboxCursor({ at, tier, key, groupId }: InboxPosition): string {
  return Buffer.from(JSON.stringify(["inbox", at, tier, key, groupId])).toString("base64url");
}

/**
 * The position in a cursor.
 *
 * @throws AppError INVALID_INPUT `desk.cursor_malformed` for what this list did not give out.
 */
export function decodeInboxCursor(cursor: string): InboxPosition {
  const parsed = position.safeParse(jsonIn(cursor));
  if (!parsed.success) throw new AppError("INVALID_INPUT", "desk.cursor_malformed");
  const [, at, tier, key, groupId] = parsed.data;
  return { at, tier, key, groupId };
}

function jsonIn(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
