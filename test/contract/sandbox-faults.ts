import type { Fault, FaultRule } from "../../src/sandbox/faults.ts";
import type { ContractFault, ContractPeer } from "./collector-contract.ts";

/**
 * How a sandbox does wrong what the contract asks for.
 * @param notFound the platform's word for what is not there
 */
export function sandboxFaults(
  sandbox: { readonly setFault: (rule: FaultRule) => unknown },
  notFound: string,
): ContractPeer["fault"] {
  return ({ operation, count, laterPages }, fault) =>
    void sandbox.setFault({
      operation,
      ...(count === undefined ? {} : { count }),
      ...(laterPages === true ? { page: "later" as const } : {}),
      fault: sandboxFault(fault, notFound),
    });
}

function sandboxFault(fault: ContractFault, notFound: string): Fault {
  switch (fault.kind) {
    case "expired-credentials":
      return { kind: "expired-token" };
    case "rejected-credentials":
      return { kind: "invalid-token" };
    case "denied":
      return { kind: "deny" };
    case "not-found":
      return { kind: "error", status: 404, code: notFound };
    case "throttled":
      return {
        kind: "throttle",
        ...(fault.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: fault.retryAfterSeconds }),
      };
    case "malformed":
      return fault.body === "truncated" ? { kind: "truncate" } : { kind: "malformed", body: fault.body };
    case "server-error":
    case "hang":
    case "unknown-fields":
    case "missing-field":
      return fault;
  }
}
