import { awsIam } from "../../collectors/aws-iam/index.ts";
import type { CheckResult, Clock, Control } from "../../src/core/index.ts";
import { createGateway } from "../../src/gateway/index.ts";
import { readPacked } from "../../src/pipeline/packing.ts";
import { effectiveParameters } from "../../src/pipeline/parameters.ts";
import type { Criteria } from "../../src/pipeline/plan.ts";
import type { Registry } from "../../src/pipeline/ports.ts";
import { snapshot, type SnapshotResult } from "../../src/pipeline/run.ts";
import { linesOf } from "../../src/pipeline/spool.ts";
import { checks, collectors } from "../../src/registry.ts";
import type { AnyCheck } from "../../src/sdk/index.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";
import { memoryWorkshop, type MemoryWorkshop } from "./memory-workshop.ts";

export const registry: Registry = {
  collectors,
  checks,
  kinds: new Map(collectors.flatMap((collector) => collector.kinds.map((kind) => [kind.id, kind] as const))),
};

/** Criteria without a mapping, for tests that look at results and not at scores. */
export function bareCriteria(chosen: readonly AnyCheck[] = checks, controls: readonly Control[] = []): Criteria {
  return {
    organisation: "Example & Sons",
    checks: chosen,
    params: effectiveParameters(chosen, {}, "test"),
    controls,
    mappingDigest: "0".repeat(64),
    mappingVersion: "test",
    applicability: new Map(),
  };
}

export interface EstateRun extends SnapshotResult {
  readonly workshop: MemoryWorkshop;
  /** Every result of every check, passes included. */
  results(): Promise<readonly CheckResult[]>;
}

/** One run over a sandbox organisation with everything else in memory. Retries do not wait, so that faults that last are quick. */
export async function runEstate(
  sandbox: Sandbox,
  options: {
    readonly clock: Clock;
    readonly config?: Readonly<Record<string, unknown>>;
    readonly criteria?: Criteria;
    readonly signal?: AbortSignal;
  },
): Promise<EstateRun> {
  const [management] = sandbox.accounts;
  if (management === undefined) throw new Error("the sandbox has no account");
  const config = awsIam.config.parse({ endpoint: sandbox.url, ...options.config });
  const workshop = await memoryWorkshop({ registry, clock: options.clock });
  const result = await snapshot({
    workshop,
    gateway: createGateway({
      clock: options.clock,
      random: () => 0.5,
      sleep: async () => undefined,
      limits: { throttleAttempts: 2, transientAttempts: 2, attemptTimeoutMs: 5_000 },
    }),
    connections: [{ id: "aws", collector: awsIam, environment: "test", config }],
    criteria: options.criteria ?? bareCriteria(),
    trigger: "demand",
    controls: [],
    env: {
      AWS_ACCESS_KEY_ID: management.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: management.credentials.secretAccessKey,
      AWS_REGION: "eu-central-1",
    },
    nodeVersion: process.versions.node,
    signal: options.signal ?? new AbortController().signal,
    secrets: [],
    archive: undefined,
    onProgress: () => undefined,
  });
  return {
    ...result,
    workshop,
    async results() {
      const all: CheckResult[] = [];
      for (const row of await workshop.store.checkRuns(result.run.id)) {
        if (row.resultsBytes === 0) continue;
        for await (const line of linesOf(readPacked(workshop.blobs, row.resultsBlob)))
          all.push(JSON.parse(line) as CheckResult);
      }
      return all;
    },
  };
}

/** Configuration that reaches every account of the sandbox's organisation. */
export function wholeOrganization(sandbox: Sandbox): Readonly<Record<string, unknown>> {
  const [management] = sandbox.accounts;
  return {
    identityCenterRegion: "eu-central-1",
    organization: { roleName: management?.roleArn.split(":role/")[1], externalId: management?.externalId },
  };
}
