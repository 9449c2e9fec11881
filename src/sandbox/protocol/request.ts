import { type ServiceName, PROTOCOLS, ServiceError } from "./answer.ts";

/** A request as the sandbox understands it, before anybody knows whether the operation exists. */
export interface SandboxRequest {
  readonly service: ServiceName;
  /** `GetAccountSummary`. */
  readonly operation: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly sessionToken: string | undefined;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface RawRequest {
  readonly method: string;
  /** Path with query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

const TARGETS: Readonly<Record<string, ServiceName>> = {
  AWSOrganizationsV20161128: "organizations",
  SWBExternalService: "sso",
  AWSIdentityStore: "identitystore",
  StarlingDoveService: "config",
};

const ROUTES: readonly {
  readonly service: ServiceName;
  readonly method: string;
  readonly path: string;
  readonly operation: string;
}[] = [
  { service: "account", method: "POST", path: "/getAlternateContact", operation: "GetAlternateContact" },
  { service: "account", method: "POST", path: "/listRegions", operation: "ListRegions" },
  { service: "access-analyzer", method: "GET", path: "/analyzer", operation: "ListAnalyzers" },
  { service: "access-analyzer", method: "POST", path: "/findingv2", operation: "ListFindingsV2" },
];

const CREDENTIAL = /Credential=([A-Za-z0-9]+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request/;

/**
 * Reads service, operation and caller from a signed request. The signature itself is not checked.
 * Throws ServiceError (with the service it guessed, for the envelope) when the request names no service the sandbox has.
 */
export function readRequest(raw: RawRequest): SandboxRequest {
  const authorization = header(raw, "authorization") ?? "";
  const [, accessKeyId, region, scope] = CREDENTIAL.exec(authorization) ?? [];
  if (accessKeyId === undefined || region === undefined || scope === undefined)
    throw new ServiceError(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
  const caller = { region, accessKeyId, sessionToken: header(raw, "x-amz-security-token") };
  const target = header(raw, "x-amz-target");
  if (target !== undefined) {
    const [prefix = "", operation = ""] = target.split(".");
    const service = TARGETS[prefix];
    if (service === undefined)
      throw new ServiceError(404, "UnknownOperationException", `no service of the sandbox is called ${prefix}`);
    return { service, operation, ...caller, input: jsonInput(raw.body) };
  }
  const service = scopeService(scope);
  if (PROTOCOLS[service] === "query") {
    const form = new URLSearchParams(raw.body);
    return { service, operation: form.get("Action") ?? "", ...caller, input: Object.fromEntries(form) };
  }
  const url = new URL(raw.url, "http://sandbox.invalid");
  const route = ROUTES.find(
    (candidate) => candidate.service === service && candidate.method === raw.method && candidate.path === url.pathname,
  );
  if (route === undefined) return { service, operation: `${raw.method} ${url.pathname}`, ...caller, input: {} };
  const input = { ...Object.fromEntries(url.searchParams), ...jsonInput(raw.body) };
  return { service, operation: route.operation, ...caller, input };
}

function scopeService(scope: string): ServiceName {
  if (Object.hasOwn(PROTOCOLS, scope)) return scope as ServiceName;
  throw new ServiceError(404, "UnknownOperationException", `the sandbox does not speak for the service ${scope}`);
}

function jsonInput(body: string): Record<string, unknown> {
  if (body === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw new ServiceError(400, "SerializationException", `the request body is not JSON: ${String(cause)}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ServiceError(400, "SerializationException", "the request body is not a JSON object");
  return value as Record<string, unknown>;
}

function header(raw: RawRequest, name: string): string | undefined {
  const value = raw.headers[name];
  return typeof value === "string" ? value : value?.[0];
}
