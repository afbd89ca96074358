"use client";

import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { useLocale } from "use-intl";
import { matching } from "@/components/desk/macros/macro-search";
import { fillMacro, type MacroValues, macroVariables } from "@/lib/desk/browser/macro-text";
import {
  type MacroView,
  macrosKey,
  macroValuesKey,
  readMacros,
  readMacroValues,
} from "@/lib/desk/browser/macros";

const nothing: readonly MacroView[] = [];
// Nothing is known: every place stays open.
const noValues = Object.fromEntries(macroVariables.map((name) => [name, null])) as MacroValues;

type ChoiceInput = { groupId: string; query: string; onPick: (text: string) => void };

/** The macros a query finds, which of them is active, and what choosing one inserts in this conversation. */
export function useMacroChoice({ groupId, query, onPick }: ChoiceInput) {
  const locale = useLocale() === "en" ? "en" : "zh-CN";
  const macros = useQuery({ queryKey: macrosKey, queryFn: readMacros });
  const filling = useQuery({
    queryKey: macroValuesKey(groupId, locale),
    queryFn: () => readMacroValues(groupId, locale),
    // What was promised a minute ago may be promised anew.
    staleTime: 0,
  });
  const [active, setActive] = useState({ query, index: 0 });
  const found = matching(macros.data ?? nothing, query);
  // What was typed since counts: the best match is the active one until the person moves.
  const index = active.query === query ? Math.min(active.index, Math.max(0, found.length - 1)) : 0;
  const isReady = macros.isSuccess && !filling.isPending;
  const values = filling.data ?? noValues;

  function pick(macro: MacroView | undefined) {
    if (macro && isReady) onPick(fillMacro(macro.body, values));
  }

  function handleKey(event: KeyboardEvent) {
    // 229 is what Safari reports for the Enter that ends a composition.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = moves[event.key];
    if (step === undefined && event.key !== "Enter") return;
    event.preventDefault();
    if (step === undefined) pick(found[index]);
    else if (found.length > 0) setActive({ query, index: (index + step + found.length) % found.length });
  }

  return {
    found,
    index,
    chosen: found[index],
    values,
    isReady,
    hasFailed: macros.isError,
    lacksValues: filling.isError,
    pick,
    handleKey,
    handleHover: (at: number) => setActive({ query, index: at }),
  };
}
