import { withMentionNames } from "@/lib/messages/contract";

/** So many messages can be quoted at once. */
export const QUOTED_LIMIT = 20;

type Quoted = {
  senderId: string | null;
  body: string;
  createdAt: string;
  attachments: readonly { name: string }[];
};

type Reader = {
  nameOf: (personIdOrAll: string) => string;
  timeOf: (instant: string) => string;
  /** What stands for a file. */
  fileText: (name: string) => string;
};

/** Messages as the text of a ticket: who said it and when, then the words as a Markdown quotation, mentions as names. */
export function quoteMessages(messages: readonly Quoted[], { nameOf, timeOf, fileText }: Reader): string {
  return messages
    .map(({ senderId, body, createdAt, attachments }) => {
      const said = [withMentionNames(body, nameOf), ...attachments.map(({ name }) => fileText(name))]
        .filter((text) => text.trim() !== "")
        .join("\n");
      const quoted = said.split("\n").map((line) => (line === "" ? ">" : `> ${line}`));
      return `**${plain(nameOf(senderId ?? ""))}** ${timeOf(createdAt)}\n${quoted.join("\n")}`;
    })
    .join("\n\n");
}

/** A name is no Markdown. */
const plain = (name: string): string => name.replace(/[\\*_`[\]<>]/g, String.raw`\$&`);
