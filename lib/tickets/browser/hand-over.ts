import { z } from "zod";

// The contract of handing one's tickets over at the end of a shift. Both ends read it.

/** Longest note of a hand-over, in characters. */
export const HAND_OVER_NOTE_LIMIT = 4_000;
/** Most tickets handed over at a time. */
export const HAND_OVER_LIMIT = 100;

/** Which of one's own tickets, in the version its author saw; to whom (null: to who is on duty for each one's product); and what they must know. */
export const handOverTicketsInput = z.object({
  tickets: z
    .array(z.object({ ticketId: z.uuid(), version: z.number().int().positive() }))
    .min(1, "tickets.nothing_to_hand_over")
    .max(HAND_OVER_LIMIT, "tickets.too_many_to_hand_over"),
  personId: z.uuid().nullable(),
  note: z
    .string()
    .trim()
    .min(1, "tickets.hand_over_note_missing")
    .max(HAND_OVER_NOTE_LIMIT, "tickets.hand_over_note_too_long")
    .refine((note) => !note.includes("\0") && note.isWellFormed(), "tickets.not_text"),
});
export type HandOverTicketsInput = z.output<typeof handOverTicketsInput>;

/** What became of one ticket: `refusal` is null where it was handed over; `assignee` is who has it now, as far as the reader may know. */
export type HandOverOutcome = {
  ticketId: string;
  assignee: { personId: string; name: string } | null;
  refusal: { reason: string; details: Record<string, string | number> } | null;
};
export type HandOverView = { tickets: readonly HandOverOutcome[] };
