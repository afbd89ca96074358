import { environment } from "@/lib/config/environment";
import { AppError } from "@/lib/errors/app-error";
import type { OidcOfferView, SignInDoor } from "@/lib/identity/contract";

/** The OpenID provider of a door, as the environment names it. */
export type OidcSettings = {
  /** In the one spelling in which issuers are compared and stored. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  name: string | null;
};

/** An issuer in one spelling: a URL without a path ends in a slash, whether it was written or not. */
export const issuerOf = (url: string): string => new URL(url).href;

/** The OpenID provider of a door; null where sign-in by it is not set up. */
function oidcSettings(door: SignInDoor): OidcSettings | null {
  const given = environment();
  const [issuer, clientId, clientSecret, name] =
    door === "staff"
      ? [
          given.DESK_OIDC_ISSUER,
          given.DESK_OIDC_CLIENT_ID,
          given.DESK_OIDC_CLIENT_SECRET,
          given.DESK_OIDC_NAME,
        ]
      : [
          given.CONSOLE_OIDC_ISSUER,
          given.CONSOLE_OIDC_CLIENT_ID,
          given.CONSOLE_OIDC_CLIENT_SECRET,
          given.CONSOLE_OIDC_NAME,
        ];
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null;
  return { issuer: issuerOf(issuer), clientId, clientSecret, name: name ?? null };
}

/**
 * The same where it must be there.
 *
 * @throws AppError NOT_FOUND `identity.oidc_not_configured`.
 */
export function requireOidcSettings(door: SignInDoor): OidcSettings {
  const settings = oidcSettings(door);
  if (settings === null) throw new AppError("NOT_FOUND", "identity.oidc_not_configured");
  return settings;
}

/** What the sign-in page of a door offers besides the password; null for nothing. */
export function oidcOffer(door: SignInDoor): OidcOfferView | null {
  const settings = oidcSettings(door);
  return settings && { name: settings.name };
}

/** Whether a door takes passwords at all. */
export function takesPasswords(door: SignInDoor): boolean {
  return door !== "staff" || !environment().DESK_OIDC_ONLY;
}
