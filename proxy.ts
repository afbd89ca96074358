import { type NextRequest, NextResponse } from "next/server";
import { environment } from "@/lib/config/environment";
import { contentSecurityPolicy, newNonce, NONCE_HEADER, securityHeaders } from "@/lib/http/security-headers";
import { REQUEST_ID_HEADER, requestIdFrom } from "@/lib/http/request-id";

/** Gives every request its id and every answer its security headers. No authentication and no database here: pages and routes ask themselves. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = newNonce();
  const policy = contentSecurityPolicy(environment(), nonce);
  const requestId = requestIdFrom(request.headers);
  const headers = new Headers(request.headers);
  headers.set(REQUEST_ID_HEADER, requestId);
  headers.set(NONCE_HEADER, nonce);
  // Next reads the nonce for its own scripts from here.
  headers.set("content-security-policy", policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set(REQUEST_ID_HEADER, requestId);
  for (const [name, value] of securityHeaders(environment(), request.nextUrl.pathname))
    response.headers.set(name, value);
  return response;
}

export const config = {
  // Files of the build are public and the same for everybody. Files of messages have headers of their own, and their
  // routes read the body as it comes: for a proxy Next would hold it in memory and cut it off at 10 MB.
  matcher: ["/((?!_next/static|_next/image|icon.svg|api/.+/attachments).*)"],
};
