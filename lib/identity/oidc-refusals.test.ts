import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ProviderBrowser } from "../../e2e/oidc/browser";
import type { TestProvider } from "../../e2e/oidc/start";
import { until } from "../../e2e/world/until";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";
import { isAppError } from "@/lib/errors/app-error";
import { createStaff } from "@/lib/identity/commands/create-staff";
import { signInStaffByOidc } from "@/lib/identity/commands/sign-in-staff-by-oidc";
import { finishOidcAttempt, oidcCallbackUrl, startOidcAttempt } from "@/lib/identity/oidc-attempt";
import {
  aPersonThere,
  CLIENT_SECRET,
  from,
  ledBack,
  signInAt,
  startOidcWorld,
  startProviderAt,
} from "@/lib/testing/oidc-world";

const refused = (reason: string) => ({ reason: `identity.${reason}`, untouched: true });
const mismatch = refused("oidc_mismatch");
const down = { code: "UPSTREAM_FAILED", ...refused("oidc_provider_down") };
let provider: TestProvider;
let sub: string;
let personId: string;

beforeAll(async () => {
  provider = await startOidcWorld();
  const person = await aPersonThere(provider);
  sub = person.sub;
  const actor = { kind: "system", name: "test" } as const;
  const input = { email: person.email, name: "Xu Wen", roles: ["tam" as const] };
  ({ personId } = await createStaff(actor, input, { now: new Date() }));
});
afterAll(() => provider.program.stop());

/** What a refusal must not have touched. */
const traces = async () => [await prisma().session.count(), await prisma().oidcIdentity.count()];

/** With what a sign-in was refused, and whether it left no trace. */
async function refusalOf(work: () => Promise<unknown>) {
  const before = await traces();
  const thrown: unknown = await work().then(
    () => null,
    (refusal: unknown) => refusal,
  );
  const { code = "", reason = "" } = isAppError(thrown) ? thrown : {};
  return { code, reason, untouched: JSON.stringify(await traces()) === JSON.stringify(before) };
}

/** An ID token that the provider made for one of its clients, and the nonce in it. */
async function idTokenFor(clientId: string, at = provider, nonce: string = randomUUID()): Promise<string> {
  const verifier = `${randomUUID()}${randomUUID()}`;
  const challenge = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(verifier)));
  const redirect_uri = oidcCallbackUrl("staff");
  const asked = new URLSearchParams({
    client_id: clientId,
    redirect_uri,
    response_type: "code",
    scope: "openid email",
    nonce,
    code_challenge: challenge.toString("base64url"),
    code_challenge_method: "S256",
  });
  const { query } = await new ProviderBrowser().signIn(`${at.url}/auth?${asked.toString()}`, sub);
  const code = new URLSearchParams(query).get("code") ?? "";
  const grant = { grant_type: "authorization_code", code, redirect_uri, code_verifier: verifier };
  const body = new URLSearchParams({ ...grant, client_id: clientId, client_secret: CLIENT_SECRET });
  const response = await fetch(`${at.url}/token`, { method: "POST", body });
  return z.object({ id_token: z.string() }).parse(await response.json()).id_token;
}

/** The callback of a new attempt, to which the provider answers with an ID token that is not the attempt's own. */
async function withPlanted(make: (nonce: string) => Promise<string>) {
  const callback = await ledBack("staff", sub);
  await provider.plantIdToken(await make(callback.attempt.nonce));
  return signInStaffByOidc(callback, from());
}

