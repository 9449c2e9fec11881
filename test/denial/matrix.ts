import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CheckResult, fixedClock } from "../../src/core/index.ts";
import type { Fault } from "../../src/sandbox/faults.ts";
import { type Connection, runConnection } from "../support/connection-run.ts";
import { type Breakable, breakInTurn } from "../support/honesty.ts";

export const clock = fixedClock("2026-11-22T10:00:00.000Z");

export interface Matrix<S> {
  start(): Promise<S>;
  connection(sandbox: S): Connection;
  /** What may befall one operation for good. Each is tried on every operation that a run calls. */
  readonly faults: Readonly<Record<string, Fault>>;
  /** The others: tried where time is no matter (`EXHIBIT_TEST_LANES=all`, which CI sets). */
  readonly more: Readonly<Record<string, Fault>>;
  /** Fewer results or operations than these without faults: the matrix would prove little. */
  readonly least: { readonly fail: number; readonly pass: number; readonly operations: number };
  /** Only these operations, where a matrix of its own tries the others. */
  readonly only?: ReadonlySet<string>;
}

interface MatrixSandbox extends Breakable {
  calls(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/** An operation that fails for good changes no outcome to a better or a worse one, whatever the operation and the fault. */
export function denialMatrix<S extends MatrixSandbox>(name: string, matrix: Matrix<S>): void {
  const { faults, more, least, only } = matrix;
  describe(`${name}: an operation that fails for good changes no outcome to a better or a worse one`, () => {
    let sandbox: S;
    let connection: Connection;
    let baseline: readonly CheckResult[];
    let operations: readonly string[];

    beforeAll(async () => {
      sandbox = await matrix.start();
      connection = matrix.connection(sandbox);
      ({ results: baseline } = await runConnection(connection, { clock }));
      operations = Object.keys(sandbox.calls())
        .filter((operation) => only?.has(operation) ?? true)
        .toSorted();
    }, 60_000);

    afterAll(() => sandbox.close());

    it("sees everything without faults", () => {
      const count = (outcome: CheckResult["outcome"]): number =>
        baseline.filter((result) => result.outcome === outcome).length;
      expect(count("fail")).toBeGreaterThanOrEqual(least.fail);
      expect(count("pass")).toBeGreaterThanOrEqual(least.pass);
      expect(operations.length, operations.join(" ")).toBeGreaterThanOrEqual(least.operations);
      expect(baseline.filter(({ reason }) => reason === "check-error")).toEqual([]);
    });

    const tried = process.env["EXHIBIT_TEST_LANES"] === "all" ? { ...faults, ...more } : faults;
    it.each(Object.entries(tried))("%s, in every operation in turn", { timeout: 300_000 }, async (_name, fault) => {
      const run = () => runConnection(connection, { clock });
      expect(await breakInTurn(sandbox, operations, fault, baseline, run)).toEqual({});
    });
  });
}
