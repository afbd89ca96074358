import { environment } from "@/lib/config/environment";
import type { RouteHandler } from "@/lib/http/route";
import { securityHeaders } from "@/lib/http/security-headers";

/** A route that proxy.ts leaves out gives its answers the security headers itself. Whatever it answers is no page: it may load and run nothing. */
export function withSecurityHeaders(handler: RouteHandler): RouteHandler {
  return async (request, context) => {
    const response = await handler(request, context);
    for (const [name, value] of securityHeaders(environment(), new URL(request.url).pathname))
      response.headers.set(name, value);
    response.headers.set("content-security-policy", "sandbox; default-src 'none'");
    return response;
  };
}
