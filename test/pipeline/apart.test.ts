import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { awsConfig } from "../../collectors/aws-config/index.ts";
import { estate } from "../../collectors/aws-config/test/estate.ts";
import { awsIam } from "../../collectors/aws-iam/index.ts";
import { type CheckResult, ExhibitError, fixedClock } from "../../src/core/index.ts";
import { checks } from "../../src/registry.ts";
import { type GithubSandbox, startGithubSandbox } from "../../src/sandbox/github/index.ts";
import { type GoogleSandbox, startGoogleSandbox } from "../../src/sandbox/google/index.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.ts";
import type { AnyCollector, CollectContext, Emission } from "../../src/sdk/index.ts";
import {
  awsConnection,
  type Connection,
  githubConnection,
  googleConnection,
  runConnections,
  type ConnectionRun,
} from "../support/connection-run.ts";
import type { Breakable } from "../support/honesty.ts";

const clock = fixedClock("2026-11-22T10:00:00.000Z");
const COLLECTORS = ["aws-iam", "aws-config", "github", "google-workspace"] as const;

let aws: Sandbox;
let github: GithubSandbox;
let google: GoogleSandbox;
let connections: readonly Connection[];
let baseline: ConnectionRun;

beforeAll(async () => {
  aws = await startSandbox({ organisation: estate({ asOf: clock.now() }), clock });
  github = await startGithubSandbox({ clock });
  google = await startGoogleSandbox({ clock });
  connections = [
    awsConnection(awsIam, aws, { analyzerRegions: ["eu-central-1"] }),
    awsConnection(awsConfig, aws),
    githubConnection(github),
    googleConnection(google),
  ];
  baseline = await runConnections(connections, { clock });
}, 60_000);

afterAll(async () => {
  await aws.close();
  await github.close();
  await google.close();
});

/** The collector with something in its way: before anything is seen, or after its first hundred emissions. */
function failing(collector: AnyCollector, after: number, error: () => Error): AnyCollector {
  return {
    ...collector,
    preflight: () => Promise.reject(error()),
    async *collect(ctx: CollectContext): AsyncGenerator<Emission, void, void> {
      let seen = 0;
      for await (const emission of collector.collect(ctx)) {
        if (seen >= after) throw error();
        seen += 1;
        yield emission;
      }
      throw error();
    },
  };
}

const WAYS: Readonly<Record<string, (connection: Connection) => { readonly connection: Connection; restore(): void }>> =
  {
    "throws in the middle": (connection) => ({
      connection: {
        ...connection,
        collector: failing(connection.collector, 100, () => new TypeError("a bug of the collector")),
      },
      restore: () => undefined,
    }),
    "is refused at sign-in": (connection) => ({
      connection: {
        ...connection,
        collector: failing(
          connection.collector,
          0,
          () => new ExhibitError("AUTH_FAILED", "refused", { remedy: "ask again" }),
        ),
      },
      restore: () => undefined,
    }),
    "is denied every operation": (connection) => {
      const others: Readonly<Record<string, Breakable>> = { github, "google-workspace": google };
      const sandbox = others[connection.collector.id] ?? aws;
      const prefixes = new Set(connection.collector.operations.map(({ id }) => id.split(":")[0] ?? ""));
      const restores = [...prefixes].map((prefix) =>
        sandbox.setFault({ operation: `${prefix}:*`, fault: { kind: "deny" } }),
      );
      return { connection, restore: () => restores.forEach((restore) => restore()) };
    },
  };

const READS = new Map(checks.map((check) => [check.id, [check.over, ...check.reads].map(({ id }) => id)]));

/** Results of checks that read nothing of the collector. */
function untouched(results: readonly CheckResult[], collector: AnyCollector): readonly string[] {
  const own = new Set(collector.kinds.map(({ id }) => id));
  return results
    .filter(({ checkId }) => READS.get(checkId)?.some((kind) => own.has(kind)) === false)
    .map(({ checkId, scope, subject, outcome, observed }) =>
      JSON.stringify([checkId, scope, subject, outcome, observed]),
    )
    .toSorted();
}

describe.each(COLLECTORS)("%s", (id) => {
  it("runs alone", async () => {
    const connection = connections.find(({ collector }) => collector.id === id);
    if (connection === undefined) throw new Error(`no connection to ${id}`);
    const alone = await runConnections([connection], { clock });
    expect(alone.status).not.toBe("failed");
    const own = new Set(connection.collector.kinds.map((kind) => kind.id));
    const isOwn = ({ checkId }: CheckResult): boolean => READS.get(checkId)?.every((kind) => own.has(kind)) === true;
    const tell = (results: readonly CheckResult[]): readonly string[] =>
      results
        .filter(isOwn)
        .map(({ checkId, scope, subject, outcome }) => JSON.stringify([checkId, scope, subject, outcome]))
        .toSorted();
    expect(tell(alone.results).length).toBeGreaterThan(50);
    expect(tell(alone.results)).toEqual(tell(baseline.results));
  });

  it.each(Object.keys(WAYS))("stops none of the others when it %s", async (way) => {
    const failed = connections.find(({ collector }) => collector.id === id);
    const prepare = WAYS[way];
    if (failed === undefined || prepare === undefined) throw new Error("nothing to try");
    const { connection, restore } = prepare(failed);
    // What two collectors of one platform share is denied to both: then only the other platforms are untouched.
    const rest = connections.filter(
      ({ collector }) =>
        collector.id !== id &&
        (way !== "is denied every operation" || collector.platform !== failed.collector.platform),
    );
    const run = await runConnections([connection, ...rest], { clock });
    restore();
    expect(run.status).toBe("incomplete");
    let expected = baseline.results;
    for (const { collector } of connections)
      if (collector.id !== id && !rest.some((one) => one.collector === collector))
        expected = expected.filter(({ connection: from }) => from !== collector.id);
    expect(untouched(run.results, failed.collector)).toEqual(untouched(expected, failed.collector));
    const own = run.results.filter(({ connection: from, outcome }) => from === id && outcome !== "undetermined");
    if (way !== "throws in the middle") expect(own).toEqual([]);
  });
});
