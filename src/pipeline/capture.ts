import { createHmac, type Hmac } from "node:crypto";
import { join } from "node:path";
import {
  scopeKey,
  sha256,
  type AppliedRedaction,
  type Exclusion,
  type Gap,
  type GapReason,
  type GapSummary,
  type Instant,
  type Population,
  type Scope,
} from "../core/index.ts";
import type { AnyKind, Emission } from "../sdk/index.ts";
import { appliedRedactions, redact } from "./redact.ts";
import { Seen } from "./seen.ts";
import { Spool } from "./spool.ts";

const SUBJECTS_SHOWN = 10;

/** One kind in one scope while it is being collected. Records go to disk as they come; only a trace of their keys stays in memory. */
export class Capture {
  readonly kind: AnyKind;
  readonly scope: Scope;
  readonly principal: string;
  readonly records: Spool;
  readonly gaps: Spool;
  sourceAt: Instant | undefined;
  readonly #seen = new Seen();
  readonly #redacted = new Map<string, number>();
  readonly #original: Hmac | undefined;
  readonly #summaries = new Map<string, GapSummary>();
  #ended = false;
  #complete = false;
  #reported: number | undefined;
  #reportedBy: string | undefined;
  #excluded: readonly Exclusion[] = [];
  #lossy = false;

  constructor(options: { kind: AnyKind; scope: Scope; principal: string; folder: string; saltKey: Uint8Array }) {
    this.kind = options.kind;
    this.scope = options.scope;
    this.principal = options.principal;
    const name = sha256(`${options.kind.id}\n${scopeKey(options.scope)}`).slice(0, 24);
    this.records = new Spool(join(options.folder, `${name}.records.ndjson`));
    this.gaps = new Spool(join(options.folder, `${name}.gaps.ndjson`));
    this.#original = options.kind.redact.length === 0 ? undefined : createHmac("sha256", options.saltKey);
  }

  /**
   * Validates, redacts and spools one record. A record that does not hold the kind's schema becomes a gap: it stays in
   * the exchange archive, and the population is no longer complete.
   */
  async addRecord(record: unknown): Promise<void> {
    const parsed = this.kind.schema.safeParse(record);
    if (!parsed.success) {
      const first = parsed.error.issues[0];
      const where = first === undefined ? "record" : first.path.join(".") || "record";
      const subject = describeSubject(record);
      await this.addGap({
        reason: "schema-mismatch",
        operation: "schema",
        detail: `${where}: ${first?.message ?? "invalid"}`,
        ...(subject === undefined ? {} : { subject }),
      });
      return;
    }
    const key = this.kind.key(parsed.data);
    const plain = JSON.stringify(parsed.data);
    const seen = this.#seen.add(key, sha256(plain));
    if (seen === "same") return;
    if (seen === "other") {
      await this.addGap({
        reason: "schema-mismatch",
        operation: "key",
        subject: key,
        detail: "the source gave two different records with one key; the first was kept",
      });
      return;
    }
    this.#original?.update(plain).update("\n");
    await this.records.add(JSON.stringify(redact(parsed.data, this.kind.redact, this.#redacted)));
  }

  async addGap(gap: { reason: GapReason; operation: string; detail: string; subject?: string }): Promise<void> {
    this.#lossy = true;
    const full: Gap = { kind: this.kind.id, ...gap };
    await this.gaps.add(JSON.stringify(full));
    const id = `${gap.reason}\n${gap.operation}\n${gap.subject === undefined ? gap.detail : ""}`;
    const before = this.#summaries.get(id);
    const subjects = before?.subjects ?? [];
    this.#summaries.set(id, {
      reason: gap.reason,
      operation: gap.operation,
      detail: before?.detail ?? gap.detail,
      count: (before?.count ?? 0) + 1,
      subjects: gap.subject === undefined || subjects.length >= SUBJECTS_SHOWN ? subjects : [...subjects, gap.subject],
    });
  }

  /** The source's word about its population; the last one holds. */
  end(emission: Extract<Emission, { type: "population" }>): void {
    this.#ended = true;
    this.#complete = emission.complete;
    this.#reported = emission.reported;
    this.#reportedBy = emission.reportedBy;
    this.#excluded = emission.excluded ?? [];
    this.sourceAt = emission.sourceAt;
  }

  /** What was taken leaves the memory until it is sealed: hardly more will come. */
  async rest(): Promise<void> {
    await this.records.rest();
    await this.gaps.rest();
  }

  get gapSummaries(): readonly GapSummary[] {
    return [...this.#summaries.values()];
  }

  get redactions(): readonly AppliedRedaction[] {
    return appliedRedactions(this.kind.redact, this.#redacted);
  }

  /** Keyed digest of the record lines before redaction; undefined when nothing was redacted. Ends the capture's input. */
  preRedactionDigest(): string | undefined {
    return this.#redacted.size === 0 ? undefined : this.#original?.digest("hex");
  }

  /**
   * Fewer records than the source counted elsewhere mean that something was not seen, whatever the list itself said:
   * the population is then incomplete and a `truncated` gap names both numbers. More are a population that grew meanwhile.
   */
  async settle(): Promise<Population> {
    if (!this.#ended && this.gaps.lines === 0) {
      await this.addGap({
        reason: "cancelled",
        operation: "collect",
        detail: "the collection ended before this kind was complete",
      });
    }
    const excluded = this.#excluded.reduce((sum, { count }) => sum + count, 0);
    const received = this.records.lines;
    if (
      this.#ended &&
      this.#complete &&
      !this.#lossy &&
      this.#reported !== undefined &&
      received + excluded < this.#reported
    ) {
      await this.addGap({
        reason: "truncated",
        operation: this.#reportedBy ?? "population",
        detail: `${received} received${excluded === 0 ? "" : ` and ${excluded} excluded`} of ${this.#reported} that ${this.#reportedBy ?? "the source"} counts`,
      });
    }
    return {
      received,
      ...(this.#reported === undefined ? {} : { reported: this.#reported }),
      ...(this.#reportedBy === undefined ? {} : { reportedBy: this.#reportedBy }),
      excluded: this.#excluded,
      complete: this.#ended && this.#complete && !this.#lossy,
    };
  }
}

/** Enough of a refused record to find it again in the archive, without carrying its content into the gap. */
function describeSubject(record: unknown): string | undefined {
  if (typeof record !== "object" || record === null) return undefined;
  for (const member of ["Arn", "arn", "Id", "id", "UserName", "RoleName", "PolicyName", "GroupName", "Name", "user"]) {
    const value = (record as Record<string, unknown>)[member];
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}
