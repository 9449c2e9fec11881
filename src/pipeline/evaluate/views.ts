import { ExhibitError, type UndeterminedReason } from "../../core/index.ts";
import { Undetermined, type AnyCheck, type AnyKind, type EvidenceKind, type ReadView } from "../../sdk/index.ts";
import type { Workshop } from "../ports.ts";
import type { Source } from "./sources.ts";
import { loadTable, type Table } from "./table.ts";

/** Loads what checks read beside their own subject, once for each capture. */
export class TableCache {
  readonly #workshop: Pick<Workshop, "blobs">;
  readonly #folder: string;
  readonly #tables = new Map<string, Table>();

  /** @param folder where large captures lie while they are read */
  constructor(workshop: Pick<Workshop, "blobs">, folder: string) {
    this.#workshop = workshop;
    this.#folder = folder;
  }

  async load(source: Source, kind: AnyKind): Promise<Table> {
    const id = source.stored.evidence.id;
    let table = this.#tables.get(id);
    if (table === undefined) {
      table = await loadTable(this.#workshop, source, kind, this.#folder);
      this.#tables.set(id, table);
    }
    return table;
  }

  /** Forgets every capture of which `needed` says false. */
  keep(needed: (evidenceId: string) => boolean): void {
    for (const [id, table] of this.#tables) {
      if (needed(id)) continue;
      table.close();
      this.#tables.delete(id);
    }
  }
}

export interface Reads {
  /** Evidence ids and keys that the judgement just made has read. */
  readonly touched: (readonly [string, string])[];
  view<R>(check: AnyCheck, kind: EvidenceKind<R>): ReadView<R>;
}

/** Views of the kinds that checks over one scope read. */
export async function openReads(reads: ReadonlyMap<AnyKind, readonly Source[]>, cache: TableCache): Promise<Reads> {
  const touched: (readonly [string, string])[] = [];
  const views = new Map<string, ReadView<unknown>>();
  for (const [kind, sources] of reads) {
    const usable = sources.filter(({ state }) => state !== "unavailable");
    const tables: Table[] = [];
    for (const source of usable) tables.push(await cache.load(source, kind));
    views.set(kind.id, createView(kind, sources, tables, touched));
  }
  return {
    touched,
    view<R>(check: AnyCheck, kind: EvidenceKind<R>): ReadView<R> {
      const view = check.reads.includes(kind) ? views.get(kind.id) : undefined;
      if (view === undefined)
        throw new ExhibitError(
          "REGISTRY_INVALID",
          `check ${check.id} reads ${kind.id} without declaring it in \`reads\``,
        );
      return view as ReadView<R>;
    },
  };
}

function createView(
  kind: AnyKind,
  sources: readonly Source[],
  tables: readonly Table[],
  touched: (readonly [string, string])[],
): ReadView<unknown> {
  const unseen = sources.find(({ state }) => state !== "complete");
  const state = sources.length > 0 && unseen === undefined ? "complete" : tables.length > 0 ? "partial" : "unavailable";
  const reason: UndeterminedReason = unseen?.reason ?? "no-population";
  const refuse = (what: string): never => {
    throw new Undetermined(
      reason,
      `${what} was not seen (${kind.id}): ${unseen?.detail ?? "nothing of this kind was collected"}`,
    );
  };
  return {
    state,
    get(key) {
      for (const table of tables) {
        const record = table.get(key);
        if (record === undefined) continue;
        touched.push([table.evidenceId, key]);
        return record;
      }
      if (state !== "complete") refuse(key);
      for (const { evidenceId } of tables) touched.push([evidenceId, "*"]);
      return undefined;
    },
    all() {
      if (state !== "complete") refuse("a part");
      return this.seen();
    },
    *seen() {
      for (const table of tables) {
        touched.push([table.evidenceId, "*"]);
        yield* table.records();
      }
    },
  };
}
