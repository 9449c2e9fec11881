import type { CheckResult, OutcomeCounts } from "../../core/index.ts";
import type { AnyCheck } from "../../sdk/index.ts";
import { byteLines } from "../../ledger/records.ts";
import { Spool } from "../spool.ts";

/** Hundreds of checks have their files open at one time. */
const BLOCK_BYTES = 16 * 1024;

/** All results of one check in one run, passes included, on their way to the object store. */
export class ResultFile {
  readonly check: AnyCheck;
  readonly params: unknown;
  readonly paramsDigest: string;
  readonly expected: string;
  readonly spool: Spool;
  readonly #counts = { pass: 0, fail: 0, notApplicable: 0, undetermined: 0 };

  constructor(options: { check: AnyCheck; params: unknown; paramsDigest: string; path: string }) {
    this.check = options.check;
    this.params = options.params;
    this.paramsDigest = options.paramsDigest;
    this.expected = options.check.expected(options.params);
    this.spool = new Spool(options.path, { blockBytes: BLOCK_BYTES });
  }

  async add(result: CheckResult): Promise<void> {
    this.#counts[result.outcome === "not-applicable" ? "notApplicable" : result.outcome] += 1;
    await this.spool.add(JSON.stringify(result));
  }

  get counts(): OutcomeCounts {
    return { ...this.#counts };
  }

  /** Results that are not a pass, in the order in which they were added. */
  async *nonPass(): AsyncGenerator<CheckResult, void, void> {
    const { pass, fail, notApplicable, undetermined } = this.#counts;
    if (fail + notApplicable + undetermined === 0 || pass + fail + notApplicable + undetermined === 0) return;
    for await (const line of byteLines(this.spool.read()))
      if (!isPass(line)) yield JSON.parse(line.toString("utf8")) as CheckResult;
  }
}

/** Whether a line of results is a pass, without parsing it: within a JSON string these quotes would be escaped. */
export function isPass(line: Buffer): boolean {
  return line.includes('"outcome":"pass"');
}
