import { oidcCallbackRoute } from "@/lib/http/oidc-route";
import { signInStaffByOidc } from "@/lib/identity/commands/sign-in-staff-by-oidc";

/** Where the desk's OpenID provider sends the browser back to. */
export const GET = oidcCallbackRoute("staff", signInStaffByOidc);
