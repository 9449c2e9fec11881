import { Undetermined } from "#sdk";
import type { ChromeDevice, MobileDevice } from "../evidence.ts";

/** The instant of a time as Google's device lists write it: RFC 3339, or milliseconds since 1970 in text. @throws Undetermined */
export function deviceInstant(text: string | undefined, field: string): string {
  if (text === undefined || text === "")
    throw new Undetermined("schema-mismatch", `the platform did not state ${field}`);
  const at = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (!Number.isFinite(at)) throw new Undetermined("schema-mismatch", `${field} is ${text}, no time known here`);
  return new Date(at).toISOString();
}

/** Why a mobile device reaches no data of the tenant any more; undefined when it does. */
export function cutOff(device: MobileDevice): string | undefined {
  const status = (device.status ?? "").toUpperCase();
  return ["BLOCKED", "WIPED", "WIPING", "ACCOUNT_WIPED", "ACCOUNT_WIPING", "DELETED", "UNPROVISIONED"].includes(status)
    ? `the device is ${status.toLowerCase()}`
    : undefined;
}

/** Why a ChromeOS device is no longer in use; undefined when it is. @throws Undetermined when Google does not say */
export function outOfUse(device: ChromeDevice): string | undefined {
  if (device.status === undefined) throw new Undetermined("schema-mismatch", "the platform did not state status");
  return ["DEPROVISIONED", "DISABLED", "RETURN_ARRIVED", "RETURN_REQUESTED", "SHIPPED", "PRE_PROVISIONED"].includes(
    device.status,
  )
    ? `the device is ${device.status.toLowerCase().replaceAll("_", " ")}`
    : undefined;
}

/** One of Google's words for a device's state, held against the good and the bad ones, without regard to case. */
export function wordIn(
  text: string | undefined,
  field: string,
  words: { readonly good: readonly string[]; readonly bad: readonly string[] },
): boolean {
  if (text === undefined || text.trim() === "")
    throw new Undetermined("schema-mismatch", `the platform did not state ${field}`);
  const word = text.trim().toLowerCase();
  if (words.good.includes(word)) return true;
  if (words.bad.includes(word)) return false;
  throw new Undetermined("schema-mismatch", `${field} is "${text}", a word not known here`);
}
