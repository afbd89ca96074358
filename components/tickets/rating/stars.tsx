"use client";

import { Star } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { classNames } from "@/components/ui/class-names";

const scores = [1, 2, 3, 4, 5] as const;

/** One to five stars. */
export function Stars({ score, onScore }: { score: number; onScore: (score: number) => void }) {
  const t = useTranslations("tickets.rating");
  const name = useId();
  return (
    <fieldset className="flex items-center gap-3">
      <legend className="float-left pr-3 font-medium">{t("question")}</legend>
      <div className="flex">
        {scores.map((one) => (
          <label
            key={one}
            title={t("stars", { count: one })}
            className="inline-flex size-8 cursor-pointer items-center justify-center rounded-md hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:size-10"
          >
            <input
              type="radio"
              name={name}
              aria-label={t("stars", { count: one })}
              checked={score === one}
              onChange={() => onScore(one)}
              className="sr-only"
            />
            <Star
              aria-hidden="true"
              className={classNames(
                "size-5",
                one <= score ? "fill-[#e0a100] text-[#e0a100]" : "text-line-strong",
              )}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
