import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { awsConfig } from "../../collectors/aws-config/index.ts";
import type { CheckResult, Clock } from "../../src/core/index.ts";
import { createGateway } from "../../src/gateway/index.ts";
import { readPacked } from "../../src/pipeline/packing.ts";
import type { Registry } from "../../src/pipeline/ports.ts";
import { snapshot } from "../../src/pipeline/run.ts";
import { linesOf } from "../../src/pipeline/spool.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";
import type { AnyCheck } from "../../src/sdk/index.ts";
import { bareCriteria } from "../support/estate.ts";
import { memoryWorkshop } from "../support/memory-workshop.ts";

const CHECKS = fileURLToPath(new URL("../../collectors/aws-config/checks/", import.meta.url));

/** Checks of AWS Config, from their folder. */
export const configChecks: readonly AnyCheck[] = await Promise.all(
  readdirSync(CHECKS)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map(async (file) => ((await import(`${CHECKS}${file}`)) as { default: AnyCheck }).default),
);

const registry: Registry = {
  collectors: [awsConfig],
  checks: configChecks,
  kinds: new Map(awsConfig.kinds.map((kind) => [kind.id, kind])),
};

export interface EstateRun {
  readonly status: string;
  readonly results: readonly CheckResult[];
}

/** One run over a sandbox organisation, sealed and judged by every check of AWS Config, in memory. */
export async function runEstate(
  sandbox: Sandbox,
  options: { readonly clock: Clock; readonly config?: Readonly<Record<string, unknown>> },
): Promise<EstateRun> {
  const workshop = await memoryWorkshop({ registry, clock: options.clock });
  const [first] = sandbox.accounts;
  if (first === undefined) throw new Error("the sandbox has no account");
  const { reader, organization } = sandbox.organisation;
  const scope =
    organization === undefined ? {} : { organization: { roleName: reader.name, externalId: reader.externalId } };
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
          id: "config",
          collector: awsConfig,
          environment: "test",
          config: awsConfig.config.parse({ endpoint: sandbox.url, ...scope, ...options.config }),
        },
      ],
      criteria: bareCriteria(configChecks),
      trigger: "demand",
      controls: [],
      env: {
        AWS_ACCESS_KEY_ID: first.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: first.credentials.secretAccessKey,
      },
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
