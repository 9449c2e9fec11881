import type { Operation } from "#sdk";

type Details = Omit<Operation, "id" | "match" | "permission"> & {
  /** IAM action when it differs from `service:Operation`; null when none is needed. */
  readonly action?: string | null;
};

/** `iam`, `sts`: the operation's name is the `Action` parameter of the form body. */
export function queryOperation(service: string, name: string, details: Details): Operation {
  return operation(`${service}:${name}`, { protocol: "aws-query", service, action: name }, details);
}

/** The operation's name is in `x-amz-target`, after the service's own prefix. `prefix` is the IAM prefix (and SigV4 name). */
export function jsonOperation(service: string, target: string, name: string, details: Details): Operation {
  return operation(`${service}:${name}`, { protocol: "aws-json", service, target: `${target}.${name}` }, details);
}

/** The operation is a method and a path. */
export function restOperation(
  service: string,
  name: string,
  method: string,
  path: string,
  details: Details,
): Operation {
  return operation(`${service}:${name}`, { protocol: "rest", method, path, service }, details);
}

function operation(id: string, match: Operation["match"], { action, ...details }: Details): Operation {
  return { id, match, permission: action === null ? null : { type: "iam-action", value: action ?? id }, ...details };
}
