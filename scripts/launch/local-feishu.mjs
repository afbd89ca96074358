import { freePort } from "./free-port.mjs";
import { startLogged } from "./logged.mjs";

/** The local Feishu as a child, and the variables that make the product speak to it. */
export async function startLocalFeishu(session, appUrl) {
  const port = await freePort(4600);
  const url = `http://127.0.0.1:${port}`;
  const args = ["--import", "tsx", "e2e/feishu/main.ts", "--port", String(port), "--app-url", appUrl];
  const env = { ...process.env, NODE_ENV: "development" };
  const feishu = await startLogged(session, { name: "feishu", command: process.execPath, args, env });
  await feishu.untilAnswers(url);
  const jssdk = `${url}/jssdk/h5-js-sdk.js`;
  return {
    child: feishu,
    url,
    env: {
      FEISHU_API_BASE: url,
      FEISHU_ACCOUNTS_BASE: url,
      FEISHU_APPLINK_BASE: url,
      FEISHU_JSSDK_URL: jssdk,
    },
  };
}
