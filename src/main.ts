import { guardNode } from "./node-guard.ts";

guardNode(process.versions.node);
const { start } = await import("./composition.ts");
process.exitCode = await start(process.argv.slice(2));
