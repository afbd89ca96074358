/** What Feishu's console shows under "Credentials & Basic Info" (manual, step 3). */
export type FeishuCredentials = { appId: string; appSecret: string };

/** The form of every App ID. */
const appIdPattern = /^cli_[0-9a-f]{16}$/;

/** Whether `value` has the form of an App ID; whether such an app exists only Feishu knows. */
export function isAppId(value: string): boolean {
  return appIdPattern.test(value);
}
