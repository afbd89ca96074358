import { randomBytes } from "node:crypto";
import type { StaffActor } from "@/lib/actor/actor";
import { currentTime } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { createMacroInput } from "@/lib/desk/browser/macros";
import { createMacro } from "@/lib/desk/commands/create-macro";
import { sendMessage } from "@/lib/messages/commands/send-message";

/** What the service team has of a customer for itself: a macro of the TAM's own, and a note on the ticket. */
export type ServiceOwn = { macroId: string; macroName: string; noteId: string; note: string };

/** Makes them, with words nobody else's can have. */
export async function serviceOwn(ticketId: string, tam: StaffActor): Promise<ServiceOwn> {
  const [macroName, note] = [1, 2].map(() => `confidential ${randomBytes(8).toString("hex")}`) as [
    string,
    string,
  ];
  const form = { name: macroName, body: macroName, forTeam: false };
  const { id: macroId } = await createMacro(tam, createMacroInput.parse(form), { now: currentTime() });
  const { internalGroupId: groupId } = await prisma().ticket.findUniqueOrThrow({ where: { id: ticketId } });
  const { id: noteId } = await sendMessage(tam, { groupId, clientId: newId(), body: note });
  return { macroId, macroName, noteId, note };
}
