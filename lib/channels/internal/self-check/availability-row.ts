import { amber, green, grey, type Row, unread } from "@/lib/channels/internal/self-check/rows";
import { stepOfScope } from "@/lib/channels/internal/self-check/scope-rows";
import type { Db } from "@/lib/db/prisma";
import type { FeishuVisibility } from "@/lib/feishu/answers";
import { answered } from "@/lib/feishu/ask-app";
import { feishuClient } from "@/lib/feishu/client";
import type { FeishuCredentials } from "@/lib/feishu/credentials";
import { APP_REPLACED } from "@/lib/identity/app-replaced";

/** Feishu takes so many people in one counted call (docs/feishu.md). */
const PER_CALL = 100;

/** So many names at most stand in a row. */
const NAMED = 20;

type Question = {
  credentials: FeishuCredentials;
  /** Who has signed in, by the id this very app knows them by. */
  people: readonly { personId: string; openId: string }[];
  /** Whether the version in force was submitted for everybody; null when not told. */
  isForAll: boolean | null;
  onCounted: () => void;
};

/** The channel's signed-in people this app knows, those seen last first; at most as many as `calls` calls can be asked about. */
export async function peopleToAsk(db: Db, channelId: string, calls: number) {
  return db.feishuIdentity.findMany({
    where: { channelId, OR: [{ unreachableReason: null }, { unreachableReason: { not: APP_REPLACED } }] },
    select: { personId: true, openId: true },
    orderBy: [{ signedInAt: "desc" }, { id: "asc" }],
    take: calls * PER_CALL,
  });
}

/**
 * Whether the lists say nothing: that everybody is "listed" where the range is the whole organization is not documented. If
 * not one of them is, it is that, or the administrator has narrowed the range to others.
 */
const isUnclear = (answers: readonly FeishuVisibility[], isForAll: boolean | null): boolean =>
  isForAll !== false && answers.every(({ isListed }) => !isListed);

/** Who is outside for certain. */
function outside(answers: readonly FeishuVisibility[], listsNobody: boolean): Set<string> {
  return new Set(
    answers
      .filter(({ isListed, isBlocked }) => isBlocked || (!isListed && !listsNobody))
      .map(({ openId }) => openId),
  );
}

/** Whether the app is available to the channel's people (edge-cases §1.10). One counted call for each hundred. */
export async function availabilityRow({ credentials, people, isForAll, onCounted }: Question): Promise<Row> {
  if (people.length === 0) return grey("availability", "nobody");
  const client = feishuClient(credentials, { onCounted });
  const answers: FeishuVisibility[] = [];
  for (let from = 0; from < people.length; from += PER_CALL) {
    const openIds = people.slice(from, from + PER_CALL).map(({ openId }) => openId);
    const answer = await answered(client.visibility(openIds));
    if ("error" in answer)
      return unread("availability", answer.error, stepOfScope["application:application:self_manage"]);
    answers.push(...answer.value);
  }
  const listsNobody = isUnclear(answers, isForAll);
  const outsiders = outside(answers, listsNobody);
  const count = { people: String(people.length), outside: String(outsiders.size) };
  if (outsiders.size === 0 && listsNobody) return grey("availability", "unclear", { details: count });
  if (outsiders.size === 0) return green("availability", "everybody", { details: count });
  return amber("availability", "outside", {
    details: count,
    people: people
      .filter(({ openId }) => outsiders.has(openId))
      .slice(0, NAMED)
      .map(({ personId }) => personId),
  });
}
