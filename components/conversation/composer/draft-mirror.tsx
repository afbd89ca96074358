import type { Draft } from "@/components/conversation/composer/draft";
import { classNames } from "@/components/ui/class-names";

/** Lies under the text box: gives it its height and colours the names that are mentions. */
export function DraftMirror({ draft, className }: { draft: Draft; className: string }) {
  const pieces = draft.mentions.map((mention, index) => ({
    before: draft.text.slice(draft.mentions[index - 1]?.end ?? 0, mention.start),
    name: draft.text.slice(mention.start, mention.end),
    key: mention.start,
    isSilent: mention.isSilent === true,
  }));
  return (
    <div aria-hidden="true" className={className}>
      {pieces.map(({ before, name, key, isSilent }) => (
        <span key={key}>
          {before}
          <mark
            className={classNames("rounded-sm text-transparent", isSilent ? "bg-hover" : "bg-accent-soft")}
          >
            {name}
          </mark>
        </span>
      ))}
      {draft.text.slice(draft.mentions.at(-1)?.end ?? 0)}
      {/* A last line break has height only when something follows it. */}
      {"\u200B"}
    </div>
  );
}
