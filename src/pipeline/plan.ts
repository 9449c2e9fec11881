import { digestOf, ExhibitError, type Applicability, type Control, type Digest, type Versions } from "../core/index.ts";
import type { AnyCheck, AnyCollector } from "../sdk/index.ts";
import type { Registry } from "./ports.ts";

/** One connection with its collector found and its configuration validated. */
export interface Connection {
  readonly id: string;
  readonly collector: AnyCollector;
  readonly environment: string;
  readonly config: unknown;
}

/** What judges: checks with their parameters, the mapping, and what the organisation declared. */
export interface Criteria {
  /** The name that is sealed with each assessment, so that what is said of a run later is said of the same organisation. */
  readonly organisation: string;
  readonly checks: readonly AnyCheck[];
  readonly params: ReadonlyMap<string, unknown>;
  readonly controls: readonly Control[];
  readonly mappingDigest: Digest;
  readonly mappingVersion: string;
  readonly applicability: ReadonlyMap<string, Applicability>;
}

/** Validates a connection's settings against its collector's schema; every problem is named with its place. */
export function planConnection(
  settings: {
    readonly id: string;
    readonly collector: string;
    readonly environment: string;
    readonly config: Readonly<Record<string, unknown>>;
  },
  registry: Registry,
  place: string,
): Connection {
  const collector = registry.collectors.find(({ id }) => id === settings.collector);
  if (collector === undefined) {
    throw new ExhibitError(
      "CONFIG_INVALID",
      `connection ${settings.id}: there is no collector "${settings.collector}"`,
      {
        place,
        remedy: `use one of: ${registry.collectors.map(({ id }) => id).join(", ")}`,
      },
    );
  }
  const parsed = collector.config.safeParse(settings.config);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${["config", ...issue.path].join(".")}: ${issue.message}`);
    throw new ExhibitError("CONFIG_INVALID", `connection ${settings.id}: ${problems.join("; ")}`, {
      place,
      remedy: `see collectors/${collector.id}/README.md for its settings`,
    });
  }
  return { id: settings.id, collector, environment: settings.environment, config: parsed.data };
}

/** Only these controls and the checks that they use; all when none is named. */
export function narrow(criteria: Criteria, wanted: readonly string[]): Criteria {
  if (wanted.length === 0) return criteria;
  const controls = criteria.controls.filter(({ id }) => wanted.includes(id));
  const used = new Set(
    controls.flatMap((control) => control.points.flatMap((point) => point.checks.map(({ id }) => id))),
  );
  return { ...criteria, controls, checks: criteria.checks.filter(({ id }) => used.has(id)) };
}

export function versionsOf(criteria: Criteria, exhibit: string, node: string): Versions {
  const checks = criteria.checks
    .map(({ id, version }) => ({ id, version, params: criteria.params.get(id) ?? null }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    exhibit,
    node,
    mapping: criteria.mappingVersion,
    mappingDigest: criteria.mappingDigest,
    checksDigest: digestOf(checks),
  };
}
