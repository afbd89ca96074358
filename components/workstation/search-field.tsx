"use client";

import { useEffect, useRef, useState } from "react";
import { TextField } from "@/components/ui/text-field";
import { SEARCH_LIMIT } from "@/lib/tickets/browser/ticket-lists";

/** A question goes out when nothing has been typed for so long. */
const PAUSE = 300;

type SearchFieldProps = {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
};

/** Words to look for; asked for when typing pauses. What the address says later (back, clear) replaces them. */
export function SearchField({ label, placeholder, value, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  });
  if (shown !== value) {
    setShown(value);
    if (value !== typed.trim()) setTyped(value);
  }

  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const timer = setTimeout(() => change.current(typed.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [typed, value]);

  return (
    <TextField
      type="search"
      label={label}
      placeholder={placeholder}
      autoComplete="off"
      maxLength={SEARCH_LIMIT}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
