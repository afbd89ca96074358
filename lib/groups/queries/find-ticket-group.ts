import { z } from "zod";
import type { StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { staffScope } from "@/lib/groups/policy";

/** A ticket's number as somebody types it. */
export const ticketNumberInput = z
  .string()
  .trim()
  .regex(/^#?\s*\d{1,9}$/)
  .transform((text) => Number(text.replace(/\D/g, "")));

/** The group of the ticket with this number, for auditors, who read them all; null for others and where there is none. */
export async function findTicketGroup(actor: StaffActor, number: number): Promise<string | null> {
  if (!staffScope(actor.roles).audits) return null;
  const group = await prisma().group.findFirst({ where: { ticket: { number } }, select: { id: true } });
  return group?.id ?? null;
}
