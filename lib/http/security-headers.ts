import { randomBytes } from "node:crypto";
import type { Environment } from "@/lib/config/environment";

type PolicySettings = Pick<Environment, "APP_MODE" | "APP_URL" | "FEISHU_JSSDK_URL" | "FEISHU_API_BASE">;

/** The header by which a page learns the nonce of its own content security policy. */
export const NONCE_HEADER = "x-nonce";

/** A word that only the answer being made knows; scripts that carry it may run. */
export function newNonce(): string {
  return randomBytes(16).toString("base64");
}

/** Where the pages' sockets go. Spelled out, since older WebViews do not count ws: as 'self'. */
function socketOrigin(appUrl: string): string {
  const url = new URL(appUrl);
  return `${url.protocol === "https:" ? "wss" : "ws"}://${url.host}`;
}

/**
 * What a page may load. Scripts: ours by nonce, and Feishu's JSSDK by its host. Pictures: ours, and any https, because
 * avatars come from Feishu's changing CDN hosts; messages show no external picture at all.
 */
export function contentSecurityPolicy(settings: PolicySettings, nonce: string): string {
  const jssdk = new URL(settings.FEISHU_JSSDK_URL).origin;
  const isDevelopment = settings.APP_MODE === "development";
  // A Feishu that is spoken to by http (the local one) serves its avatars by http too.
  const feishu = new URL(settings.FEISHU_API_BASE);
  const plainPictures = feishu.protocol === "http:" ? ` ${feishu.origin}` : "";
  return [
    "default-src 'self'",
    // React's development build evaluates code to rebuild stacks.
    `script-src 'self' 'nonce-${nonce}' ${jssdk}${isDevelopment ? " 'unsafe-eval'" : ""}`,
    // Elements positioned by scripts carry style attributes; no style can run code.
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: https:${plainPictures}`,
    "font-src 'self'",
    `connect-src 'self' ${socketOrigin(settings.APP_URL)} ${jssdk}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join("; ");
}

/**
 * Nobody else learns our addresses. Employee pages, whose addresses may hold a code, state or token, tell not even
 * ourselves; desk and console do, because with `no-referrer` a browser says `Origin: null` for a form it sends before
 * the page's scripts run, and Next refuses such a form (docs/decisions/0021).
 */
function referrerPolicy(pathname: string): string {
  return /^\/(?:desk|console)(?:\/|$)/.test(pathname) ? "same-origin" : "no-referrer";
}

/** The headers every answer carries besides the content security policy. */
export function securityHeaders(
  { APP_URL }: Pick<Environment, "APP_URL">,
  pathname: string,
): [string, string][] {
  const headers: [string, string][] = [
    ["referrer-policy", referrerPolicy(pathname)],
    ["x-content-type-options", "nosniff"],
    ["permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"],
  ];
  if (APP_URL.startsWith("https://")) headers.push(["strict-transport-security", "max-age=31536000"]);
  return headers;
}
