import { ExhibitError } from "../core/errors.ts";
import type { Operation, OperationMatch } from "../sdk/collector.ts";
import { readGraphqlBody } from "./graphql.ts";
import { matchPath } from "./path-template.ts";
import type { OutboundRequest } from "./types.ts";

export interface Classified {
  readonly operation: Operation;
  /** `us-east-1/iam` of the SigV4 credential scope, when the request is signed. */
  readonly signedFor?: string;
}

interface SigningScope {
  readonly region: string;
  readonly service: string;
}

type MatchOf<P extends OperationMatch["protocol"]> = Extract<OperationMatch, { readonly protocol: P }>;
type OperationOf<P extends OperationMatch["protocol"]> = Operation & { readonly match: MatchOf<P> };

// Servers that honour one of these do something else than the method says.
const METHOD_OVERRIDES = ["x-http-method-override", "x-http-method", "x-method-override"];

/**
 * The declared operation that a request is on the wire. MUST be called before anything is sent.
 * @param path path of the request below its host or endpoint
 * @throws ExhibitError GATEWAY_OPERATION_NOT_DECLARED that names what was asked for
 */
export function classify(
  request: OutboundRequest,
  path: string,
  operations: readonly Operation[],
  collector: string,
): Classified {
  const scope = signingScope(request.headers.get("authorization"));
  const refuse = (asked: string, why: string): never => {
    throw new ExhibitError("GATEWAY_OPERATION_NOT_DECLARED", `collector ${collector} asked for ${asked}: ${why}`, {
      place: asked,
      remedy: "Only reads that the collector's manifest declares pass the gateway; declare it there if it only reads.",
    });
  };
  const found = (operation: Operation): Classified => ({
    operation,
    ...(scope === undefined ? {} : { signedFor: `${scope.region}/${scope.service}` }),
  });
  const line = `${request.method} ${path}`;

  const override = METHOD_OVERRIDES.find((name) => request.headers.has(name));
  if (override !== undefined) return refuse(line, `the header ${override} would change what it does`);

  const actions = queryActions(request);
  const target = request.headers.get("x-amz-target");
  if (actions.length > 1 || (actions.length > 0 && target !== null)) {
    return refuse(
      [...actions, ...(target === null ? [] : [target])].join(" and "),
      "one request names several actions",
    );
  }
  const action = actions[0];
  if (action !== undefined) {
    const service = scope?.service ?? serviceOfHost(request.url.hostname);
    const candidates = ofProtocol(operations, "aws-query").filter(
      ({ match }) => match.action === action && (service === undefined || match.service === service),
    );
    if (candidates[0] !== undefined && candidates.length === 1) return found(candidates[0]);
    return refuse(`${service ?? "aws"}:${action}`, "its manifest does not declare that action");
  }
  if (target !== null) {
    const operation = ofProtocol(operations, "aws-json").find(
      ({ match }) => match.target === target && (scope === undefined || match.service === scope.service),
    );
    if (operation !== undefined) return found(operation);
    return refuse(
      `${scope?.service ?? "aws"}:${target.split(".").at(-1) ?? target} (${target})`,
      "its manifest does not declare that action",
    );
  }

  const graphql = ofProtocol(operations, "graphql").filter(({ match }) => matchPath(match.path, path) !== undefined);
  if (graphql.length > 0) return found(classifyGraphql(request, line, graphql, refuse));

  const rest = ofProtocol(operations, "rest")
    .filter(({ match }) => match.method.toUpperCase() === request.method)
    .filter(({ match }) => match.service === undefined || scope === undefined || match.service === scope.service)
    .flatMap((operation) => {
      const literal = matchPath(operation.match.path, path);
      return literal === undefined ? [] : [{ operation, literal }];
    })
    .toSorted((a, b) => b.literal - a.literal);
  if (rest[0] !== undefined) return found(rest[0].operation);
  return refuse(
    scope === undefined ? line : `${scope.service} ${line}`,
    "its manifest does not declare that operation",
  );
}

function classifyGraphql(
  request: OutboundRequest,
  line: string,
  candidates: readonly OperationOf<"graphql">[],
  refuse: (asked: string, why: string) => never,
): Operation {
  if (request.method !== "POST") return refuse(line, "GraphQL is asked by POST only, so that the query can be read");
  const reading = readGraphqlBody(text(request.body));
  if ("unreadable" in reading) return refuse(`${line} (GraphQL)`, reading.unreadable);
  for (const { type, name } of reading.operations) {
    if (type !== "query")
      return refuse(`GraphQL ${type}${name === undefined ? "" : ` ${name}`}`, `a ${type} is not a read`);
  }
  const names = new Set(reading.operations.map(({ name }) => name));
  // Several declared operations may share the path: the name of the query tells them apart (`github:graphql.Members`).
  const [first] = candidates;
  const named = candidates.find(({ id }) => names.has(id.split(/[.:]/).at(-1)));
  return named ?? first ?? refuse(line, "its manifest does not declare that operation");
}

function ofProtocol<P extends OperationMatch["protocol"]>(
  operations: readonly Operation[],
  protocol: P,
): readonly OperationOf<P>[] {
  return operations.filter((operation): operation is OperationOf<P> => operation.match.protocol === protocol);
}

/** Every `Action` that an AWS query service could read, from the form body and from the URL. */
function queryActions(request: OutboundRequest): readonly string[] {
  const inUrl = request.url.searchParams.getAll("Action");
  const type = request.headers.get("content-type") ?? "";
  if (!type.toLowerCase().startsWith("application/x-www-form-urlencoded")) return inUrl;
  return [...inUrl, ...new URLSearchParams(text(request.body)).getAll("Action")];
}

// SigV4 scopes are DATE/REGION/SERVICE/aws4_request; SigV4a leaves the region out.
const CREDENTIAL = /^AWS4-[A-Z0-9-]+ .*Credential=[^/,\s]+\/\d{8}\/(?:([a-z0-9-]+)\/)?([a-z0-9-]+)\/aws4_request/;

function signingScope(authorization: string | null): SigningScope | undefined {
  const match = CREDENTIAL.exec(authorization ?? "");
  if (match?.[2] === undefined) return undefined;
  return { region: match[1] ?? "*", service: match[2] };
}

/** Service of an unsigned request (`sts:AssumeRoleWithWebIdentity` is one) to a host of AWS. */
function serviceOfHost(hostname: string): string | undefined {
  return /(?:^|\.)amazonaws\.(?:com|com\.cn|eu)$/.test(hostname) ? hostname.split(".")[0] : undefined;
}

function text(body: Uint8Array): string {
  return Buffer.from(body).toString("utf8");
}
