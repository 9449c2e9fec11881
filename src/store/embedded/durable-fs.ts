import { closeSync, fsyncSync, openSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { breakLoopOnAbort } from "./broken-instance.ts";

/** A stream of Emscripten's NODEFS: `nfd` is Node's descriptor, absent for folders. */
interface NodeStream {
  readonly nfd?: number;
  readonly node: unknown;
}

interface NodeFileSystem {
  readonly stream_ops: { fsync?: (stream: NodeStream) => number };
  readonly realPath: (node: unknown) => string;
}

/**
 * PGlite starts PostgreSQL with `-F` (no fsync), and its file system ignores fsync: what it acknowledges survives a killed
 * process but not a power cut. These parameters and {@link DurableNodeFS} make a commit wait for the disk.
 * `wal_sync_method=fsync`, because the default, fdatasync, is a no-op in Emscripten.
 */
export function durableStartParams(): string[] {
  return [
    ...PGlite.defaultStartParams.filter((param) => param !== "-F"),
    "-c",
    "fsync=on",
    "-c",
    "wal_sync_method=fsync",
  ];
}

/** Also keeps a broken instance from spinning: this is where PGlite hands its module out. */
export class DurableNodeFS extends NodeFS {
  /** How often PostgreSQL has asked for a sync. */
  syncs = 0;

  override async init(...args: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(...args);
    const install: NonNullable<typeof emscriptenOpts.preRun>[number] = (module) => {
      breakLoopOnAbort(module);
      const nodeFs = module.NODEFS as unknown as NodeFileSystem;
      nodeFs.stream_ops.fsync = (stream) => {
        this.syncs += 1;
        if (stream.nfd === undefined) syncFolder(nodeFs.realPath(stream.node));
        else fsyncSync(stream.nfd);
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), install] } };
  }
}

function syncFolder(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
