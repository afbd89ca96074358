import { environment } from "@/lib/config/environment";

/**
 * The link by which a card opens a page of the workbench inside the customer's web app, where the person can be
 * signed in. `targetUrl` must have the scheme and host of the app's home page, and no fragment (docs/feishu.md).
 */
export function webAppLink({ appId, targetUrl }: { appId: string; targetUrl: string }): string {
  const query = new URLSearchParams({ appId, mode: "appCenter", lk_target_url: targetUrl });
  return `${environment().FEISHU_APPLINK_BASE}/client/web_app/open?${query.toString()}`;
}
