import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../world/child-process";

/** Everything on the server that opens a connection to somewhere, and who says where that is. */
const callers: Record<string, string> = {
  "lib/incidents/internal/post-webhook.ts":
    "an address that somebody gave: checked, see lib/config/outgoing-address.ts",
  "lib/feishu/transport.ts": "FEISHU_API_BASE, by the operator",
  "lib/identity/internal/oidc-provider.ts": "the issuer, by the operator",
  "lib/identity/internal/ask-oidc-provider.ts": "what that issuer tells of itself",
  "lib/mail/send-mail.ts": "SMTP_URL, by the operator",
  "lib/storage/internal/s3-store.ts": "S3_*, by the operator",
};

const opening =
  /(?<![.\w])fetch\(|globalThis\.fetch\(|import \{[^}]*\b(?:request|get|connect|createConnection|discovery|authorizationCodeGrant|createTransport|S3Client)\b[^}]*\} from "(?:node:(?:https?|net|tls|http2)|openid-client|nodemailer|@aws-sdk\/client-s3|undici)"/;

const source = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

test("the server calls nobody but those listed here: pictures of people and links in messages are the browser's", () => {
  const files = globSync("{lib,app}/**/*.ts", { cwd: ROOT }).filter(
    (file) => !/\.test\.|lib\/testing\/|generated|\/browser\//.test(file),
  );
  expect(files.length).toBeGreaterThan(300);
  expect(files.filter((file) => opening.test(source(file))).toSorted()).toEqual(
    Object.keys(callers).toSorted(),
  );
});

test("nothing fetches a picture for somebody: the optimizer of pictures is off", () => {
  expect(source("next.config.ts")).toContain("images: { unoptimized: true }");
});

test("an address that somebody gave is called in one place, which looks it up itself and follows nothing", () => {
  const webhook = source("lib/incidents/internal/post-webhook.ts");
  expect(webhook).toContain("lookup: publicLookup()");
  expect(webhook).toContain("isCallable(outgoing.url)");
  expect(webhook).not.toMatch(/headers\.location|redirect: "follow"/);
});
