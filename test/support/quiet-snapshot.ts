import { createGateway } from "../../src/gateway/index.ts";
import { snapshot, type SnapshotOptions, type SnapshotResult } from "../../src/pipeline/run.ts";

type Own = Pick<SnapshotOptions, "workshop" | "connections" | "criteria">;

/** A scheduled run that nobody watches, of collectors that ask no platform. */
export function quietSnapshot(own: Own): Promise<SnapshotResult> {
  return snapshot({
    ...own,
    gateway: createGateway({ clock: own.workshop.clock, random: () => 0.5, sleep: async () => undefined }),
    trigger: "schedule",
    controls: [],
    env: {},
    nodeVersion: "24",
    signal: new AbortController().signal,
    secrets: [],
    archive: undefined,
    onProgress: () => undefined,
  });
}
