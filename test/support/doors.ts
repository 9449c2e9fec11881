import * as z from "zod";
import { ExhibitError, instant, type Control, type Run, type Scope } from "../../src/core/index.ts";
import { assembleEstate } from "../../src/pipeline/estate.ts";
import type { Workshop } from "../../src/pipeline/ports.ts";
import type { SnapshotResult } from "../../src/pipeline/run.ts";
import { defineCheck, defineCollector, defineKind, fail, pass, type Emission } from "../../src/sdk/index.ts";
import { bareCriteria } from "./estate.ts";
import { quietSnapshot } from "./quiet-snapshot.ts";
import { memoryWorkshop, type MemoryWorkshop } from "./memory-workshop.ts";

const DAY = 86_400_000;
const START = Date.parse("2026-06-01T00:00:00.000Z");

/** The instant that is this many days after the first. */
export function day(number: number): string {
  return instant(new Date(START + number * DAY));
}

const kind = defineKind({
  id: "test.door",
  version: 1,
  title: "Doors",
  schema: z.looseObject({ name: z.string(), locked: z.boolean() }),
  key: ({ name }) => name,
  sensitivity: "internal",
  personalData: false,
  population: "Every door.",
});
const check = defineCheck({
  id: "test-door-is-locked",
  version: 1,
  title: "Doors are locked",
  rationale: "An open door lets everybody in.",
  severity: "high",
  over: kind,
  params: z.object({}),
  remediation: "Lock it.",
  expected: () => "locked",
  test: ({ locked }) => (locked ? pass("locked") : fail("open")),
  examples: [],
});
export const doorControl: Control = {
  id: "8.99",
  title: "Doors",
  theme: "technological",
  isNew: false,
  purpose: "Doors.",
  owner: "us",
  related: [],
  predecessors2013: [],
  attributes: { controlType: [], properties: [], concepts: [], capabilities: [], domains: [] },
  points: [
    {
      id: "8.99-1",
      text: "Doors are locked.",
      mode: "auto",
      weight: 3,
      platforms: ["test"],
      checks: [{ id: check.id, role: "normal", rationale: "It looks at doors." }],
      evidenceKinds: [kind.id],
    },
  ],
};
const criteria = bareCriteria([check], [doorControl]);

/** Doors by name, true = locked; or nobody may look at them. */
export type Doors = Readonly<Record<string, boolean>> | "denied";

/** Connections whose accounts have doors, and a clock that stands where a run is told to be. */
export interface DoorEstate {
  readonly workshop: MemoryWorkshop;
  readonly connections: readonly string[];
  /** By connection, then account; `undefined` = the platform turns us away. */
  doors: Record<string, Readonly<Record<string, Doors>> | undefined>;
  /** Collects these connections, that many days after the first. */
  run(at: number, ...ids: readonly string[]): Promise<Run>;
  /** In another workshop than the estate's own, when one is given. */
  assemble(at: number, within?: Workshop): Promise<SnapshotResult>;
}

export async function doorEstate(connections: readonly string[]): Promise<DoorEstate> {
  let now = new Date(START);
  const collectors = connections.map((connection) => collectorOf(connection, () => estate.doors[connection]));
  const workshop = await memoryWorkshop({
    registry: { collectors, checks: [check], kinds: new Map([[kind.id, kind]]) },
    clock: { now: () => now },
  });
  const estate: DoorEstate = {
    workshop,
    connections,
    doors: {},
    async run(at, ...ids) {
      now = new Date(START + at * DAY);
      const result = await quietSnapshot({
        workshop,
        connections: collectors
          .filter(({ id }) => ids.includes(id))
          .map((collector) => ({ id: collector.id, collector, environment: "test", config: {} })),
        criteria,
      });
      return result.run;
    },
    assemble(at, within = workshop) {
      now = new Date(START + at * DAY);
      const onProgress = (): void => undefined;
      return assembleEstate({
        workshop: within,
        criteria,
        connections,
        trigger: "schedule",
        nodeVersion: "24",
        onProgress,
      });
    },
  };
  return estate;
}

function collectorOf(connection: string, accounts: () => Readonly<Record<string, Doors>> | undefined) {
  return defineCollector({
    id: connection,
    title: connection,
    platform: "test",
    version: "1.0.0",
    config: z.unknown(),
    kinds: [kind],
    operations: [],
    hosts: [],
    endpoints: () => [],
    preflight: async () => ({ identities: [], kinds: [], operations: [] }),
    async *collect(): AsyncGenerator<Emission, void, void> {
      const own = accounts();
      if (own === undefined) throw new ExhibitError("AUTH_EXPIRED", "the credentials have expired");
      for (const [account, doors] of Object.entries(own)) {
        const scope: Scope = { platform: "test", account };
        yield { type: "scope", scope, principal: "tester" };
        if (doors === "denied") {
          yield { type: "gap", scope, kind, reason: "denied", detail: "403", operation: "door:List" };
          yield { type: "population", kind, scope, complete: false };
          continue;
        }
        for (const [name, locked] of Object.entries(doors))
          yield { type: "record", kind, scope, record: { name, locked } };
        yield { type: "population", kind, scope, complete: true };
      }
    },
  });
}
