import { environment } from "@/lib/config/environment";

/**
 * What a connection is told when it is opened, once and for all: to speak UTC, because Prisma sends times without a zone,
 * and to work as the application's role, which may do less than who signs in.
 */
export function connectionOptions(): string {
  const { DATABASE_ROLE: role } = environment();
  return role === undefined ? "-c TimeZone=UTC" : `-c TimeZone=UTC -c role=${role}`;
}
