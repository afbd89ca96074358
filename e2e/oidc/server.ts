import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Provider } from "oidc-provider";
import { configurationOf, type ProviderOptions } from "./configuration";
import { interactionPage } from "./interaction-page";
import { people, type Person } from "./people";

const LOOPBACK = "127.0.0.1";

/** What the next answer of the token endpoint carries in place of the ID token it was asked for. */
let planted: string | null = null;

/** The test's way in: people, and an ID token that is somebody else's. */
async function control(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body: unknown = JSON.parse((await text(request)) || "null");
  if (path === "/control/people") {
    const person = body as Person;
    people.set(person.sub, person);
  } else planted = (body as { idToken: string }).idToken;
  response.writeHead(204).end();
}

/** The sign-in page and its answer. */
async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response);
  if (request.method !== "POST") {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(interactionPage(uid, people.values()));
    return;
  }
  const accountId = new URLSearchParams(await text(request)).get("person") ?? "";
  const result =
    accountId === ""
      ? { error: "access_denied", error_description: "The person gave up." }
      : { login: { accountId } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function serve(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://provider.invalid");
  if (pathname.startsWith("/control/")) return control(pathname, request, response);
  if (pathname.startsWith("/interaction/")) return interact(provider, request, response);
  // A test counts these.
  if (pathname === "/.well-known/openid-configuration") process.stdout.write("asked what it is\n");
  return provider.callback()(request, response);
}

/** Starts an OpenID provider on the loopback address; 0 takes a free port. */
export async function startProvider(port: number, options: ProviderOptions): Promise<string> {
  const server = createServer();
  await once(server.listen(port, LOOPBACK), "listening");
  const url = `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(url, configurationOf(options));
  provider.use(async (context, next) => {
    await next();
    if (context.path !== "/token" || planted === null || !isTokens(context.body)) return;
    context.body = { ...context.body, id_token: planted };
    planted = null;
  });
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    serve(provider, request, response).catch((failure: unknown) => {
      process.stderr.write(`${failure instanceof Error ? (failure.stack ?? failure.message) : "failed"}\n`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  return url;
}

const isTokens = (body: unknown): body is Record<string, unknown> =>
  typeof body === "object" && body !== null && "id_token" in body;
