/** `name=value`, `"name": "value"`, also escaped within JSON or percent-encoded within a URL. */
const secretPair =
  /([\w-]{0,40}(?:secret|token|password|passwd|verifier|challenge|authorization|encryption_?keys?|private_?key|session_?key)\\*["']?\s*(?:[=:]|%3D)\s*\\*["'`]?(?:(?:Bearer|Basic)\s+)?)[^\s&"'`\\,;}]+/gi;
/** Those of a sign-in. Error codes and states of connections, digits or capitals alone, are what one looks for in a log. */
const signInPair =
  /((?:\b|(?<=%3[Ff]|%26))(?:[Cc]ode|[Ss]tate)\\*["']?\s*(?:[=:]|%3[Dd])\s*\\*["'`]?)(?![\dA-Z_]+(?![\w-]))[^\s&"'`\\,;}]{8,}/g;
const cookies = /((?:set-)?cookie\\*["']?\s*[=:]\s*\\*["']?)[^\r\n"'\\]+/gi;
const authorization = /\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi;
const feishuToken = /\b[tu]-[\w.-]{10,}/g;
const jsonWebToken = /\beyJ[\w-]{8,}(?:\.[\w-]*)+/g;
/** Up to the last `@` of the authority: a password may hold one. */
const connectionPassword = /(:\/\/[^:/@\s]*:)[^\s/]+@/g;

/** `text` without anything that looks like a token, secret, code, cookie or password; URLs keep their path. */
export function redactText(text: string): string {
  return text
    .replace(cookies, "$1[redacted]")
    .replace(secretPair, "$1[redacted]")
    .replace(signInPair, "$1[redacted]")
    .replace(authorization, "$1 [redacted]")
    .replace(feishuToken, "[redacted]")
    .replace(jsonWebToken, "[redacted]")
    .replace(connectionPassword, "$1[redacted]@");
}
