"use client";

import { memo, type ReactNode } from "react";
import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { CodeBlock } from "@/components/conversation/markdown/code-block";
import { MentionChip } from "@/components/conversation/markdown/mention-chip";
import { PlainBody } from "@/components/conversation/markdown/plain-body";
import { remarkChat } from "@/components/conversation/markdown/remark-chat";
import { safeUrl } from "@/components/conversation/markdown/safe-url";
import { isTooCostly } from "@/components/conversation/markdown/too-costly";
import { throughOwnDoor } from "@/components/conversation/moves/message-link";
import { usePeople } from "@/components/conversation/people-context";
import { useHydrated } from "@/components/ui/use-hydrated";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { withMentionNames } from "@/lib/messages/contract";

const plugins = [remarkGfm, remarkChat];

const headingStyle = "mt-2 mb-1 font-semibold first:mt-0";

/** Headings inside a message are bold lines: the page's outline is not theirs to change. */
const heading = ({ children }: { children?: ReactNode }) => (
  <p dir="auto" className={headingStyle}>
    {children}
  </p>
);

const components: Components = {
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  p: ({ children }) => (
    <p dir="auto" className="my-1 first:mt-0 last:mb-0">
      {children}
    </p>
  ),
  a: ({ href, children }) =>
    href ? <MessageAnchor href={href}>{children}</MessageAnchor> : <span>{children}</span>,
  span: ({ node }) => (
    <MentionChip
      id={String(node?.properties["dataMention"] ?? "")}
      isSilent={node?.properties["dataSilent"] === true}
    />
  ),
  code: ({ className, children }) => (
    <code
      className={
        className || (typeof children === "string" && children.endsWith("\n"))
          ? undefined
          : "rounded-sm border bg-code px-1 font-mono text-[0.9em] [overflow-wrap:anywhere]"
      }
    >
      <CodeText>{children}</CodeText>
    </code>
  ),
  pre: ({ children }) => <CodeBlock>{children}</CodeBlock>,
  ul: ({ children }) => <ul className="my-1 list-disc space-y-0.5 pl-5">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="my-1 list-decimal space-y-0.5 pl-6">
      {children}
    </ol>
  ),
  li: ({ children, className }) => (
    <li dir="auto" className={className === "task-list-item" ? "-ml-5 list-none" : undefined}>
      {children}
    </li>
  ),
  input: ({ checked }) => <TaskMark checked={checked === true} />,
  blockquote: ({ children }) => (
    <blockquote className="my-1 border-l-2 border-line-strong pl-3 text-ink-muted">{children}</blockquote>
  ),
  hr: () => <hr className="my-2" />,
  table: ({ children }) => <TableFrame>{children}</TableFrame>,
  th: ({ children }) => <th className="border bg-sunken px-2 py-1 text-left font-semibold">{children}</th>,
  td: ({ children }) => <td className="border px-2 py-1 align-top">{children}</td>,
};

/** A link somebody wrote; one to our own conversations leads through the reader's door. */
function MessageAnchor({ href, children }: { href: string; children?: ReactNode }) {
  const door = useDoor();
  const isHydrated = useHydrated();
  const address = isHydrated ? throughOwnDoor(href, door, window.location.origin) : href;
  return (
    <a
      href={address}
      title={address}
      target="_blank"
      rel="noopener noreferrer nofollow ugc"
      className="text-accent-ink [unicode-bidi:isolate] underline decoration-1 underline-offset-2 [overflow-wrap:anywhere]"
    >
      {children}
    </a>
  );
}

function CodeText({ children }: { children?: ReactNode }) {
  const { members } = usePeople();
  const t = useTranslations("conversation");
  if (typeof children !== "string") return children;
  return withMentionNames(children, (id) =>
    id === "all" ? t("everyone") : (members.get(id)?.name ?? t("unknownPerson")),
  );
}

function TaskMark({ checked }: { checked: boolean }) {
  const t = useTranslations("conversation");
  return (
    <>
      <span aria-hidden="true" className="mr-1.5">
        {checked ? "☑" : "☐"}
      </span>
      <VisuallyHidden>{t(checked ? "taskDone" : "taskOpen")} </VisuallyHidden>
    </>
  );
}

function TableFrame({ children }: { children?: ReactNode }) {
  const t = useTranslations("conversation");
  return (
    <section
      aria-label={t("table")}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className="my-1 max-w-full overflow-x-auto"
    >
      <table className="border-collapse text-sm">{children}</table>
    </section>
  );
}

/** A message's text as people read it: Markdown without HTML, without pictures, and with names for mentions. */
export const MessageMarkdown = memo(function MessageMarkdown({ body }: { body: string }) {
  if (isTooCostly(body)) return <PlainBody body={body} />;
  return (
    <Markdown remarkPlugins={plugins} components={components} urlTransform={(url) => safeUrl(url)}>
      {body}
    </Markdown>
  );
});
