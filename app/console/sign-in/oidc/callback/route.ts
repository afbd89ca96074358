import { signInPrincipalByOidc } from "@/lib/accounts/commands/sign-in-principal-by-oidc";
import { oidcCallbackRoute } from "@/lib/http/oidc-route";

/** Where the console's OpenID provider sends the browser back to. */
export const GET = oidcCallbackRoute("console", signInPrincipalByOidc);
