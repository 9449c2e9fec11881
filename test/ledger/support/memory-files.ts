import type { LedgerFiles } from "../../../src/ledger/files.ts";

/** The ledger's folder in memory, for tests that crash at every step in turn. */
export function memoryFiles(): LedgerFiles {
  const held = new Map<string, Buffer>();
  let staged = 0;
  return {
    read: async (path) => held.get(path),
    async stage(path, bytes) {
      staged += 1;
      const name = `${path}.${staged}.tmp`;
      held.set(name, Buffer.from(bytes));
      return name;
    },
    async place(name, path) {
      const bytes = held.get(name);
      if (bytes === undefined) throw Object.assign(new Error(`no file ${name}`), { code: "ENOENT" });
      held.delete(name);
      held.set(path, bytes);
    },
    settle: async () => undefined,
    list: async (folder) =>
      [...held.keys()]
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1).split("/")[0] ?? ""),
    async remove(path) {
      for (const name of held.keys()) if (name === path || name.startsWith(`${path}/`)) held.delete(name);
    },
  };
}
