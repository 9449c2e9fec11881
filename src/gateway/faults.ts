import { ExhibitError } from "../core/errors.ts";
import type { Call, Fault } from "./types.ts";

/**
 * The error of a call whose last attempt got no answer. A replay raises the same one from the recorded fault.
 * @param detail system error code or static word of the last attempt
 */
export function faultError(call: Call, fault: Fault, detail: string, attempts: number, cause?: unknown): ExhibitError {
  const operation = call.operation.id;
  const tried = attempts === 1 ? "1 attempt" : `${String(attempts)} attempts`;
  const details = { place: `${operation} at ${call.request.url.host}`, ...(cause === undefined ? {} : { cause }) };
  switch (fault) {
    case "timeout":
      return new ExhibitError("PLATFORM_TIMEOUT", `${operation}: no whole answer in time after ${tried}`, details);
    case "network":
      return new ExhibitError("PLATFORM_UNREACHABLE", `${operation}: no answer after ${tried} (${detail})`, {
        ...details,
        remedy: "Check name resolution, proxy and firewall for this host.",
      });
    case "aborted":
      return new ExhibitError("CANCELLED", `${operation}: cancelled`, details);
    case "body-too-large":
      return new ExhibitError(
        "GATEWAY_BODY_TOO_LARGE",
        `${operation}: the answer exceeds the gateway's limit for one body`,
        details,
      );
  }
}
