import { createHash } from "node:crypto";

/** UUID version 5 of the URL `https://exhibit-agent.example/ns`: the namespace of all ids that exports derive. */
const NAMESPACE = Buffer.from("59ab4b7dbcea57cfb9d6e0c285558fcc", "hex");

/**
 * UUID version 5 (RFC 9562) of a list of texts: the same parts give the same id in every export, on every machine. The
 * parts are joined as JSON, so that no two lists read alike.
 */
export function derivedUuid(...parts: readonly string[]): string {
  const hex = derivedBytes(parts).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The 16 bytes of {@link derivedUuid}. */
export function derivedBytes(parts: readonly string[]): Buffer {
  const bytes = createHash("sha1").update(NAMESPACE).update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes;
}
