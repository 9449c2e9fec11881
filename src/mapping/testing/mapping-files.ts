import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import type { Control } from "../../core/control.ts";

/** The mapping that comes with the product. */
export const DIRECTORY = join(import.meta.dirname, "../../../mappings/iso-27002-2022");

/** The files as plain YAML, without the loader, in no particular order. */
export async function readFiles(): Promise<
  readonly { readonly name: string; readonly text: string; readonly control: Control }[]
> {
  const names = (await readdir(DIRECTORY)).filter((name) => name.endsWith(".yaml"));
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(DIRECTORY, name), "utf8");
      return { name, text, control: parse(text) as Control };
    }),
  );
}

/** Every check that the mapping names, as if the registry held exactly those. */
export async function checksNamed(): Promise<readonly { readonly id: string }[]> {
  const files = await readFiles();
  const ids = new Set(
    files.flatMap(({ control }) => control.points.flatMap((point) => point.checks.map(({ id }) => id))),
  );
  return [...ids].toSorted().map((id) => ({ id }));
}

/** A copy of the mapping to damage; removed by the caller. */
export async function copyOfMapping(): Promise<{
  readonly directory: string;
  edit(name: string, change: (text: string) => string): Promise<void>;
  remove(): Promise<void>;
}> {
  const directory = await mkdtemp(join(tmpdir(), "exhibit-mapping-"));
  await cp(DIRECTORY, directory, { recursive: true });
  return {
    directory,
    async edit(name, change) {
      const path = join(directory, name);
      const before = await readFile(path, "utf8");
      const after = change(before);
      if (after === before) throw new Error(`the edit of ${name} changed nothing`);
      await writeFile(path, after);
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
