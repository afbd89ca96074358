import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { runSelfAction } from "@/lib/http/run-action";
import { endSession } from "@/lib/identity/commands/end-session";
import { clearSession } from "@/lib/identity/session";

/**
 * Signs out of the desk or the console in this browser, for the server actions of both. Only a session that is certainly
 * over loses its cookie; else the person would believe to be signed out.
 *
 * @throws AppError UNAVAILABLE `identity.sign_out_failed`.
 */
export async function signOut(door: "staff" | "console"): Promise<void> {
  const result = await runSelfAction(door, z.object({}), {}, endSession);
  if (!result.ok && result.error.code !== "UNAUTHENTICATED")
    throw new AppError("UNAVAILABLE", "identity.sign_out_failed");
  await clearSession(door);
}
