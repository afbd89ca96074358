"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, useTransition } from "react";
import {
  createSavedViewAction,
  deleteSavedViewAction,
  orderSavedViewsAction,
  renameSavedViewAction,
  updateSavedViewAction,
} from "@/lib/desk/actions";
import { inboxKeys, readSavedViews } from "@/lib/desk/browser/inbox-queries";
import type { InboxFilter, SavedViewView } from "@/lib/desk/contract";
import type { Refusal, Result } from "@/lib/errors/result";

const noAnswer: Refusal = { code: "UNAVAILABLE", reason: "common.unreachable", details: {}, requestId: "–" };
const none: readonly SavedViewView[] = [];

/** The reader's own views, and what can be done with them; a refusal stays until the next attempt. */
export function useSavedViews() {
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: inboxKeys.views, queryFn: readSavedViews });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, startTransition] = useTransition();
  const views = data ?? none;

  function attempt<View>(action: () => Promise<Result<View>>, onDone?: (value: View) => void): void {
    startTransition(async () => {
      const result = await action().catch(() => null);
      await queries.invalidateQueries({ queryKey: inboxKeys.views });
      setRefusal(result?.ok === true ? null : (result?.error ?? noAnswer));
      if (result?.ok) onDone?.(result.value);
    });
  }

  return {
    views,
    /** Before that an address may name a view that is not known yet. */
    isLoaded: data !== undefined,
    refusal,
    isPending,
    forget: () => setRefusal(null),
    create: (name: string, filter: InboxFilter, onDone: (view: SavedViewView) => void) =>
      attempt(() => createSavedViewAction({ name, filter }), onDone),
    rename: (viewId: string, name: string, onDone: () => void) =>
      attempt(() => renameSavedViewAction({ viewId, name }), onDone),
    update: (viewId: string, filter: InboxFilter, onDone: (view: SavedViewView) => void) =>
      attempt(() => updateSavedViewAction({ viewId, filter }), onDone),
    remove: (viewId: string) => attempt(() => deleteSavedViewAction({ viewId })),
    /** One place up or down. */
    shift: (viewId: string, step: 1 | -1) => {
      const ids = views.map(({ id }) => id);
      const from = ids.indexOf(viewId);
      const other = ids[from + step];
      if (other === undefined) return;
      const viewIds = ids.with(from, other).with(from + step, viewId);
      attempt(() => orderSavedViewsAction({ viewIds }));
    },
  };
}

export type SavedViews = ReturnType<typeof useSavedViews>;
