import { blocks } from "./blocks.ts";
import { controlsCsv } from "./csv-controls.ts";
import { resultsCsv } from "./csv-results.ts";
import { ocsfEvents } from "./ocsf.ts";
import { oscalResults } from "./oscal.ts";
import type { ExportSource } from "./source.ts";

export type { ExportSource } from "./source.ts";

export interface ExportFormat {
  readonly id: string;
  /** One line for a person. */
  readonly title: string;
  readonly mediaType: string;
  /** How often it reads the results. */
  readonly readings: number;
  /** The export as UTF-8. Deterministic: the same source gives the same bytes. Reads results as fast as it is read itself. */
  write(source: ExportSource, options?: ExportOptions): AsyncIterable<Uint8Array>;
}

export interface ExportOptions {
  /** Begin with a byte order mark, by which Excel recognises UTF-8. CSV only. */
  readonly bom?: boolean;
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Every format, one file each; a new one is a line here. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
  format("oscal", "OSCAL 1.2.2 assessment results", "application/json", 2, oscalResults),
  format("ocsf", "OCSF 1.8.0 Compliance Finding, one event a line", "application/x-ndjson", 1, (source) =>
    ocsfEvents(source, { cloud: false }),
  ),
  format("ocsf-cloud", "the same with OCSF's cloud and datetime profiles", "application/x-ndjson", 1, (source) =>
    ocsfEvents(source, { cloud: true }),
  ),
  format("csv-controls", "one row a control (RFC 4180)", "text/csv; charset=utf-8; header=present", 0, controlsCsv),
  format("csv-results", "one row a result (RFC 4180)", "text/csv; charset=utf-8; header=present", 1, resultsCsv),
];

function format(
  id: string,
  title: string,
  mediaType: string,
  readings: number,
  texts: (source: ExportSource) => AsyncIterable<string>,
): ExportFormat {
  return {
    id,
    title,
    mediaType,
    readings,
    async *write(source, options = {}) {
      if (options.bom === true && mediaType.startsWith("text/csv")) yield BOM;
      yield* blocks(texts(source));
    },
  };
}
