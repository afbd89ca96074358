"use client";

import { useSyncExternalStore } from "react";
import { useDoor } from "@/components/app-shell/door-provider";
import { type PersonDoor, routesOf } from "@/lib/errors/browser/read-view";
import { type FileDraft, FileDrafts, type FileProblem } from "@/lib/messages/browser/file-drafts";
import { type DraftKeeper, keeperIn } from "@/lib/messages/browser/kept-drafts";
import { discardFile, uploadFile } from "@/lib/messages/browser/upload-file";
import type { AttachmentView } from "@/lib/messages/contract";

type AttachmentsOf = {
  /** The group the files are uploaded to: where the message will be, or the main group of a new ticket. */
  uploadTo: string;
  /** The name under which this form's files are kept on this device, such as `message.{me}.{groupId}`. */
  keepAs: string;
};

/** The files of a form: what to draw, and what can be done. */
export type Attachments = {
  items: readonly FileDraft[];
  /** Those that have arrived: their ids go with the form. */
  ready: readonly AttachmentView[];
  /** Whether all have arrived: before that the form should not be sent. */
  isSettled: boolean;
  /** Why some were not even added. */
  problem: FileProblem | null;
  add: (files: Iterable<File>) => void;
  /** Stops an upload, or gives up a file that has arrived. */
  remove: (key: string) => void;
  retry: (key: string) => void;
  /** The files that have arrived, once the form is sent: they are its own from now on. */
  take: () => AttachmentView[];
};

const nothing: readonly FileDraft[] = [];
const forgetful: DraftKeeper = { read: () => [], write: () => undefined };
/** Uploads go on while another group or pane is looked at. */
const formsOfPage = new Map<string, FileDrafts>();

function draftsOf(door: PersonDoor, { uploadTo, keepAs }: AttachmentsOf): FileDrafts {
  const known = formsOfPage.get(keepAs);
  if (known) return known;
  const routes = routesOf(door);
  const made = new FileDrafts({
    upload: (file, watch) => uploadFile(`${routes}/groups/${uploadTo}/attachments`, file, watch),
    discard: (id) => void discardFile(`${routes}/attachments/${id}`),
    keeper:
      typeof window === "undefined" ? forgetful : keeperIn(window.localStorage, `ailink.files.${keepAs}`),
  });
  if (typeof window !== "undefined") formsOfPage.set(keepAs, made);
  return made;
}

/** The files of a form without being drawn anew when they change: for who hands them on. */
export function useFileDrafts(of: AttachmentsOf): FileDrafts {
  return draftsOf(useDoor(), of);
}

/**
 * Files for a message or a form: uploaded as soon as they are added, kept across reloads for a day, at most 20. Draw them
 * with `FileDraftList`, add with `AttachButton`, `useFileDrop` and `filesIn`; send `ready` once `isSettled`, then `take`.
 */
export function useAttachments(of: AttachmentsOf): Attachments {
  const drafts = useFileDrafts(of);
  const subscribe = (changed: () => void) => drafts.subscribe(changed);
  const items = useSyncExternalStore(
    subscribe,
    () => drafts.drafts(),
    () => nothing,
  );
  const problem = useSyncExternalStore(
    subscribe,
    () => drafts.problem(),
    () => null,
  );
  return {
    items,
    ready: items.flatMap(({ attachment }) => attachment ?? []),
    isSettled: items.every(({ state }) => state === "ready"),
    problem,
    add: (files) => drafts.add(files),
    remove: (key) => drafts.remove(key),
    retry: (key) => drafts.retry(key),
    take: () => drafts.take(),
  };
}
