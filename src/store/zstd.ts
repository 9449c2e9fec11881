import { pipeline, Readable } from "node:stream";
import { createZstdCompress, createZstdDecompress } from "node:zlib";
import { ExhibitError, messageOf, systemErrorCode } from "../core/errors.ts";

export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Plain bytes → zstd frames, streaming. Errors of the source come out unchanged. */
export async function* compress(plain: Bytes): AsyncGenerator<Uint8Array> {
  yield* through(plain, createZstdCompress());
}

/** zstd frames → plain bytes, streaming. BLOB_CORRUPT when they are not whole zstd frames. */
export async function* decompress(stored: Bytes): AsyncGenerator<Uint8Array> {
  try {
    yield* through(stored, createZstdDecompress());
  } catch (error) {
    if (!isZstdError(error)) throw error;
    throw new ExhibitError("BLOB_CORRUPT", `an object is not valid zstd: ${messageOf(error)}`, { cause: error });
  }
}

function isZstdError(error: unknown): boolean {
  const code = systemErrorCode(error) ?? "";
  return code.startsWith("ZSTD_") || code === "Z_BUF_ERROR";
}

/** A consumer that stops early destroys the transform, and with it the source. */
async function* through(source: Bytes, transform: ReturnType<typeof createZstdCompress>): AsyncGenerator<Uint8Array> {
  // The outcome is seen by the consumer of `transform`, which pipeline destroys with the same error.
  pipeline(Readable.from(source, { objectMode: true, highWaterMark: 1 }), transform, () => undefined);
  for await (const chunk of transform) yield chunk as Uint8Array;
}
