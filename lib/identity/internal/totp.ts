import { Secret, TOTP } from "otpauth";
import { renderSVG } from "uqr";
import { environment } from "@/lib/config/environment";

/** What every authenticator app takes without a question (RFC 6238, with the defaults of Google's key URI). */
const parameters = { algorithm: "SHA1", digits: 6, period: 30 } as const;
/** RFC 4226 §4 asks for 128 bits at least and recommends 160. */
const SECRET_BYTES = 20;
/** Clocks differ, and codes take time to type: the step before and the one after are taken too. */
const STEPS_AROUND = 1;

/** A new secret, in the letters that apps take (base32). */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** The address that hands a secret to an app, and its picture to be scanned. `label` is how the app calls the entry. */
export function keyUriOf(secret: string, label: string): { keyUri: string; qrCode: string } {
  const issuer = environment().PRODUCT_NAME;
  const keyUri = new TOTP({ ...parameters, issuer, label, secret: Secret.fromBase32(secret) }).toString();
  const svg = renderSVG(keyUri, { ecc: "M", border: 4 });
  return { keyUri, qrCode: `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}` };
}

/** The time step a code belongs to, among the current one and its neighbours; null for a wrong code. */
export function stepOf(secret: string, code: string, now: Date): bigint | null {
  const timestamp = now.getTime();
  const delta = TOTP.validate({
    ...parameters,
    token: code,
    secret: Secret.fromBase32(secret),
    timestamp,
    window: STEPS_AROUND,
  });
  return delta === null ? null : BigInt(TOTP.counter({ period: parameters.period, timestamp }) + delta);
}