describe("an answer that is not of this sign-in", () => {
  it("with another nonce, of another client, or with a changed signature is refused", async () => {
    expect(await refusalOf(() => withPlanted(() => idTokenFor("desk")))).toMatchObject(mismatch);
    expect(await refusalOf(() => withPlanted((nonce) => idTokenFor("other", provider, nonce)))).toMatchObject(
      mismatch,
    );
    const forged = async (nonce: string) => {
      const token = await idTokenFor("desk", provider, nonce);
      const [head = "", , signature = ""] = token.split(".");
      const claims = z
        .record(z.string(), z.unknown())
        .parse(JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()));
      const changed = Buffer.from(JSON.stringify({ ...claims, sub: "somebody else" })).toString("base64url");
      return `${head}.${changed}.${signature}`;
    };
    expect(await refusalOf(() => withPlanted(forged))).toMatchObject(mismatch);
    const unsigned = async (nonce: string) => {
      const [, claims = ""] = (await idTokenFor("desk", provider, nonce)).split(".");
      return `${Buffer.from('{"alg":"none"}').toString("base64url")}.${claims}.`;
    };
    expect(await refusalOf(() => withPlanted(unsigned))).toMatchObject(mismatch);
    // The same token in its own sign-in is good: what is refused above is the difference alone.
    await expect(withPlanted((nonce) => idTokenFor("desk", provider, nonce))).resolves.toMatchObject({
      secondStep: null,
    });
  });

  it("from another provider is refused: by its name in the address, and by its tokens", async () => {
    const other = await startProviderAt(0);
    await other.addPerson({ sub, email: "x@vendor.example", email_verified: true });
    const callback = await ledBack("staff", sub);
    const query = new URLSearchParams(callback.query);
    query.set("iss", other.url);
    expect(
      await refusalOf(() => signInStaffByOidc({ ...callback, query: `?${query.toString()}` }, from())),
    ).toMatchObject(mismatch);
    query.delete("iss");
    expect(
      await refusalOf(() => signInStaffByOidc({ ...callback, query: `?${query.toString()}` }, from())),
    ).toMatchObject(mismatch);
    expect(await refusalOf(() => withPlanted((nonce) => idTokenFor("desk", other, nonce)))).toMatchObject(
      mismatch,
    );
    await other.program.stop();
  });

  it("with another state, another's verifier, or a code that was guessed is refused", async () => {
    const [one, two] = [await ledBack("staff", sub), await ledBack("staff", sub)];
    expect(
      await refusalOf(() => signInStaffByOidc({ attempt: one.attempt, query: two.query }, from())),
    ).toMatchObject(mismatch);
    const attempt = { ...one.attempt, verifier: two.attempt.verifier };
    expect(await refusalOf(() => signInStaffByOidc({ ...one, attempt }, from()))).toMatchObject(
      refused("oidc_expired"),
    );
    const query = two.query.replace(/code=[^&]+/, "code=guessed");
    expect(await refusalOf(() => signInStaffByOidc({ ...two, query }, from()))).toMatchObject(
      refused("oidc_expired"),
    );
  });

  it("that was used already is refused, and opened one session", async () => {
    const callback = await ledBack("staff", sub);
    const sessions = await prisma().session.count({ where: { personId } });
    await signInStaffByOidc(callback, from());
    await expect(signInStaffByOidc(callback, from())).rejects.toMatchObject({
      reason: "identity.oidc_expired",
    });
    expect(await prisma().session.count({ where: { personId } })).toBe(sessions + 1);
  });

  it("of who gave up says so", async () => {
    expect(await refusalOf(() => signInAt("staff", ""))).toMatchObject({
      code: "FORBIDDEN",
      ...refused("oidc_refused"),
    });
  });
});

