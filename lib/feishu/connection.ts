import { createHash } from "node:crypto";
import { AppType, Client, LoggerLevel } from "@larksuiteoapi/node-sdk";
import { environment } from "@/lib/config/environment";
import type { FeishuCredentials } from "@/lib/feishu/credentials";
import { RateGate } from "@/lib/feishu/rate-gate";
import { SdkHttp } from "@/lib/feishu/sdk-http";
import { sdkLogger } from "@/lib/feishu/sdk-logger";
import { TokenCache } from "@/lib/feishu/token-cache";

/** One app with one secret: its SDK client, its token, its requests, its pace. Nothing of it is shared with another. */
export type FeishuConnection = { http: SdkHttp; gate: RateGate; sdk: () => Client };

/** An SDK client takes 0.3 MB; the channels used longest ago are built anew when they are needed. */
const connectionsKept = 100;

const connections = new Map<string, FeishuConnection>();

function connect({ appId, appSecret }: FeishuCredentials, timeoutMs: number): FeishuConnection {
  const cache = new TokenCache();
  const http = new SdkHttp(cache, timeoutMs);
  let sdk: Client | undefined;
  return {
    http,
    gate: new RateGate(),
    // Built at the first call that needs it: checking a wrong secret does not.
    sdk: () =>
      (sdk ??= new Client({
        appId,
        appSecret,
        appType: AppType.SelfBuild,
        domain: environment().FEISHU_API_BASE,
        cache,
        httpInstance: http.asInstance(),
        logger: sdkLogger,
        loggerLevel: LoggerLevel.warn,
      })),
  };
}

/**
 * The connection of these credentials, the same for every caller in the process. The secret is part of what
 * identifies it: a wrong secret never gets the token of the right one.
 */
export function connectionOf(credentials: FeishuCredentials, timeoutMs: number): FeishuConnection {
  const secretHash = createHash("sha256").update(credentials.appSecret).digest("base64url");
  const key = [environment().FEISHU_API_BASE, credentials.appId, secretHash, timeoutMs].join(" ");
  const connection = connections.get(key) ?? connect(credentials, timeoutMs);
  // Entered again at the end, so that the first key is the one used longest ago.
  connections.delete(key);
  connections.set(key, connection);
  for (const oldest of connections.keys()) {
    if (connections.size <= connectionsKept) break;
    connections.delete(oldest);
  }
  return connection;
}

/** Forgets this process's connections to an app, and with them every token it was given under an older secret. */
export function forgetConnections(appId: string): void {
  const begins = `${environment().FEISHU_API_BASE} ${appId} `;
  for (const key of connections.keys()) if (key.startsWith(begins)) connections.delete(key);
}
