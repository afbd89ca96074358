import type { Link, Nodes, Parent, PhrasingContent, Root, RootContent } from "mdast";
import { type MentionPart, mentionParts } from "@/components/conversation/mention-parts";
import { withoutOverrides } from "@/components/conversation/markdown/safe-url";

/** Where an address typed into Chinese text ends: "见https://example.com，谢谢" has no space. */
const CJK = /[\u2018-\u201D\u3000-\u303F\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]/u;

/**
 * Makes Markdown read as chat: a new line is a new line, mention tokens become elements, HTML is shown as the text it is,
 * and pictures become links, since nothing outside may be loaded into a conversation.
 */
export function remarkChat() {
  return (tree: Root) => rewrite(tree, false);
}

type Place = { parent: Parent; insideLink: boolean };
type Rewriters = {
  [T in RootContent["type"]]?: (node: Extract<RootContent, { type: T }>, place: Place) => Nodes[];
};

const rewriters: Rewriters = {
  text: (node) => textNodes(node.value),
  html: (node, { parent }) =>
    isBlock(parent) ? [{ type: "paragraph", children: textNodes(node.value) }] : textNodes(node.value),
  image: (node, { insideLink }) => {
    const label = pictureLabel(node.alt);
    return insideLink ? [label] : [{ type: "link", url: node.url, children: [label] }];
  },
  imageReference: (node) => [pictureLabel(node.alt)],
  link: (node) => linkNodes(node),
  inlineCode: (node) => [{ ...node, value: withoutOverrides(node.value) }],
  code: (node) => [{ ...node, value: withoutOverrides(node.value) }],
  // A conversation has no foot: a note stays where it was written.
  footnoteReference: (node) => [{ type: "text", value: `[^${node.identifier}]` }],
  footnoteDefinition: (node, { insideLink }) => {
    rewrite(node, insideLink);
    return [
      { type: "paragraph", children: [{ type: "text", value: `[^${node.identifier}]:` }] },
      ...node.children,
    ];
  },
};

function rewrite(parent: Parent, insideLink: boolean): void {
  parent.children = parent.children.flatMap((node) => {
    const rewriter = rewriters[node.type] as ((node: RootContent, place: Place) => Nodes[]) | undefined;
    if (rewriter) return rewriter(node, { parent, insideLink });
    if ("children" in node) rewrite(node, insideLink);
    return [node];
  }) as RootContent[];
}

const pictureLabel = (alt: string | null | undefined): PhrasingContent => ({
  type: "text",
  value: withoutOverrides(alt || "image"),
});

const isBlock = (parent: Parent) =>
  parent.type === "root" || parent.type === "blockquote" || parent.type === "listItem";

function linkNodes(link: Link): PhrasingContent[] {
  const [only] = link.children;
  const isTyped = link.children.length === 1 && only?.type === "text" && link.url.endsWith(only.value);
  const cut = isTyped ? only.value.search(CJK) : -1;
  if (isTyped && cut > 0) {
    const surplus = only.value.length - cut;
    const shorter: Link = {
      ...link,
      url: link.url.slice(0, link.url.length - surplus),
      children: [{ type: "text", value: only.value.slice(0, cut) }],
    };
    return [shorter, ...textNodes(only.value.slice(cut))];
  }
  rewrite(link, true);
  return [link];
}

function textNodes(value: string): PhrasingContent[] {
  return mentionParts(withoutOverrides(value)).flatMap((part) =>
    typeof part === "string" ? lines(part) : [mention(part)],
  );
}

/** An element that no Markdown makes by itself: the renderer turns it into a chip. */
function mention({ mention: id, isSilent }: MentionPart): PhrasingContent {
  return {
    type: "emphasis",
    children: [],
    data: { hName: "span", hProperties: { dataMention: id, ...(isSilent && { dataSilent: true }) } },
  };
}

function lines(text: string): PhrasingContent[] {
  return text
    .split("\n")
    .flatMap((line, index): PhrasingContent[] => [
      ...(index > 0 ? [{ type: "break" } as const] : []),
      ...(line === "" ? [] : [{ type: "text", value: line } as const]),
    ]);
}
