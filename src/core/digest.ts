import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical.ts";

/** Lower-case hex SHA-256 (64 characters). */
export type Digest = string;

export const DIGEST_PATTERN = /^[0-9a-f]{64}$/;

export function sha256(bytes: Uint8Array | string): Digest {
  return createHash("sha256").update(bytes).digest("hex");
}

/** SHA-256 of the RFC 8785 text of one of our own records. */
export function digestOf(value: unknown): Digest {
  return sha256(canonicalJson(value));
}
