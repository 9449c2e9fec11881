import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../core/clock.ts";
import { ExhibitError } from "../core/errors.ts";
import { type AccountState, accountState } from "./accounts-state.ts";
import { credentialError, denied, distorted, mangled, refusalOf } from "./fault-effects.ts";
import { type Fault, FaultPlan, type FaultRule } from "./faults.ts";
import { Loopback, send } from "./loopback.ts";
import type { Account, Organisation } from "./organisation/model.ts";
import { uuid } from "./organisation/random.ts";
import { type Fields, PROTOCOLS, ServiceError, type ServiceName, type WireAnswer } from "./protocol/answer.ts";
import { jsonAnswer, jsonError } from "./protocol/json.ts";
import { readRequest, type SandboxRequest } from "./protocol/request.ts";
import { queryAnswer, queryError } from "./protocol/xml.ts";
import type { PageStyle } from "./services/call.ts";
import { SERVICES } from "./services/index.ts";
import { type Identity, Sessions } from "./sessions.ts";

/** No request of the operations here is longer; a longer one is a mistake of the caller. */
const LONGEST_REQUEST = 1_048_576;

export interface ServerSettings {
  readonly organisation: Organisation;
  readonly clock: Clock;
  readonly pageStyle: PageStyle;
  readonly faults: readonly FaultRule[];
}

/** One HTTP server on loopback that speaks for every service of the organisation. */
export class SandboxServer {
  readonly faults = new FaultPlan();
  readonly sessions: Sessions;
  readonly #settings: ServerSettings;
  readonly #loopback = new Loopback((message, response) => this.#serve(message, response));
  readonly #states: ReadonlyMap<string, AccountState>;
  /** Calls by account, then by operation. Callers that nobody knows count under `unknown`. */
  readonly #calls = new Map<string, Map<string, number>>();
  #requests = 0;
  #inFlight = 0;
  #peak = 0;

