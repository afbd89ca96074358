import { beforeEach, describe, expect, it } from "vitest";
import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { reactToMessage } from "@/lib/messages/commands/react-to-message";
import { recallMessage } from "@/lib/messages/commands/recall-message";
import { REACTIONS, reactToMessageInput } from "@/lib/messages/contract";
import { listEvents } from "@/lib/messages/queries/list-events";
import {
  aConversation,
  aCustomer,
  anEmployee,
  archive,
  isWithoutHoles,
  logOf,
} from "@/lib/testing/conversation-world";
import { asRead, said, stateOfMessages } from "@/lib/testing/message-moves";

let employee: EmployeeActor;
let engineer: StaffActor;
let groupId: string;
let id: { groupId: string; messageId: string };

beforeEach(async () => {
  ({ employee, engineer, groupId } = await aConversation());
  id = await said(employee, groupId, "shall we?");
});

const at = (milliseconds = 0) => ({ now: new Date(Date.now() + milliseconds) });

describe("a reaction", () => {
  it("is each person's once per emoji, and is taken away again", async () => {
    await reactToMessage(engineer, { ...id, emoji: "👍", on: true }, at());
    await reactToMessage(employee, { ...id, emoji: "🎉", on: true }, at(1));
    await reactToMessage(employee, { ...id, emoji: "👍", on: true }, at(2));
    expect((await asRead(employee, id))?.reactions).toEqual([
      { emoji: "👍", personIds: [engineer.personId, employee.personId] },
      { emoji: "🎉", personIds: [employee.personId] },
    ]);

    await reactToMessage(engineer, { ...id, emoji: "👍", on: false }, at());
    await reactToMessage(employee, { ...id, emoji: "👍", on: false }, at());
    expect((await asRead(employee, id))?.reactions).toEqual([
      { emoji: "🎉", personIds: [employee.personId] },
    ]);
    await reactToMessage(employee, { ...id, emoji: "🎉", on: false }, at());
    expect(await asRead(employee, id)).not.toHaveProperty("reactions");
    expect(await isWithoutHoles(groupId)).toBe(true);
  });

  it("that holds already is no event, whoever says it at once", async () => {
    const log = await logOf(groupId);

    await Promise.all(
      Array.from({ length: 6 }, () => reactToMessage(engineer, { ...id, emoji: "👍", on: true }, at())),
    );
    await reactToMessage(engineer, { ...id, emoji: "🙏", on: false }, at());

    expect((await logOf(groupId)).slice(log.length).map(({ type }) => type)).toEqual(["message.reacted"]);
  });

  it("is told once in a stretch of the log, as the message is now", async () => {
    const { sequence } = await listEvents(engineer, { groupId, after: 0 });
    for (const emoji of REACTIONS) await reactToMessage(engineer, { ...id, emoji, on: true }, at());

    const { frame } = await listEvents(employee, { groupId, after: sequence });

    expect(frame?.events).toHaveLength(REACTIONS.length);
    expect(frame?.events.filter((event) => "message" in event && event.message !== null)).toEqual([
      expect.objectContaining({
        sequence: sequence + REACTIONS.length,
        message: await asRead(engineer, id),
      }),
    ]);
  });

  it("is one of the set, under what stands", async () => {
    expect(reactToMessageInput.safeParse({ ...id, emoji: "💣", on: true }).success).toBe(false);
    const recalled = await said(employee, groupId, "oops");
    await recallMessage(employee, recalled, at());
    const before = await stateOfMessages(groupId);
    const stranger = await anEmployee(await aCustomer());

    await expect(reactToMessage(engineer, { ...recalled, emoji: "👍", on: true }, at())).rejects.toThrow(
      "CONFLICT messages.recalled",
    );
    await expect(reactToMessage(stranger, { ...id, emoji: "👍", on: true }, at())).rejects.toThrow(
      "NOT_FOUND groups.no_such_group",
    );
    await archive(groupId);
    await expect(reactToMessage(engineer, { ...id, emoji: "👍", on: true }, at())).rejects.toThrow(
      "FORBIDDEN groups.may_not_post",
    );
    expect(await stateOfMessages(groupId)).toEqual(before);
  });
});
