/** The permissions of the manual's step 5; the product works with these four and no other. */
export const requiredScopes = [
  "application:application:self_manage",
  "cardkit:card:write",
  "im:message:send_as_bot",
  "tenant:tenant:readonly",
] as const;
export type RequiredScope = (typeof requiredScopes)[number];

/** The link of the web app (manual, step 4). */
export function homePageUrl(appUrl: string, appId: string): string {
  return `${appUrl}/feishu/${appId}/workbench`;
}

/** The redirect URLs of the manual's step 6. In-client sign-in works on listed pages only. */
export function redirectUrls(appUrl: string, appId: string): string[] {
  return [
    `${appUrl}/feishu/${appId}`,
    homePageUrl(appUrl, appId),
    `${appUrl}/thirdparty/feishu/${appId}/login`,
    `${appUrl}/thirdparty/feishu/${appId}/oauth2/callback`,
    `${appUrl}/feishu/${appId}/person/inviteToGroup`,
  ];
}
