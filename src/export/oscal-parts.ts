import { scopeKey, type Instant, type Scope } from "../core/index.ts";
import type { ExportSource } from "./source.ts";
import { line } from "./text.ts";
import { derivedUuid } from "./uuid.ts";

export const OSCAL_VERSION = "1.2.2";
/** OSCAL demands a namespace for every property that it does not define itself. */
const NAMESPACE = "https://exhibit-agent.example/ns/oscal";

export interface Property {
  readonly name: string;
  readonly ns: string;
  readonly value: string;
}

/** Own properties; absent values are left out, since OSCAL knows no empty one. */
export function props(
  values: Readonly<Record<string, string | number | boolean | null | undefined>>,
): readonly Property[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [{ name, ns: NAMESPACE, value: line(String(value)) }],
  );
}

/** `{ name: items }`, or nothing at all: OSCAL refuses empty arrays. */
export function some<T>(name: string, items: readonly T[]): Readonly<Record<string, readonly T[]>> {
  return items.length === 0 ? {} : { [name]: items };
}

/** OSCAL ids are tokens that begin with a letter: control `8.5` is `a.8.5`. */
export function controlToken(id: string): string {
  return `a.${id}`;
}

/** Of a control (`a.8.5_obj`) or of one of its points (`8.5-2` is `a.8.5_obj.2`), as NIST's catalogues name objectives. */
export function objectiveToken(id: string): string {
  const [control = "", point] = id.split("-");
  return `${controlToken(control)}_obj${point === undefined ? "" : `.${point}`}`;
}

export interface Collected {
  readonly collected: Instant;
  readonly expires?: Instant;
}

/** The ids that parts of one document refer to each other by, derived from what they are of. */
export class OscalIds {
  readonly #document: readonly string[];

  constructor({ run, sealed }: ExportSource) {
    this.#document = [run.id, sealed.digest, sealed.resultsDigest];
  }

  /** Of something that this run's assessment says; another assessment of the run gives another id. */
  of(kind: string, ...parts: readonly string[]): string {
    return derivedUuid(`oscal-${kind}`, ...this.#document, ...parts);
  }

  /** Of a platform's account: the same in every run. */
  component(scope: Scope): string {
    return derivedUuid("oscal-component", scopeKey(scope));
  }

  /** Of a resource: the same in every run. */
  item(scope: Scope, kind: string, subject: string): string {
    return derivedUuid("oscal-inventory-item", scopeKey(scope), kind, subject);
  }

  evidence(evidenceId: string): string {
    return derivedUuid("oscal-evidence", evidenceId);
  }

  /** Exhibit itself, in one version. */
  tool(version: string): string {
    return derivedUuid("oscal-tool", version);
  }
}
