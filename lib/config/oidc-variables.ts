import { z } from "zod";

const flag = z.enum(["true", "false"]).transform((value) => value === "true");

const isIssuer = (url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { username, password, search, hash } = new URL(url);
  return [username, password, search, hash].every((part) => part === "");
};

/** Kept as it is written: a slash at the end is part of an issuer's name. */
const issuer = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine(isIssuer, { message: "must be the issuer's address alone, as the provider names itself" });
const clientId = z.string().max(300);
const name = z.string().max(60);

/** Sign-in by OpenID Connect, for each of the two doors that people enter with a password of ours. */
export const oidcVariables = {
  DESK_OIDC_ISSUER: issuer.optional(),
  DESK_OIDC_CLIENT_ID: clientId.optional(),
  DESK_OIDC_CLIENT_SECRET: z.string().optional(),
  /** What the button calls the provider. */
  DESK_OIDC_NAME: name.optional(),
  /** The desk takes no passwords. */
  DESK_OIDC_ONLY: flag.default(false),
  CONSOLE_OIDC_ISSUER: issuer.optional(),
  CONSOLE_OIDC_CLIENT_ID: clientId.optional(),
  CONSOLE_OIDC_CLIENT_SECRET: z.string().optional(),
  CONSOLE_OIDC_NAME: name.optional(),
};

const doors = ["DESK", "CONSOLE"] as const;
const parts = ["ISSUER", "CLIENT_ID", "CLIENT_SECRET"] as const;

const isLoopback = (url: string): boolean =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(new URL(url).hostname);

type Given = z.output<z.ZodObject<typeof oidcVariables>> & { APP_MODE: string; APP_URL: string };

/** Plain http reaches nobody but this machine: in production only where the product itself is reached from this machine alone. */
function mayBePlain(url: string, { APP_MODE, APP_URL }: Given): boolean {
  return isLoopback(url) && (APP_MODE !== "production" || isLoopback(APP_URL));
}

/** Tells what is wrong with the variables of OpenID Connect together: parts that are missing, and an issuer by plain http. */
export function checkOidc(given: Given, context: z.core.$RefinementCtx): void {
  const tell = (variable: string, message: string): void =>
    context.addIssue({ code: "custom", path: [variable], message });
  for (const door of doors) {
    const isNamed = parts.some((part) => given[`${door}_OIDC_${part}`] !== undefined);
    for (const part of parts)
      if (isNamed && given[`${door}_OIDC_${part}`] === undefined)
        tell(`${door}_OIDC_${part}`, `is required: ${door}_OIDC_${parts.join(", _")} belong together`);
    const url = given[`${door}_OIDC_ISSUER`];
    if (url?.startsWith("http:") && !mayBePlain(url, given))
      tell(`${door}_OIDC_ISSUER`, "must begin with https:// (http only on this machine, for development)");
  }
  if (given.DESK_OIDC_ONLY && given.DESK_OIDC_ISSUER === undefined)
    tell("DESK_OIDC_ISSUER", "is required: with DESK_OIDC_ONLY nobody could sign in to the desk");
}
