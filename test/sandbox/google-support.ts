import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { googleWorkspace } from "../../collectors/google-workspace/index.ts";
import type { CheckResult, Clock } from "../../src/core/index.ts";
import { createGateway } from "../../src/gateway/index.ts";
import { readPacked } from "../../src/pipeline/packing.ts";
import type { Registry } from "../../src/pipeline/ports.ts";
import { snapshot } from "../../src/pipeline/run.ts";
import { linesOf } from "../../src/pipeline/spool.ts";
import type { AnyCheck } from "../../src/sdk/index.ts";
import type { GoogleSandbox } from "../../src/sandbox/google/index.ts";
import { bareCriteria } from "../support/estate.ts";
import { memoryWorkshop } from "../support/memory-workshop.ts";

const CHECKS = fileURLToPath(new URL("../../collectors/google-workspace/checks/", import.meta.url));

/** Checks of this platform, from their folder. */
export const googleChecks: readonly AnyCheck[] = await Promise.all(
  readdirSync(CHECKS)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map(async (file) => ((await import(`${CHECKS}${file}`)) as { default: AnyCheck }).default),
);

const registry: Registry = {
  collectors: [googleWorkspace],
  checks: googleChecks,
  kinds: new Map(googleWorkspace.kinds.map((kind) => [kind.id, kind])),
};

export function connectionConfig(sandbox: GoogleSandbox): Readonly<Record<string, unknown>> {
  return {
    endpoint: sandbox.url,
    subject: sandbox.subject,
    credentials: sandbox.credentials,
    customer: sandbox.tenant.customer.id,
  };
}

export interface TenantRun {
  readonly status: string;
  readonly results: readonly CheckResult[];
}

/** One run over a sandbox tenant, sealed and judged by every check of the platform, in memory. */
export async function runTenant(
  sandbox: GoogleSandbox,
  options: { readonly clock: Clock; readonly config?: Readonly<Record<string, unknown>> },
): Promise<TenantRun> {
  const workshop = await memoryWorkshop({ registry, clock: options.clock });
  try {
    const result = await snapshot({
      workshop,
      gateway: createGateway({
        clock: options.clock,
        random: () => 0.5,
        sleep: async () => undefined,
        limits: { throttleAttempts: 2, transientAttempts: 2, attemptTimeoutMs: 5_000 },
      }),
      connections: [
        {
          id: "google",
          collector: googleWorkspace,
          environment: "test",
          config: googleWorkspace.config.parse({ ...connectionConfig(sandbox), ...options.config }),
        },
      ],
      criteria: bareCriteria(googleChecks),
      trigger: "demand",
      controls: [],
      env: {},
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
    return { status: result.run.status, results };
  } finally {
    await workshop.dispose();
  }
}
