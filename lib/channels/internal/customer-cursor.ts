import { z } from "zod";
import type { CustomerPosition } from "@/lib/channels/internal/customer-list-sql";

const positionSchema = z.tuple([
  z.int().min(0).max(2),
  z.string().refine((name) => !name.includes("\0")),
  z.uuid(),
]);

/** A position as a page's address carries it. */
export function cursorOf({ rank, name, id }: CustomerPosition): string {
  return Buffer.from(JSON.stringify([rank, name, id])).toString("base64url");
}

/** The position a cursor stands for; null, and so the first page, for what is none. */
export function positionOf(cursor: string | undefined): CustomerPosition | null {
  if (cursor === undefined) return null;
  try {
    const [rank, name, id] = positionSchema.parse(
      JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")),
    );
    return { rank, name, id };
  } catch {
    // Cut off or made up: whoever follows it begins at the beginning.
    return null;
  }
}
