import { diffChars } from "diff";
import { green, grey, red, type Row } from "@/lib/channels/internal/self-check/rows";
import type { FeishuApplication } from "@/lib/feishu/answers";

/** How many characters would have to change. */
const distance = (one: string, other: string): number =>
  diffChars(one, other).reduce(
    (sum, { added, removed, value }) => sum + (added || removed ? value.length : 0),
    0,
  );

/** As much as an address may differ and still be meant to be the other. */
const NEAR = 24;

/** Each address that is missing, beside the one that was probably meant to be it. Compared exactly: what Feishu forgives is not documented. */
function missing(expected: readonly string[], actual: readonly string[]): Row["compared"] {
  const left = new Set(actual.filter((url) => !expected.includes(url)));
  return expected
    .filter((url) => !actual.includes(url))
    .map((url) => {
      const [nearest] = [...left].toSorted((one, other) => distance(url, one) - distance(url, other));
      if (nearest === undefined || distance(url, nearest) > NEAR) return { expected: url, actual: null };
      left.delete(nearest);
      return { expected: url, actual: nearest };
    });
}

/** The five redirect URLs (manual, step 6). */
export function redirectUrlsRow({ redirectUrls }: FeishuApplication, expected: readonly string[]): Row {
  const compared = missing(expected, redirectUrls);
  return compared.length === 0
    ? green("redirect_urls", "right")
    : red("redirect_urls", "missing", { compared, details: { count: String(compared.length) } });
}

/** The trusted domain (manual, step 6), which Feishu may or may not tell (docs/feishu.md). */
export function trustedDomainRow({ h5TrustedDomains: domains }: FeishuApplication, expected: string): Row {
  if (domains === null) return grey("trusted_domain", "no_api", { compared: [{ expected, actual: null }] });
  const listed = domains.map((domain) => domain.replace(/\/+$/, ""));
  const compared = missing([expected], listed);
  return compared.length === 0
    ? green("trusted_domain", "right")
    : red("trusted_domain", "missing", { compared });
}