describe("a provider", () => {
  const port = () => Number(new URL(provider.url).port);
  /** After what was kept of the provider, so that it is asked again. */
  const later = () => new Date(Date.now() + durations.oidcDiscovery + 1);

  it("whose clock is two hours late is told apart", async () => {
    await provider.program.stop();
    const late = await startProviderAt(port(), -2 * 60 * 60);
    await late.addPerson({ sub, email: `${sub}@vendor.example`, email_verified: true });
    expect(await refusalOf(() => signInAt("staff", sub, later()))).toMatchObject(refused("oidc_clock"));
    await late.program.stop();
    provider = await startProviderAt(port());
    await provider.addPerson({ sub, email: `${sub}@vendor.example`, email_verified: true });
  });

  it("that is down at the start, or goes down in between, is told, and found again when it is back", async () => {
    await expect(signInAt("staff", sub)).resolves.toMatchObject({ secondStep: null });
    const callback = await ledBack("staff", sub);
    await provider.program.stop();

    // In between: what it told of itself is still known.
    expect(await refusalOf(() => signInStaffByOidc(callback, from()))).toMatchObject(down);
    // At the start: the failure has let go of that, and nothing of the new failure is kept either.
    const start = () => startOidcAttempt("staff", { askedFor: null }, new Date());
    expect(await refusalOf(start)).toMatchObject(down);
    expect(await refusalOf(start)).toMatchObject(down);

    provider = await startProviderAt(port());
    await provider.addPerson({ sub, email: `${sub}@vendor.example`, email_verified: true });
    await expect(signInAt("staff", sub)).resolves.toMatchObject({ secondStep: null });
  });

  it("is asked what it is once an hour, and once by all who come together", async () => {
    const asked = () => provider.program.output().split("asked what it is").length - 1;
    const before = asked();
    const at = (milliseconds: number) => new Date(Date.now() + 10 * durations.oidcDiscovery + milliseconds);
    const start = (now: Date) => startOidcAttempt("console", { askedFor: null }, now);
    await Promise.all([0, 1, 2, 3].map((milliseconds) => start(at(milliseconds))));
    await start(at(durations.oidcDiscovery - 60_000));
    await until("the first question", () => asked() > before);
    expect(asked()).toBe(before + 1);
    await start(at(durations.oidcDiscovery + 60_000));
    await until("the second question", () => asked() > before + 1);
    expect(asked()).toBe(before + 2);
  });

  it("that does not answer in time is told as one that is down", async () => {
    const silent = createServer(() => undefined);
    await provider.program.stop();
    await new Promise<void>((resolve) => silent.listen(port(), "127.0.0.1", resolve));
    const began = performance.now();
    expect(await refusalOf(() => startOidcAttempt("staff", { askedFor: null }, later()))).toMatchObject(down);
    expect(performance.now() - began).toBeLessThan(durations.oidcTimeout + 2_000);
    expect((silent.address() as AddressInfo).port).toBe(port());
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
    provider = await startProviderAt(port());
  });
});

describe("attempts from one network", () => {
  it("end after thirty failures, before the provider is asked, and a success is not one of them", async () => {
    await provider.addPerson({ sub, email: `${sub}@vendor.example`, email_verified: true });
    const at = { ...from(), address: "192.0.2.77" };
    const { attempt, query } = await ledBack("staff", sub);
    await signInStaffByOidc({ attempt, query }, at);
    for (let time = 0; time < 30; time += 1)
      await expect(signInStaffByOidc({ attempt, query: "?code=x&state=wrong" }, at)).rejects.toMatchObject({
        reason: "identity.oidc_mismatch",
      });
    const callback = await ledBack("staff", sub);
    const locked = { code: "RATE_LIMITED", ...refused("too_many_attempts") };
    expect(await refusalOf(() => signInStaffByOidc(callback, at))).toMatchObject(locked);
    await expect(signInStaffByOidc(callback, from())).resolves.toMatchObject({ secondStep: null });
  });
});

it("an attempt's cookie of ten minutes ago opens nothing", async () => {
  const { authorizeUrl, cookieValue } = await startOidcAttempt("staff", { askedFor: null }, new Date());
  const { query } = await new ProviderBrowser().signIn(authorizeUrl, sub);
  const state = new URLSearchParams(query).get("state") ?? "";
  const late = new Date(Date.now() + durations.signInAttempt + 1_000);
  expect(finishOidcAttempt("staff", state, cookieValue, late)).toBeNull();
});
