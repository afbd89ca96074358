import { oidcBeginRoute } from "@/lib/http/oidc-route";

/** Begins a sign-in to the console by its OpenID provider. */
export const GET = oidcBeginRoute("console");
