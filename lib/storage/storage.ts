import { environment } from "@/lib/config/environment";
import { onePerProcess } from "@/lib/config/one-per-process";
import type { FileStore } from "@/lib/storage/file-store";
import { DiskStore } from "@/lib/storage/internal/disk-store";
import { S3Store } from "@/lib/storage/internal/s3-store";

/** Where this installation keeps files: the bucket of STORAGE_S3_*, else the directory STORAGE_DIR. */
export function storage(): FileStore {
  return onePerProcess("storage", () => {
    const { STORAGE_DIR, STORAGE_S3_ENDPOINT, ...settings } = environment();
    if (STORAGE_S3_ENDPOINT === undefined) return new DiskStore(STORAGE_DIR);
    return new S3Store({
      endpoint: STORAGE_S3_ENDPOINT,
      bucket: settings.STORAGE_S3_BUCKET ?? "",
      region: settings.STORAGE_S3_REGION ?? "",
      accessKeyId: settings.STORAGE_S3_ACCESS_KEY ?? "",
      secretAccessKey: settings.STORAGE_S3_SECRET_KEY ?? "",
      pathStyle: settings.STORAGE_S3_PATH_STYLE,
    });
  });
}