  constructor(settings: ServerSettings) {
    this.#settings = settings;
    this.sessions = new Sessions(settings.organisation, settings.clock);
    const startedAt = settings.clock.now();
    this.#states = new Map(
      settings.organisation.accounts.map((account) => [account.id, accountState(account, startedAt)]),
    );
    for (const rule of settings.faults) this.faults.add(rule);
  }

  listen(port: number): Promise<number> {
    return this.#loopback.listen(port);
  }

  close(): Promise<void> {
    return this.#loopback.close();
  }

  calls(account?: string): Readonly<Record<string, number>> {
    const sum: Record<string, number> = {};
    for (const [id, operations] of this.#calls)
      if (account === undefined || account === id)
        for (const [operation, count] of operations) sum[operation] = (sum[operation] ?? 0) + count;
    return sum;
  }

  clearCalls(): void {
    this.#calls.clear();
    this.#peak = 0;
  }

  /** The most requests that were under way at one time. */
  get peakConcurrency(): number {
    return this.#peak;
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#inFlight += 1;
    this.#peak = Math.max(this.#peak, this.#inFlight);
    try {
      const body = await readBody(message);
      this.#requests += 1;
      const requestId = uuid(`request/${this.#requests}`);
      let request: SandboxRequest;
      try {
        request = readRequest({
          method: message.method ?? "",
          url: message.url ?? "/",
          headers: message.headers,
          body,
        });
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        await send(response, jsonError("rest", error, requestId), [], this.#settings.clock);
        return;
      }
      await this.#answer(request, requestId, response);
    } finally {
      this.#inFlight -= 1;
    }
  }

  async #answer(request: SandboxRequest, requestId: string, response: ServerResponse): Promise<void> {
    const { service, operation, region } = request;
    const identity = this.#identify(request);
    const account = identity instanceof ServiceError ? undefined : identity.account;
    const id = `${service}:${operation}`;
    this.#count(account?.id ?? "unknown", id);
    const sent = sentMarker(request);
    const faults = this.faults.take({ operation: id, account: account?.id, region, laterPage: sent !== undefined });
    for (const fault of faults) {
      if (fault.kind === "slow") await delay(fault.delayMs, undefined, { signal: this.#loopback.closing });
      if (fault.kind === "hang") return this.#loopback.hang();
      if (fault.kind === "reset") return void response.socket?.resetAndDestroy();
    }
    let wire: WireAnswer;
    try {
      if (identity instanceof ServiceError) throw identity;
      const output = this.#run(request, identity, faults);
      wire = encode(
        service,
        operation,
        faults.reduce((data, fault) => distorted(data, fault, sent), output),
        requestId,
      );
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      wire = encodeError(service, error, requestId);
    }
    await send(response, faults.reduce(mangled, wire), faults, this.#settings.clock);
  }

  #identify({ service, accessKeyId, sessionToken }: SandboxRequest): Identity | ServiceError {
    try {
      return this.sessions.identify(accessKeyId, sessionToken);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return credentialError(service, error.code === "ExpiredToken" ? "expired" : "invalid");
    }
  }

  #run(request: SandboxRequest, identity: Identity, faults: readonly Fault[]): Fields | undefined {
    const { service, operation, region, input } = request;
    const { account } = identity;
    const handler = Object.hasOwn(SERVICES[service], operation) ? SERVICES[service][operation] : undefined;
    if (handler === undefined) throw unknownOperation(service, operation);
    for (const fault of faults) {
      const refusal = refusalOf(fault, service, operation, identity.arn);
      if (refusal !== undefined) throw refusal;
    }
    if (isRefused(account, `${service}:${operation}`, region)) throw denied(service, operation, identity.arn);
    const state = this.#states.get(account.id);
    if (state === undefined) throw new ExhibitError("INTERNAL", `the sandbox has no state for account ${account.id}`);
    return handler({
      organisation: this.#settings.organisation,
      account,
      identity,
      region,
      input,
      now: this.#settings.clock.now(),
      pageStyle: this.#settings.pageStyle,
      sessions: this.sessions,
      inventory: state.inventory,
      jobs: state.jobs,
    });
  }

  #count(account: string, operation: string): void {
    const operations = this.#calls.get(account) ?? new Map<string, number>();
    this.#calls.set(account, operations.set(operation, (operations.get(operation) ?? 0) + 1));
  }
}

function isRefused(account: Account, operation: string, region: string): boolean {
  return account.refusals.some(
    (refusal) =>
      (refusal.operation === operation ||
        (refusal.operation.endsWith(":*") && operation.startsWith(refusal.operation.slice(0, -1)))) &&
      (refusal.region === undefined || refusal.region === region),
  );
}

function sentMarker({ input }: SandboxRequest): string | undefined {
  const value = input["Marker"] ?? input["NextToken"] ?? input["nextToken"];
  return typeof value === "string" ? value : undefined;
}

function encode(service: ServiceName, operation: string, output: Fields | undefined, requestId: string): WireAnswer {
  const protocol = PROTOCOLS[service];
  return protocol === "query"
    ? queryAnswer(service, operation, output, requestId)
    : jsonAnswer(protocol, output, requestId);
}

function encodeError(service: ServiceName, error: ServiceError, requestId: string): WireAnswer {
  const protocol = PROTOCOLS[service];
  return protocol === "query" ? queryError(service, error, requestId) : jsonError(protocol, error, requestId);
}

function unknownOperation(service: ServiceName, operation: string): ServiceError {
  if (PROTOCOLS[service] === "query") {
    const version = service === "iam" ? "2010-05-08" : "2011-06-15";
    return new ServiceError(400, "InvalidAction", `Could not find operation ${operation} for version ${version}`);
  }
  return new ServiceError(
    PROTOCOLS[service] === "rest" ? 404 : 400,
    "UnknownOperationException",
    `unknown operation ${operation}`,
  );
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_REQUEST) throw new RangeError("the request is longer than any that the sandbox understands");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
