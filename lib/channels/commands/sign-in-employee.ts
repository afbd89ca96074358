import {
  type SignedInEmployee,
  type SignInChannel,
  type SignInEmployeeInput,
  signInEmployeeInput,
} from "@/lib/channels/contract";
import { channelCredentials } from "@/lib/channels/queries/channel-credentials";
import { findSignInChannel } from "@/lib/channels/queries/find-sign-in-channel";
import type { At } from "@/lib/config/clock";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { FeishuUser } from "@/lib/feishu/answers";
import { exchangeCode, userInfo } from "@/lib/feishu/oauth";
import { joinMainGroups } from "@/lib/groups/join-main-groups";
import { type OpenedFrom, openSession } from "@/lib/identity/open-session";
import { upsertEmployee } from "@/lib/identity/upsert-employee";

/**
 * Holds the channel until the session is committed, so that disabling it cannot miss this session. An app that was made
 * anew meanwhile knows its people by other ids than the one that was asked.
 */
async function holdActive(tx: Tx, { id, appId }: SignInChannel): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT id FROM channel WHERE id = ${id}::uuid AND app_id = ${appId} AND status = 'active' FOR SHARE`;
  if (held.length === 0) throw new AppError("NOT_FOUND", "channels.unknown_channel");
}

async function usableChannel(appId: string): Promise<SignInChannel> {
  const channel = await findSignInChannel(appId);
  if (!channel) throw new AppError("NOT_FOUND", "channels.unknown_channel");
  return channel;
}

/** Who Feishu says the code belongs to. The token is used for this one question and kept nowhere. */
async function whoIsIt(channel: SignInChannel, input: SignInEmployeeInput): Promise<FeishuUser> {
  const credentials = await channelCredentials(channel.id);
  const token = await exchangeCode({ credentials, code: input.code, ...input.redirect });
  const user = await userInfo(token);
  // A custom app lives in its own organization alone; an app shared across organizations must not let others in.
  if (user.tenantKey !== channel.tenantKey) throw new AppError("FORBIDDEN", "channels.other_tenant");
  return user;
}

/**
 * Signs in an employee of a customer with a code of their channel's Feishu app (manual, part 2). The first sign-in makes
 * the person; each brings name and picture up to date, makes them reachable again, lets them into the main groups that
 * admit everyone (the first to come is owner), and opens a session bound to the channel. A refusal stores nothing.
 *
 * @throws AppError NOT_FOUND `channels.unknown_channel`, also of a channel that is switched off; FORBIDDEN `channels.other_tenant`;
 *   FeishuError when Feishu refuses the code or does not answer (`signInFailure` tells what it means to the person).
 */
export async function signInEmployee(
  raw: SignInEmployeeInput,
  { now, userAgent = null }: At & OpenedFrom,
): Promise<SignedInEmployee> {
  const input = signInEmployeeInput.parse(raw);
  const channel = await usableChannel(input.appId);
  const user = await whoIsIt(channel, input);
  const { id: channelId, accountId } = channel;

  return inTransaction(async (tx) => {
    await holdActive(tx, channel);
    const { personId } = await upsertEmployee(tx, {
      channelId,
      accountId,
      openId: user.openId,
      unionId: user.unionId || null,
      tenantKey: user.tenantKey,
      name: user.name || user.enName || user.openId.slice(-6),
      avatarUrl: user.avatarUrl,
      locale: input.locale,
      now,
    });
    await joinMainGroups(tx, { personId, channelId, accountId, now });
    const session = { door: "employee", personId, channelId } as const;
    const { sessionId } = await openSession(tx, session, { now, userAgent });
    return { channelId, accountId, personId, sessionId };
  });
}
