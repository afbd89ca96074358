const secretParameter =
  /\b((?:app_|client_)?secret|token|[a-z_]*access_token|refresh_token|code|state|code_verifier|code_challenge|password|authorization|cookie)(["']?\s*[=:]\s*["']?)(?:Bearer\s+)?[^\s&"',;}]+/gi;
const bearer = /Bearer\s+[\w.~+/=-]+/gi;
const feishuToken = /\b[tu]-[\w.-]{10,}/g;
const jsonWebToken = /\beyJ[\w-]{8,}(?:\.[\w-]*)+/g;
const connectionPassword = /(:\/\/[^:/@\s]+:)[^@\s]+@/g;

/** `text` without anything that looks like a token, secret, code, cookie or password; URLs keep their path. */
export function redactText(text: string): string {
  return text
    .replace(secretParameter, "$1$2[redacted]")
    .replace(bearer, "Bearer [redacted]")
    .replace(feishuToken, "[redacted]")
    .replace(jsonWebToken, "[redacted]")
    .replace(connectionPassword, "$1[redacted]@");
}
