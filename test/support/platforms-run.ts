import type { CheckResult, Clock } from "../../src/core/index.ts";
import { createGateway } from "../../src/gateway/index.ts";
import { readPacked } from "../../src/pipeline/packing.ts";
import { effectiveParameters } from "../../src/pipeline/parameters.ts";
import { planConnection, type Connection } from "../../src/pipeline/plan.ts";
import { snapshot, type SnapshotResult } from "../../src/pipeline/run.ts";
import { linesOf } from "../../src/pipeline/spool.ts";
import { resolveReferences } from "../../src/settings/secrets.ts";
import type { ConnectionSettings, Platforms } from "../../src/sandbox/platforms.ts";
import { bareCriteria, registry } from "./estate.ts";
import { memoryWorkshop } from "./memory-workshop.ts";

export interface PlatformsRun extends SnapshotResult {
  /** Every result of every check, passes included. */
  readonly results: readonly CheckResult[];
}

export interface PlatformsRunOptions {
  readonly clock: Clock;
  /** Which connections of the sandbox, and what each says beside what it must. Default: all of them as they are. */
  readonly connections?: (connection: ConnectionSettings) => readonly ConnectionSettings[];
  /** Parameters by check id, as a configuration file gives them. */
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** One run over every platform of an invented organisation, sealed and judged by every check, in memory. */
export async function runPlatforms(platforms: Platforms, options: PlatformsRunOptions): Promise<PlatformsRun> {
  const { clock, connections = (one) => [one], parameters = {} } = options;
  const workshop = await memoryWorkshop({ registry, clock });
  const planned = (settings: ConnectionSettings): Connection => {
    const config = resolveReferences(settings.config, { env: platforms.env, folder: "/", secrets: new Set() }, "test");
    return planConnection({ ...settings, config: config as Readonly<Record<string, unknown>> }, registry, "test");
  };
  try {
    const result = await snapshot({
      workshop,
      gateway: createGateway({
        clock,
        random: () => 0.5,
        sleep: async () => undefined,
        limits: { throttleAttempts: 2, transientAttempts: 2, attemptTimeoutMs: 5_000 },
      }),
      connections: platforms.connections.flatMap(connections).map(planned),
      criteria: { ...bareCriteria(), params: effectiveParameters(registry.checks, parameters, "test") },
      trigger: "demand",
      controls: [],
      env: platforms.env,
      nodeVersion: process.versions.node,
      signal: new AbortController().signal,
      secrets: [],
      archive: undefined,
      onProgress: () => undefined,
    });
    const results: CheckResult[] = [];
    for (const row of await workshop.store.checkRuns(result.run.id))
      for await (const line of linesOf(readPacked(workshop.blobs, row.resultsBlob)))
        results.push(JSON.parse(line) as CheckResult);
    return { ...result, results };
  } finally {
    await workshop.dispose();
  }
}
