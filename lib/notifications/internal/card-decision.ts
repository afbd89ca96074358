import type { CardForm } from "@/lib/db/generated/enums";
import type { CardRecipient } from "@/lib/notifications/internal/card-recipient";

/** A card under way: claimed in the database, and now to be sent. */
export type ClaimedCard = {
  /** Also the uuid given to Feishu. */
  id: string;
  attempt: number;
  form: CardForm;
  createdAt: Date;
  recipient: CardRecipient;
};

/** What is to be done for a person now: send this card, look once more, or nothing until they are woken. */
export type CardDecision = { do: "send"; card: ClaimedCard } | { do: "look_again" } | { do: "nothing" };
