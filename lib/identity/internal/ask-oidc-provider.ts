import { authorizationCodeGrant, type IDToken } from "openid-client";
import { AppError } from "@/lib/errors/app-error";
import type { SignInDoor } from "@/lib/identity/contract";
import { forgetOidcProvider, oidcProvider } from "@/lib/identity/internal/oidc-provider";
import { oidcRefusal } from "@/lib/identity/internal/oidc-refusal";
import { type OidcAttempt, oidcCallbackUrl } from "@/lib/identity/oidc-attempt";
import type { OidcPerson } from "@/lib/identity/oidc-identity";
import { issuerOf, type OidcSettings, requireOidcSettings } from "@/lib/identity/oidc-settings";

/** Letters that only look like ASCII become ASCII in lower case (the Kelvin sign a `k`): such an address is nobody's here. */
const plainAddress = /^[\u0021-\u007e]{3,200}$/;

function personOf(claims: IDToken, settings: OidcSettings): OidcPerson {
  // A provider of many organizations names the issuer of one of them: only the one that was configured is meant.
  if (issuerOf(claims.iss) !== settings.issuer)
    throw new AppError("UNAUTHENTICATED", "identity.oidc_mismatch");
  const { email, email_verified: isVerified } = claims;
  const isTheirs = typeof email === "string" && plainAddress.test(email) && isVerified === true;
  return {
    issuer: settings.issuer,
    subject: claims.sub,
    verifiedEmail: isTheirs ? email.toLowerCase() : null,
  };
}

/**
 * Exchanges the code of a callback and answers who the ID token names: signature, issuer, client, time, nonce, state and
 * PKCE verifier are all checked. The tokens are used for this one question and kept nowhere.
 *
 * @throws AppError `identity.oidc_…`, see `oidcRefusal`.
 */
export async function askOidcProvider(
  door: SignInDoor,
  { attempt, query }: { attempt: OidcAttempt; query: string },
  now: Date,
): Promise<OidcPerson> {
  const settings = requireOidcSettings(door);
  const callback = new URL(oidcCallbackUrl(door));
  callback.search = query;
  try {
    const tokens = await authorizationCodeGrant(await oidcProvider(door, settings, now), callback, {
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new AppError("UNAUTHENTICATED", "identity.oidc_mismatch");
    return personOf(claims, settings);
  } catch (thrown) {
    forgetOidcProvider(door);
    throw oidcRefusal(thrown);
  }
}
