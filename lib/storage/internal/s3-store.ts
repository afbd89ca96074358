import { Readable } from "node:stream";
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import type { Bytes, FileStore } from "@/lib/storage/file-store";
import { requireStorageKey } from "@/lib/storage/storage-key";

type S3Settings = {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  pathStyle: boolean;
};

/** The smallest part S3 takes; what is smaller goes in one request. */
const PART_BYTES = 5 * 1_024 * 1_024;

/**
 * Objects of a bucket that speaks S3's protocol. An object appears when its last part has arrived; what breaks off is
 * aborted. Only a crash can leave parts, which no reader sees and the bucket's own rule should expire (decision 0060).
 */
export class S3Store implements FileStore {
  readonly #bucket: string;
  readonly #client: S3Client;

  constructor({ endpoint, bucket, region, pathStyle, ...credentials }: S3Settings) {
    this.#bucket = bucket;
    this.#client = new S3Client({
      endpoint,
      region,
      credentials,
      forcePathStyle: pathStyle,
      // The newer checksums are unknown to many that speak S3; the signature covers the bytes anyway.
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
    });
  }

  async write(key: string, bytes: Bytes): Promise<void> {
    const upload = new Upload({
      client: this.#client,
      params: { ...this.#objectOf(key), Body: Readable.from(bytes, { objectMode: false }) },
      partSize: PART_BYTES,
      queueSize: 2,
    });
    await upload.done();
  }

  async read(key: string): Promise<ReadableStream<Uint8Array> | null> {
    try {
      const { Body } = await this.#client.send(new GetObjectCommand(this.#objectOf(key)));
      return Body?.transformToWebStream() ?? null;
    } catch (thrown) {
      if (thrown instanceof NoSuchKey) return null;
      throw thrown;
    }
  }

  async remove(key: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand(this.#objectOf(key)));
  }

  #objectOf(key: string) {
    return { Bucket: this.#bucket, Key: requireStorageKey(key) };
  }
}
