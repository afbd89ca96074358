import { isObject, parseJson } from "../state/json";
import type { World } from "../state/world";

const SECRET_KEYS = new Set([
  "app_secret",
  "client_secret",
  "code_verifier",
  "tenant_access_token",
  "app_access_token",
  "access_token",
  "refresh_token",
  "ticket",
  "secret",
  "encryption_key",
  "verification_token",
]);

const HIDDEN = "[redacted]";

/** `code` is a secret as text (an authorization code) and a result as a number. */
function isSecret(key: string, value: unknown): boolean {
  return SECRET_KEYS.has(key) || (key === "code" && typeof value === "string");
}

function redactValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redactValue);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isSecret(key, inner) ? HIDDEN : redactValue(inner)]),
  );
}

/** Replaces every secret, token and code this platform knows, wherever it stands in a text. */
export function redactKnown(world: World, input: string): string {
  let output = input;
  const known = [
    ...[...world.apps.values()].map((app) => app.appSecret),
    ...world.tokens.keys(),
    ...world.codes.keys(),
    ...world.refreshTokens.keys(),
  ];
  for (const secret of known) output = output.replaceAll(secret, HIDDEN);
  return output;
}

/** A query or form with the values of secret fields replaced. */
export function redactForm(form: string): string {
  const fields = new URLSearchParams(form);
  for (const [key, value] of fields) if (isSecret(key, value)) fields.set(key, HIDDEN);
  return fields.toString();
}

/** A body as the journal keeps it: JSON without secrets, a form without secrets, or only its length. */
export function redactBody(world: World, contentType: string, body: string): unknown {
  if (body === "") return null;
  const parsed = parseJson(redactKnown(world, body));
  if (parsed !== undefined) return redactValue(parsed);
  if (contentType.includes("x-www-form-urlencoded")) return redactForm(redactKnown(world, body));
  return `[${Buffer.byteLength(body)} bytes, not JSON]`;
}

/** A redirect target without the authorization code. */
export function redactUrl(url: string): string {
  return url.replaceAll(/([?&](?:code|query)=)[^&#]*/g, `$1${HIDDEN}`);
}
