import { randomBytes } from "node:crypto";
import type { PersonActor } from "@/lib/actor/actor";
import { currentTime } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { editMessage } from "@/lib/messages/commands/edit-message";
import { sendMessage } from "@/lib/messages/commands/send-message";

/** Each of them says something nobody else can have said, to the one who spoke before. */
export async function aConversation(groupId: string, speakers: PersonActor[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, speaker] of speakers.entries()) {
    const said = () =>
      `confidential ${randomBytes(8).toString("hex")} <@${speakers.at(index - 1)?.personId}>`;
    const { id } = await sendMessage(speaker, { groupId, clientId: newId(), body: said() });
    ids.push(id);
    // The first has a past to be told of.
    const edit = { groupId, messageId: id, version: 1, body: said() };
    if (index === 0) await editMessage(speaker, edit, { now: currentTime() });
  }
  return ids;
}
