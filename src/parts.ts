import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { leastPrivilegePolicy } from "../collectors/_aws/least-privilege.ts";
import type { Installation, VerifiedFile } from "./cli/services.ts";
import { systemClock } from "./clock.ts";
import { ExhibitError, shared, type Applicability } from "./core/index.ts";
import { createGateway, type Gateway } from "./gateway/index.ts";
import { openSaltKey, openSigningKey } from "./ledger/keys.ts";
import { openLedger } from "./ledger/writer.ts";
import { loadMapping } from "./mapping/index.ts";
import type { QueueBackend, QueueLog, RunQueue } from "./queue/index.ts";
import { heeding, type Cancellation } from "./pipeline/heeding.ts";
import { effectiveParameters } from "./pipeline/parameters.ts";
import { planConnection, type Connection, type Criteria } from "./pipeline/plan.ts";
import type { Registry, Workshop } from "./pipeline/ports.ts";
import { applyRetention, explainRemoved } from "./pipeline/retention.ts";
import { checks, collectors } from "./registry.ts";
import type { LoadedSettings } from "./settings/load.ts";
import { defaultCacheFolder, objectPath, openStore, type OpenedStore } from "./store/index.ts";
import { VERSION } from "./version.ts";

/** What the generated registry lists, with the kinds of all collectors by id. */
export const registry: Registry = {
  collectors,
  checks,
  kinds: new Map(collectors.flatMap((collector) => collector.kinds.map((kind) => [kind.id, kind] as const))),
};

/** From the sources (`src/`) and from `dist/src/` alike. */
const MAPPINGS = ["../mappings/iso-27002-2022", "../../mappings/iso-27002-2022"].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** Read once: 93 files take a third of a second, and a command asks for them up to three times. */
let knowledge: ReturnType<typeof loadMapping> | undefined;

export async function loadCriteria({ settings, path }: LoadedSettings): Promise<Criteria> {
  const place = path ?? "settings";
  const directory = MAPPINGS[import.meta.url.endsWith(".ts") ? 0 : 1] ?? "";
  const mapping = await (knowledge ??= loadMapping({ directory, checks, cacheFolder: defaultCacheFolder() }));
  const known = new Set(mapping.controls.map(({ id }) => id));
  const unknown = Object.keys(settings.applicability).find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new ExhibitError("CONFIG_INVALID", `applicability.${unknown}: there is no control with this id`, {
      place,
      remedy: "use ids from 5.1 to 8.34",
    });
  return {
    organisation: settings.organisation,
    checks,
    params: effectiveParameters(checks, settings.parameters, place),
    controls: mapping.controls,
    mappingDigest: mapping.digest,
    mappingVersion: mapping.version,
    applicability: new Map(Object.entries(settings.applicability) as [string, Applicability][]),
  };
}

/** Connections of the configuration; without any, the default AWS credential chain is one. */
export function planConnections({ settings, path }: LoadedSettings, only: readonly string[]): readonly Connection[] {
  const place = path ?? "the default configuration";
  const configured =
    settings.connections.length > 0
      ? settings.connections
      : [{ id: "aws", collector: "aws-iam", environment: "production", config: {} }];
  const known = new Set(configured.map(({ id }) => id));
  const unknown = only.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new ExhibitError("USAGE_INVALID", `there is no connection "${unknown}"`, {
      place: "--connection",
      remedy: `use some of: ${[...known].join(", ")}`,
    });
  return configured
    .filter(({ id }) => only.length === 0 || only.includes(id))
    .map((connection) => planConnection(connection, registry, place));
}

export function createDoor(): Gateway {
  return createGateway({ clock: systemClock, random: Math.random, software: `exhibit/${VERSION}` });
}

/** Database, objects, keys and ledger of one data directory. */
export async function openInstallation(
  loaded: LoadedSettings,
  options: { readonly migrate?: boolean } = {},
): Promise<Installation> {
  const criteria = await loadCriteria(loaded);
  const { dataDir, settings } = loaded;
  const opened = await openStore({
    dataDir,
    ...(settings.databaseUrl === undefined ? {} : { databaseUrl: settings.databaseUrl }),
    ...(options.migrate === undefined ? {} : { migrate: options.migrate }),
  });
  const queue = shared((log: QueueLog | undefined) => openRunQueue(opened, loaded, log));
  const close = async (): Promise<void> => {
    try {
      await (await queue.opened())?.close();
    } finally {
      await opened.close();
    }
  };
  try {
    const signer = await openSigningKey({ dataDir });
    const saltKey = await openSaltKey(dataDir);
    const ledger = await openLedger({ store: opened.store.ledger, directory: join(dataDir, "ledger"), signer });
    const workshop: Workshop = {
      dataDir,
      clock: systemClock,
      store: opened.store,
      blobs: explainRemoved(opened.blobs, (digest) => opened.retention.removed(digest)),
      ledger: {
        origin: ledger.origin,
        vkey: ledger.vkey,
        policy: ledger.policy,
        publish: () => ledger.publish(),
        proof: (index, checkpoint) => ledger.tlogProof(index, checkpoint),
      },
      saltKey,
      registry,
      version: VERSION,
    };
    return {
      loaded,
      workshop,
      criteria,
      gateway: createDoor(),
      store: opened.store,
      blobs: workshop.blobs,
      retain: (options) => applyRetention({ ...options, workshop, retention: opened.retention, blobs: opened.blobs }),
      mode: opened.mode,
      slots: opened.slots,
      queue: (log) => queue.get(log),
      objectPath: (digest) => objectPath(dataDir, digest),
      async verifyObjects(cancellation) {
        const { verifyObjects } = await import("./pipeline/verify-store.ts");
        const removed = await opened.retention.allRemoved();
        const blobs = explainRemoved(opened.blobs, async (digest) => removed.get(digest));
        return verifyObjects(heeding({ ...workshop, blobs }, cancellation));
      },
      fsck: () => ledger.fsck(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openRunQueue(opened: OpenedStore, loaded: LoadedSettings, log?: QueueLog): Promise<RunQueue> {
  const { openQueue } = await import("./queue/index.ts");
  const { redisUrl, concurrency, platforms } = loaded.settings.queue;
  const backend: QueueBackend =
    redisUrl !== undefined
      ? { kind: "redis", url: redisUrl }
      : { kind: opened.mode === "server" ? "postgres" : "embedded", pool: await opened.queuePool() };
  return openQueue({
    backend,
    slots: opened.slots,
    clock: systemClock,
    random: Math.random,
    log: log ?? (() => undefined),
    limits: { concurrency, perPlatform: platforms },
    version: VERSION,
  });
}

/** Ledger, and every object that its evidence names. */
export async function verifyInstallation(
  installation: Installation,
  cancellation: Cancellation,
): Promise<readonly VerifiedFile[]> {
  const report = await installation.fsck();
  const ledger: VerifiedFile[] = [
    ...report.problems.map(({ place, problem }) => ({ file: place, ok: false, problem })),
    ...(report.ok ? [{ file: `ledger of ${report.size} entries`, ok: true }] : []),
  ];
  return [...ledger, ...(await installation.verifyObjects(cancellation))];
}

export { writeRunBundle } from "./run-bundle.ts";

/** The policy that a connection of this collector needs, as JSON text; undefined for collectors without one. */
export function policyOf(collectorId: string, _config: unknown): string | undefined {
  const collector = collectors.find(({ id }) => id === collectorId);
  return collector?.platform === "aws" ? JSON.stringify(leastPrivilegePolicy(collector), null, 2) : undefined;
}
