"use client";

import { useFormatter } from "use-intl";

const steps = [
  { bytes: 1_024 * 1_024, unit: "megabyte", digits: 1, words: "short" },
  { bytes: 1_024, unit: "kilobyte", digits: 0, words: "short" },
  { bytes: 1, unit: "byte", digits: 0, words: "long" },
] as const;

/** How large a file is, in the reader's words: "2.3 MB". */
export function useFileSize(): (bytes: number) => string {
  const format = useFormatter();
  return (bytes) => {
    const step = steps.find((one) => bytes >= one.bytes) ?? steps[2];
    return format.number(bytes / step.bytes, {
      style: "unit",
      unit: step.unit,
      unitDisplay: step.words,
      maximumFractionDigits: step.digits,
    });
  };
}
