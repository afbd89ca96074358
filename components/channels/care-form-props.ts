import type { ServedChannelView } from "@/lib/channels/contract";
import type { Refusal } from "@/lib/errors/result";

/** What caring for a channel needs to know of it. */
export type CaredForChannel = Pick<ServedChannelView, "id" | "appId" | "organizationName" | "secretEnding">;

/** What a form of a channel's care is told by who submits it. */
export type CareFormProps = {
  channel: CaredForChannel;
  run: (form: FormData) => void;
  isPending: boolean;
  refusal: Refusal | null;
};
