import { z } from "zod";
import { durations } from "@/lib/config/durations";
import type { AttachmentView } from "@/lib/messages/contract";

const keptSchema = z.array(
  z.object({
    view: z.object({ id: z.string(), name: z.string(), mediaType: z.string(), size: z.number() }),
    uploadedAt: z.number(),
  }),
);

/** An uploaded file, and when that was: the server keeps it for a day. */
export type KeptDraft = z.output<typeof keptSchema>[number];

/** Where a page keeps its uploaded files across reloads. */
export type DraftKeeper = { read: () => KeptDraft[]; write: (drafts: readonly KeptDraft[]) => void };

/** A keeper in the browser's storage under this name; what the server has deleted by now is not read. */
export function keeperIn(
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">,
  name: string,
): DraftKeeper {
  return {
    read: () => {
      try {
        const oldest = Date.now() - durations.attachmentDraft;
        return keptSchema
          .parse(JSON.parse(storage.getItem(name) ?? "[]"))
          .filter((one) => one.uploadedAt > oldest);
      } catch {
        // Storage can be forbidden or hold what an older version wrote: then nothing was kept.
        return [];
      }
    },
    write: (drafts) => {
      try {
        if (drafts.length === 0) storage.removeItem(name);
        else storage.setItem(name, JSON.stringify(drafts));
      } catch {
        // Full or forbidden: the files live as long as the page.
      }
    },
  };
}

/** `view` as kept from now on. */
export function keptNow(view: AttachmentView): KeptDraft {
  return { view, uploadedAt: Date.now() };
}
