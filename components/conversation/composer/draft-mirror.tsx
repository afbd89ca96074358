import type { Draft } from "@/components/conversation/composer/draft";

/** Lies under the text box: gives it its height and colours the names that are mentions. */
export function DraftMirror({ draft, className }: { draft: Draft; className: string }) {
  const pieces = draft.mentions.map((mention, index) => ({
    before: draft.text.slice(draft.mentions[index - 1]?.end ?? 0, mention.start),
    name: draft.text.slice(mention.start, mention.end),
    key: mention.start,
  }));
  return (
    <div aria-hidden="true" className={className}>
      {pieces.map(({ before, name, key }) => (
        <span key={key}>
          {before}
          <mark className="rounded-sm bg-accent-soft text-transparent">{name}</mark>
        </span>
      ))}
      {draft.text.slice(draft.mentions.at(-1)?.end ?? 0)}
      {/* A last line break has height only when something follows it. */}
      {"\u200B"}
    </div>
  );
}
