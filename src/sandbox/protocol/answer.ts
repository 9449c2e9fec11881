/** An operation's answer before it becomes bytes. Dates and numbers are typed; the protocol decides how they are written. */
export type Value =
  | string
  | number
  | boolean
  | Date
  | undefined
  | readonly Value[]
  | ReadonlyMap<string, Value>
  | Fields;
export interface Fields {
  readonly [name: string]: Value;
}

export type Protocol = "query" | "json" | "rest";

/** What goes over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Refusal or failure in a service's own vocabulary; each protocol has its own envelope for it. */
export class ServiceError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = "ServiceError";
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** Services as signed requests name them. */
export type ServiceName =
  | "sts"
  | "iam"
  | "organizations"
  | "account"
  | "access-analyzer"
  | "sso"
  | "identitystore"
  | "config";

export const PROTOCOLS: Readonly<Record<ServiceName, Protocol>> = {
  sts: "query",
  iam: "query",
  organizations: "json",
  sso: "json",
  identitystore: "json",
  config: "json",
  account: "rest",
  "access-analyzer": "rest",
};
