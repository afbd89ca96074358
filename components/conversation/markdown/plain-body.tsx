"use client";

import { useTranslations } from "use-intl";
import { withoutOverrides } from "@/components/conversation/markdown/safe-url";
import { usePeople } from "@/components/conversation/people-context";
import { withMentionNames } from "@/lib/messages/contract";

/** A message's text without its Markdown, for what cannot be parsed. */
export function PlainBody({ body }: { body: string }) {
  const t = useTranslations("conversation");
  const { members } = usePeople();
  const text = withMentionNames(body, (id) =>
    id === "all" ? t("everyone") : (members.get(id)?.name ?? t("unknownPerson")),
  );
  return (
    <p dir="auto" className="whitespace-pre-wrap">
      {withoutOverrides(text)}
    </p>
  );
}
