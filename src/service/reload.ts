import { watch } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { sha256 } from "../core/index.ts";

export interface ReloaderOptions {
  /** The configuration file; undefined when there is none. */
  readonly path: string | undefined;
  /** Takes the new configuration, or keeps the old one. MUST NOT reject. */
  readonly apply: (why: "signal" | "file") => Promise<void>;
  /** A folder that cannot be watched is reloaded by signal only. */
  readonly onBlind: (error: unknown) => void;
}

/** Editors and configuration managers change a file in several steps. */
const SETTLE_MS = 400;

/** Reloads on SIGHUP and when the content of the file changes. One reload at a time, in order. */
export function startReloader({ path, apply, onBlind }: ReloaderOptions): { close(): void } {
  let queue = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let seen: Promise<string | undefined> = path === undefined ? Promise.resolve(undefined) : digestOf(path);

  const reload = (why: "signal" | "file"): void => {
    queue = queue.then(async () => {
      if (path !== undefined) {
        const [before, now] = [await seen, await digestOf(path)];
        // Gone for a moment while it is replaced; or touched, and still the same.
        if (why === "file" && (now === undefined || now === before)) return;
        seen = Promise.resolve(now);
      }
      await apply(why);
    });
  };
  const settle = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => reload("file"), SETTLE_MS).unref();
  };
  const onHangup = (): void => reload("signal");
  process.on("SIGHUP", onHangup);
  const watcher = path === undefined ? undefined : watchFolderOf(path, settle, onBlind);
  return {
    close() {
      process.removeListener("SIGHUP", onHangup);
      clearTimeout(timer);
      watcher?.close();
    },
  };
}

/** The folder, because whoever replaces a file leaves a watch on the old one; and links (`..data` of Kubernetes) change beside it. */
function watchFolderOf(
  path: string,
  changed: () => void,
  onBlind: (error: unknown) => void,
): { close(): void } | undefined {
  try {
    const watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
      if (name === null || name === basename(path) || name.startsWith("..")) changed();
    });
    watcher.on("error", onBlind);
    return watcher;
  } catch (error) {
    onBlind(error);
    return undefined;
  }
}

async function digestOf(path: string): Promise<string | undefined> {
  try {
    return sha256(await readFile(path));
  } catch {
    // Away for now: an editor puts it back, and then it has changed.
    return undefined;
  }
}
