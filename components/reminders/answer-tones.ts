import type { Tone } from "@/components/ui/tone";
import type { ReminderAnswer } from "@/lib/tickets/contract";

/** How good the news is of what became of a press. */
export const answerTones: Record<ReminderAnswer, Tone> = {
  told: "success",
  repeated: "success",
  joined: "success",
  already: "accent",
  kept: "accent",
  unheard: "warning",
  not_sent: "warning",
  outdated: "accent",
};
