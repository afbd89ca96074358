import { createHash, createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const credentials = { accessKeyId: "test-access-key", secretAccessKey: "test-secret-key" };
const REGION = "test-region";
const BUCKET = "files";

const sha256 = (bytes: Buffer | string): string => createHash("sha256").update(bytes).digest("hex");
const hmac = (key: Buffer | string, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/** The signature that AWS Signature Version 4 demands for a request, from its published rules and not by the client's own signer. */
function signatureOf(request: IncomingMessage, url: URL, signedHeaders: string[]): string {
  const time = String(request.headers["x-amz-date"]);
  const scope = `${time.slice(0, 8)}/${REGION}/s3/aws4_request`;
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .toSorted();
  const canonical = [
    request.method,
    url.pathname,
    query.join("&"),
    ...signedHeaders.map((name) => `${name}:${String(request.headers[name]).trim()}`),
    "",
    signedHeaders.join(";"),
    request.headers["x-amz-content-sha256"],
  ];
  const toSign = ["AWS4-HMAC-SHA256", time, scope, sha256(canonical.join("\n"))].join("\n");
  const key = scope
    .split("/")
    .reduce<Buffer | string>((secret, part) => hmac(secret, part), `AWS4${credentials.secretAccessKey}`);
  return hmac(key, toSign).toString("hex");
}

const authorizationForm = /Credential=([^/]+)\/[^,]+, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})/;

/** Whether a request is signed with the right secret and its body is the one that was signed. */
function isSigned(request: IncomingMessage, url: URL, body: Buffer): boolean {
  const [, key, headers = "", signature] = authorizationForm.exec(request.headers.authorization ?? "") ?? [];
  return (
    key === credentials.accessKeyId &&
    request.headers["x-amz-content-sha256"] === sha256(body) &&
    signature === signatureOf(request, url, headers.split(";"))
  );
}

/** A server of one bucket that speaks as much of S3's protocol as storing files needs, and refuses what is not signed. */
export class S3Server {
  readonly objects = new Map<string, Buffer>();
  /** Uploads in parts that were begun and neither completed nor aborted. */
  readonly uploads = new Map<string, Map<number, Buffer>>();
  /** Refuses this part, and its repetitions. */
  failAtPart: number | undefined;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** What a store needs to know to use it. */
  settings() {
    const { port } = this.#server.address() as AddressInfo;
    return {
      endpoint: `http://127.0.0.1:${port}`,
      bucket: BUCKET,
      region: REGION,
      ...credentials,
      pathStyle: true,
    };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? "/", "http://localhost");
    if (!isSigned(request, url, body)) return problem(response, 403, "SignatureDoesNotMatch");
    const [, bucket, key = ""] = url.pathname.split("/");
    if (bucket !== BUCKET) return problem(response, 404, "NoSuchBucket");
    const uploadId = url.searchParams.get("uploadId");
    if (uploadId !== null) return this.#inParts(request, response, { uploadId, key, url, body });
    if (request.method === "POST" && url.searchParams.has("uploads")) return this.#begin(response, key);
    this.#whole(request, response, { key, body });
  }

  #whole(
    request: IncomingMessage,
    response: ServerResponse,
    { key, body }: { key: string; body: Buffer },
  ): void {
    const found = this.objects.get(key);
    if (request.method === "PUT") {
      this.objects.set(key, body);
      response.writeHead(200, { etag: `"${sha256(body)}"` }).end();
    } else if (request.method === "DELETE") {
      this.objects.delete(key);
      response.writeHead(204).end();
    } else if (found === undefined) problem(response, 404, "NoSuchKey");
    else response.writeHead(200, { "content-length": found.length }).end(found);
  }

  #begin(response: ServerResponse, key: string): void {
    const uploadId = randomUUID();
    this.uploads.set(uploadId, new Map());
    xml(
      response,
      200,
      "InitiateMultipartUploadResult",
      `<Bucket>${BUCKET}</Bucket><Key>${key}</Key><UploadId>${uploadId}</UploadId>`,
    );
  }

  #inParts(
    request: IncomingMessage,
    response: ServerResponse,
    { uploadId, key, url, body }: { uploadId: string; key: string; url: URL; body: Buffer },
  ): void {
    const parts = this.uploads.get(uploadId);
    const number = Number(url.searchParams.get("partNumber"));
    if (parts === undefined) problem(response, 404, "NoSuchUpload");
    else if (request.method === "DELETE") {
      this.uploads.delete(uploadId);
      response.writeHead(204).end();
    } else if (request.method === "PUT" && number === this.failAtPart) problem(response, 400, "InvalidPart");
    else if (request.method === "PUT") {
      parts.set(number, body);
      response.writeHead(200, { etag: `"${sha256(body)}"` }).end();
    } else {
      const numbers = [...body.toString().matchAll(/<PartNumber>(\d+)</g)].map((match) => Number(match[1]));
      this.objects.set(key, Buffer.concat(numbers.map((one) => parts.get(one) ?? Buffer.alloc(0))));
      this.uploads.delete(uploadId);
      xml(response, 200, "CompleteMultipartUploadResult", `<Key>${key}</Key><ETag>"whole"</ETag>`);
    }
  }
}

function xml(response: ServerResponse, status: number, root: string, content: string): void {
  response
    .writeHead(status, { "content-type": "application/xml" })
    .end(`<?xml version="1.0" encoding="UTF-8"?><${root}>${content}</${root}>`);
}

function problem(response: ServerResponse, status: number, code: string): void {
  xml(response, status, "Error", `<Code>${code}</Code><Message>${code}</Message>`);
}
