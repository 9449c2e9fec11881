import { openSigningKey } from "../../../src/ledger/keys.ts";
import { openLedger } from "../../../src/ledger/writer.ts";
import { FolderLedgerStore } from "./folder-store.ts";

/** A process that seals and publishes until it is killed; prints every published size. `publisher.ts FOLDER NAME COUNT`. */
const [, , folder = "", name = "", count = "0"] = process.argv;
const store = new FolderLedgerStore(`${folder}/store`);
const signer = await openSigningKey({ dataDir: folder });
const ledger = await openLedger({ store, directory: `${folder}/ledger`, signer });
for (let turn = 0; turn < Number(count); turn += 1) {
  for (let leaf = 0; leaf < 5; leaf += 1) store.add(`${name} ${turn} ${leaf}`);
  const { size, rootHash } = await ledger.publish();
  process.stdout.write(`${size} ${rootHash}\n`);
}
