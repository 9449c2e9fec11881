import { join } from "node:path";
import * as z from "zod";
import type { OpenedStore } from "../../../src/store/index.ts";
import { openSaltKey, openSigningKey } from "../../../src/ledger/keys.ts";
import { openLedger, type Ledger } from "../../../src/ledger/writer.ts";
import { effectiveParameters } from "../../../src/pipeline/parameters.ts";
import type { Connection, Criteria } from "../../../src/pipeline/plan.ts";
import type { Workshop } from "../../../src/pipeline/ports.ts";
import {
  defineCheck,
  defineCollector,
  defineKind,
  fail,
  pass,
  type CollectContext,
  type Emission,
} from "../../../src/sdk/index.ts";

/** A collector as small as one can be, over the real gateway: what is stressed is the way of a run, not a platform. */

const Thing = z.looseObject({ name: z.string(), open: z.boolean() });

export const thing = defineKind({
  id: "stress.thing",
  version: 1,
  title: "Things",
  schema: Thing,
  key: ({ name }) => name,
  sensitivity: "internal",
  personalData: false,
  population: "Every thing that the list names.",
});

const closed = defineCheck({
  id: "stress-thing-is-closed",
  version: 1,
  title: "Things are closed",
  rationale: "Invented.",
  severity: "low",
  over: thing,
  params: z.object({}),
  remediation: "Close it.",
  expected: () => "closed",
  test: ({ open }) => (open ? fail("open") : pass("closed")),
  examples: [],
});

interface Config {
  readonly endpoint: string;
  readonly name: string;
}

const collector = defineCollector<Config>({
  id: "stress",
  title: "Stress",
  platform: "stress",
  version: "1.0.0",
  config: z.object({ endpoint: z.string(), name: z.string() }),
  kinds: [thing],
  operations: [
    {
      id: "things:List",
      match: { protocol: "rest", method: "GET", path: "/things/{name}" },
      permission: null,
      kinds: [thing.id],
      why: "the things",
    },
  ],
  hosts: [],
  endpoints: ({ endpoint }) => [endpoint],
  preflight: async () => ({ identities: [], kinds: [], operations: [] }),
  async *collect({ config, door, signal }: CollectContext<Config>): AsyncGenerator<Emission, void, void> {
    const scope = { platform: "stress", account: config.name };
    yield { type: "scope", scope, principal: "tester" };
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      try {
        const answer = await door.fetch(`${config.endpoint}/things/${config.name}?page=${page}`, { signal });
        if (!answer.ok) throw new Error(`status ${answer.status}`);
        pages = Number(answer.headers.get("x-pages"));
        for (const record of z.array(Thing).parse(await answer.json()))
          yield { type: "record", kind: thing, scope, record };
      } catch (error) {
        const reason = signal.aborted ? "cancelled" : "provider-error";
        yield { type: "gap", kind: thing, scope, reason, operation: "things:List", detail: String(error) };
        return;
      }
    }
    yield { type: "population", kind: thing, scope, complete: true };
  },
});

export function stressConnection(name: string, endpoint: string): Connection {
  return { id: name, collector, environment: "test", config: { endpoint, name } };
}

export const criteria: Criteria = {
  organisation: "Example & Sons",
  checks: [closed],
  params: effectiveParameters([closed], {}, "test"),
  controls: [],
  mappingDigest: "0".repeat(64),
  mappingVersion: "test",
  applicability: new Map(),
};

/** The parts of an installation that a run needs, as the composition root makes them. */
export async function stressWorkshop(
  dataDir: string,
  opened: OpenedStore,
): Promise<{ readonly workshop: Workshop; readonly ledger: Ledger }> {
  const ledger = await openLedger({
    store: opened.store.ledger,
    directory: join(dataDir, "ledger"),
    signer: await openSigningKey({ dataDir }),
  });
  const workshop: Workshop = {
    dataDir,
    clock: { now: () => new Date() },
    store: opened.store,
    blobs: opened.blobs,
    ledger: {
      origin: ledger.origin,
      vkey: ledger.vkey,
      policy: ledger.policy,
      publish: () => ledger.publish(),
      proof: (index, checkpoint) => ledger.tlogProof(index, checkpoint),
    },
    saltKey: await openSaltKey(dataDir),
    registry: { collectors: [collector], checks: [closed], kinds: new Map([[thing.id, thing]]) },
    version: "0.0.0-stress",
  };
  return { workshop, ledger };
}
