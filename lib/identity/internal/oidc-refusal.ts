import { AuthorizationResponseError, ClientError, ResponseBodyError } from "openid-client";
import { AppError, type ErrorCode, isAppError } from "@/lib/errors/app-error";
import type { OidcProblem } from "@/lib/identity/contract";

const codeOf: Partial<Record<OidcProblem, ErrorCode>> = {
  oidc_refused: "FORBIDDEN",
  oidc_mismatch: "UNAUTHENTICATED",
  oidc_expired: "UNAUTHENTICATED",
};

const DOWN = new Set([
  "OAUTH_TIMEOUT",
  "OAUTH_ABORT",
  // A page of a proxy in place of the provider's answer.
  "OAUTH_RESPONSE_IS_NOT_CONFORM",
  "OAUTH_RESPONSE_IS_NOT_JSON",
  "OAUTH_PARSE_ERROR",
]);
const CLOCK = "OAUTH_JWT_TIMESTAMP_CHECK_FAILED";

/** Error codes of the redirect (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6). */
function problemOfRedirect({ error }: AuthorizationResponseError): OidcProblem {
  if (error === "temporarily_unavailable" || error === "server_error") return "oidc_provider_down";
  const isAboutUs = ["unauthorized_client", "invalid_scope", "invalid_request", "unsupported_response_type"];
  return isAboutUs.includes(error) ? "oidc_misconfigured" : "oidc_refused";
}

/** Error codes of the token endpoint (RFC 6749 §5.2): the code was used or is too old, or our credentials are wrong. */
function problemOfTokens({ error, status }: ResponseBodyError): OidcProblem {
  if (status >= 500) return "oidc_provider_down";
  return error === "invalid_grant" ? "oidc_expired" : "oidc_misconfigured";
}

function problemOf(thrown: Error): OidcProblem {
  if (thrown instanceof AuthorizationResponseError) return problemOfRedirect(thrown);
  if (thrown instanceof ResponseBodyError) return problemOfTokens(thrown);
  // How fetch says that nobody answered.
  if (thrown instanceof TypeError) return "oidc_provider_down";
  const code = thrown instanceof ClientError ? (thrown.code ?? "") : "";
  if (code === CLOCK) return "oidc_clock";
  if (DOWN.has(code)) return "oidc_provider_down";
  // The token endpoint refused our credentials with a challenge (401).
  if (code === "OAUTH_WWW_AUTHENTICATE_CHALLENGE") return "oidc_misconfigured";
  return "oidc_mismatch";
}

/**
 * The refusal in what openid-client threw while it asked the provider or checked its answer. Whatever does not fit is
 * `identity.oidc_mismatch`: nonce, state, issuer, client, signature.
 */
export function oidcRefusal(thrown: unknown): unknown {
  if (isAppError(thrown) || !(thrown instanceof Error)) return thrown;
  const problem = problemOf(thrown);
  return new AppError(codeOf[problem] ?? "UPSTREAM_FAILED", `identity.${problem}`, { cause: thrown });
}
