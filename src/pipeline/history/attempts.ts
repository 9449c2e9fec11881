import { instant, type Instant } from "../../core/index.ts";
import type { ConnectionRecord } from "../connection.ts";
import type { Workshop } from "../ports.ts";
import type { Attempt } from "./coverage.ts";
import type { Period } from "./endurance.ts";

/** Read at one time: some hundred records when runs are made every quarter of an hour. */
const SLICE_MS = 7 * 86_400_000;

/** Attempts to collect through a connection that have to do with a period: those of its runs, and the newest before it that sealed anything. In order of time. */
export async function attemptsOf(
  workshop: Workshop,
  connection: string,
  { from, to }: Period,
): Promise<readonly Attempt[]> {
  const { store } = workshop;
  const attempts = (await store.collectionsOf(connection, { to: from, sealed: true, limit: 1 })).map(attemptOf);
  for (let start = from; start < to;) {
    const end = earlier(instant(new Date(Date.parse(start) + SLICE_MS)), to);
    attempts.push(...(await store.collectionsOf(connection, { from: start, to: end })).map(attemptOf));
    start = end;
  }
  return attempts.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function attemptOf({ runId, leaf }: { readonly runId: string; readonly leaf: Uint8Array }): Attempt {
  const record = JSON.parse(Buffer.from(leaf).toString("utf8")) as ConnectionRecord;
  const failed = record.evidence === 0 ? (record.error?.code ?? "nothing was sealed") : record.unseen;
  return { runId, at: record.endedAt, ...(failed === undefined ? {} : { error: failed }) };
}

function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}
