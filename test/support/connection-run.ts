import type { awsConfig } from "../../collectors/aws-config/index.ts";
import type { awsIam } from "../../collectors/aws-iam/index.ts";
import { github } from "../../collectors/github/index.ts";
import { googleWorkspace } from "../../collectors/google-workspace/index.ts";
import type { Assessment, CheckResult, Clock, Control } from "../../src/core/index.ts";
import { createGateway } from "../../src/gateway/index.ts";
import { readPacked } from "../../src/pipeline/packing.ts";
import type { Registry } from "../../src/pipeline/ports.ts";
import { snapshot } from "../../src/pipeline/run.ts";
import { linesOf } from "../../src/pipeline/spool.ts";
import { checks } from "../../src/registry.ts";
import type { GithubSandbox } from "../../src/sandbox/github/index.ts";
import type { GoogleSandbox } from "../../src/sandbox/google/index.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";
import type { AnyCheck, AnyCollector } from "../../src/sdk/index.ts";
import { bareCriteria } from "./estate.ts";
import { memoryWorkshop } from "./memory-workshop.ts";

/** One connection to a sandbox. */
export interface Connection {
  readonly collector: AnyCollector;
  readonly config: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ConnectionRun {
  readonly status: string;
  /** Every result of the chosen checks, passes included. */
  readonly results: readonly CheckResult[];
  /** Of the controls that the criteria name. */
  readonly assessment: Assessment;
}

/** Checks over kinds of this collector. */
export function checksOf(collector: AnyCollector): readonly AnyCheck[] {
  return checks.filter(({ over }) => collector.kinds.includes(over));
}

export interface RunOptions {
  readonly clock: Clock;
  /** Default: those over kinds of the connections' collectors. */
  readonly checks?: readonly AnyCheck[];
  readonly controls?: readonly Control[];
}

/** A run over one connection alone, sealed and judged in memory by its own checks. */
export function runConnection(connection: Connection, options: RunOptions): Promise<ConnectionRun> {
  return runConnections([connection], options);
}

/** A run over connections of different collectors, each under its collector's id. Retries do not wait. */
export async function runConnections(
  connections: readonly Connection[],
  { clock, checks: wanted, controls = [] }: RunOptions,
): Promise<ConnectionRun> {
  const collectors = connections.map(({ collector }) => collector);
  const chosen = wanted ?? collectors.flatMap(checksOf);
  const registry: Registry = {
    collectors,
    checks: chosen,
    kinds: new Map(collectors.flatMap(({ kinds }) => kinds.map((kind) => [kind.id, kind] as const))),
  };
  const workshop = await memoryWorkshop({ registry, clock });
  try {
    const { run, assessment } = await snapshot({
      workshop,
      gateway: createGateway({
        clock,
        random: () => 0.5,
        sleep: async () => undefined,
        limits: { throttleAttempts: 2, transientAttempts: 2, attemptTimeoutMs: 5_000 },
      }),
      connections: connections.map(({ collector, config }) => ({
        id: collector.id,
        collector,
        environment: "test",
        config: collector.config.parse(config),
      })),
      criteria: bareCriteria(chosen, controls),
      trigger: "demand",
      controls: [],
      env: Object.assign({}, ...connections.map(({ env }) => env)) as Readonly<Record<string, string>>,
      nodeVersion: process.versions.node,
      signal: new AbortController().signal,
      secrets: [],
      archive: undefined,
      onProgress: () => undefined,
    });
    const results: CheckResult[] = [];
    for (const row of await workshop.store.checkRuns(run.id))
      for await (const line of linesOf(readPacked(workshop.blobs, row.resultsBlob)))
        results.push(JSON.parse(line) as CheckResult);
    return { status: run.status, results, assessment };
  } finally {
    await workshop.dispose();
  }
}

/** AWS as its first account sees it; with `organization`, every account that can be reached from there. */
export function awsConnection(
  collector: typeof awsIam | typeof awsConfig,
  sandbox: Sandbox,
  config: Readonly<Record<string, unknown>> = {},
): Connection {
  const [first] = sandbox.accounts;
  if (first === undefined) throw new Error("the sandbox has no account");
  return {
    collector,
    config: { endpoint: sandbox.url, ...config },
    env: {
      AWS_ACCESS_KEY_ID: first.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: first.credentials.secretAccessKey,
      AWS_REGION: "eu-central-1",
    },
  };
}

export function githubConnection(
  sandbox: GithubSandbox,
  who: "app" | "owner" | "member" = "owner",
  config: Readonly<Record<string, unknown>> = {},
): Connection {
  const auth = who === "app" ? { type: "app", ...sandbox.app } : { type: "token", token: sandbox.tokens[who] };
  return {
    collector: github,
    config: { organizations: [sandbox.organisation.login], baseUrl: sandbox.url, auth, ...config },
  };
}

export function googleConnection(sandbox: GoogleSandbox, config: Readonly<Record<string, unknown>> = {}): Connection {
  const { url: endpoint, subject, credentials, tenant } = sandbox;
  return {
    collector: googleWorkspace,
    config: { endpoint, subject, credentials, customer: tenant.customer.id, ...config },
  };
}
