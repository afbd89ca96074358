import { oidcBeginRoute } from "@/lib/http/oidc-route";

/** Begins a sign-in to the desk by its OpenID provider. */
export const GET = oidcBeginRoute("staff");
