import type { ConsoleActor, StaffActor } from "@/lib/actor/actor";
import { accessChannel } from "@/lib/channels/access";
import { problemOf } from "@/lib/channels/channel-problem";
import { essentialFault, healthOf } from "@/lib/channels/check-health";
import type { ChannelIdInput } from "@/lib/channels/contract";
import { pageOfStep } from "@/lib/channels/internal/page-of-step";
import { kept } from "@/lib/channels/internal/run-self-check";
import { grey, red, type Row } from "@/lib/channels/internal/self-check/rows";
import { servicePolicy } from "@/lib/channels/policy";
import {
  type ChannelCheck,
  channelChecks,
  checkSteps,
  type CheckRowView,
  type CheckStep,
  type SelfCheckView,
} from "@/lib/channels/self-check-contract";
import type { Channel } from "@/lib/db/generated/client";
import { prisma } from "@/lib/db/prisma";
import { APP_REPLACED } from "@/lib/identity/app-replaced";

const RUNS = 30;
const RECIPIENTS = 50;

/** A row for what nobody has looked at yet. */
const unasked = (step: CheckStep): Row =>
  step === "new_tab" ? grey(step, "no_api") : grey(step, step === "message_path" ? "not_tried" : "not_asked");

type Kept = Pick<Channel, "brokenReason" | "brokenAt" | "checkedAt">;

/** Cards that fail although every other row is right: then the way of the messages is what is wrong. */
function messageRow(rows: readonly ChannelCheck[], { brokenReason, brokenAt }: Kept): ChannelCheck | null {
  if (brokenReason === null || brokenAt === null || essentialFault(rows) !== null) return null;
  const details = { code: String(problemOf(brokenReason).code) };
  return kept(red("message_path", "refused", { details }), brokenAt);
}

/** Every row in its order, also those nobody has looked at yet. */
function allRows(channel: Kept & Pick<Channel, "checks">): ChannelCheck[] {
  const known = channelChecks(channel.checks);
  const failing = messageRow(known, channel);
  const rows = new Map(known.map((row) => [row.step, row]));
  if (failing) rows.set("message_path", failing);
  return checkSteps.map((step) => rows.get(step) ?? kept(unasked(step), channel.checkedAt));
}

async function namesOf(channelId: string, rows: readonly ChannelCheck[]): Promise<Map<string, string>> {
  const ids = rows.flatMap(({ people }) => people);
  if (ids.length === 0) return new Map();
  const people = await prisma().feishuIdentity.findMany({
    where: { channelId, personId: { in: ids } },
    select: { personId: true, person: { select: { name: true } } },
  });
  return new Map(people.map(({ personId, person }) => [personId, person.name]));
}

async function recipientsOf({
  id,
  status,
}: Pick<Channel, "id" | "status">): Promise<SelfCheckView["recipients"]> {
  if (status !== "active") return [];
  const people = await prisma().feishuIdentity.findMany({
    where: {
      channelId: id,
      OR: [{ unreachableReason: null }, { unreachableReason: { not: APP_REPLACED } }],
      person: { erasedAt: null },
    },
    select: { personId: true, person: { select: { name: true } } },
    orderBy: [{ signedInAt: "desc" }, { id: "asc" }],
    take: RECIPIENTS,
  });
  return people.map(({ personId, person }) => ({ personId, name: person.name }));
}

/**
 * The self-check of a channel as it was last found, with its last 30 runs: opening it asks Feishu nothing. For who
 * sees the channel.
 *
 * @throws AppError NOT_FOUND `channels.no_such_channel` for a stranger and of a deleted channel.
 */
export async function getSelfCheck(
  actor: ConsoleActor | StaffActor,
  { channelId }: ChannelIdInput,
): Promise<SelfCheckView> {
  const channel = await accessChannel(prisma(), actor, channelId, "read");
  const rows = allRows(channel);
  // Operators see accounts and channels, and not who is in them.
  const seesPeople = actor.kind !== "staff" || servicePolicy.seeRequests(actor, [channel.plan]);
  const [names, recipients, runs] = await Promise.all([
    seesPeople ? namesOf(channelId, rows) : new Map<string, string>(),
    seesPeople ? recipientsOf(channel) : [],
    prisma().channelCheckRun.findMany({
      where: { channelId },
      select: { id: true, checkedAt: true, health: true, trigger: true },
      orderBy: [{ checkedAt: "desc" }, { id: "desc" }],
      take: RUNS,
    }),
  ]);
  return {
    channelId,
    appId: channel.appId,
    organizationName: channel.organizationName,
    status: channel.status,
    health: healthOf(rows, channel.brokenReason),
    checkedAt: channel.checkedAt.toISOString(),
    nextCheckAt: channel.nextCheckAt?.toISOString() ?? null,
    rows: rows.map((row): CheckRowView => ({
      ...row,
      page: pageOfStep(row.step, channel.appId),
      people: row.people.flatMap((personId) => {
        const name = names.get(personId);
        return name === undefined ? [] : [{ personId, name }];
      }),
    })),
    history: runs.map(({ checkedAt, ...run }) => ({ ...run, at: checkedAt.toISOString() })).toReversed(),
    recipients,
  };
}
