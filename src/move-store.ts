import type { MovedInstallation, VerifiedFile } from "./cli/services.ts";
import { ExhibitError } from "./core/index.ts";
import { openInstallation, verifyInstallation } from "./parts.ts";
import type { LoadedSettings } from "./settings/load.ts";
import { copyStore } from "./store/copy.ts";
import { openStore } from "./store/index.ts";

/**
 * Moves the database of an embedded installation to a PostgreSQL server. Objects, keys and the published ledger stay in
 * the data directory. What arrived is compared row by row, then the ledger is recomputed from the new database and every
 * object held against it. The embedded database stays as it is: whoever wants to go back, can.
 */
export async function moveStore(
  loaded: LoadedSettings,
  databaseUrl: string,
  onProgress: (message: string, fields: Readonly<Record<string, string | number>>) => void,
): Promise<MovedInstallation> {
  const { dataDir } = loaded;
  if (loaded.settings.databaseUrl !== undefined) {
    throw new ExhibitError("CONFIG_INVALID", "this installation is on a PostgreSQL server already", {
      place: loaded.path ?? "DATABASE_URL",
      remedy: "take `databaseUrl` out of the configuration and DATABASE_URL out of the environment while you migrate",
    });
  }
  const source = await openStore({ dataDir });
  try {
    const target = await openStore({ dataDir, databaseUrl });
    try {
      const tables = await copyStore(source.db, target.db, (table, rows) => onProgress("copying", { table, rows }));
      onProgress("verifying what arrived", {});
      return { tables, verified: await verifyOn(loaded, databaseUrl) };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function verifyOn(loaded: LoadedSettings, databaseUrl: string): Promise<readonly VerifiedFile[]> {
  const moved = await openInstallation({ ...loaded, settings: { ...loaded.settings, databaseUrl } });
  try {
    return await verifyInstallation(moved);
  } finally {
    await moved.close();
  }
}
