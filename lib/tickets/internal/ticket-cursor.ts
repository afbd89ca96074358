import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";

/** A cursor for the browser to hand back: where a page ended. It opens nothing; every page is authorized by itself. */
export function encodeCursor(position: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/**
 * The position in a cursor.
 *
 * @throws AppError INVALID_INPUT `tickets.cursor_malformed` for what this list did not give out.
 */
export function decodeCursor<Schema extends z.ZodType>(cursor: string, position: Schema): z.output<Schema> {
  const parsed = position.safeParse(jsonIn(cursor));
  if (!parsed.success) throw new AppError("INVALID_INPUT", "tickets.cursor_malformed");
  return parsed.data;
}

function jsonIn(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

/** An instant in a cursor: milliseconds, within what PostgreSQL and JavaScript both know; null is never. */
export const instantInCursor = z.int().min(0).max(8_640_000_000_000_000).nullable();

/** What an instant of a cursor is to PostgreSQL. */
export function instantSql(milliseconds: number | null): string {
  return milliseconds === null ? "infinity" : new Date(milliseconds).toISOString();
}
