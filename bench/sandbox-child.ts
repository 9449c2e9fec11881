import { startAccount } from "./platforms/aws-iam.ts";
import { platformOf } from "./platforms/index.ts";
import type { StartedEstate } from "./platforms/platform.ts";
import type { Size } from "../src/sandbox/index.ts";

/** What is to be started: an AWS account of a size, or a platform of one. */
export type Estate =
  | { readonly platform: "aws-iam"; readonly size: Size }
  | { readonly platform: string; readonly size: number };

/** What {@link ../bench/sandbox.ts} sends: an estate to start with, then questions. */
export type SandboxRequest =
  | { readonly type: "start"; readonly estate: Estate }
  | { readonly type: "calls" }
  | { readonly type: "close" };

/** The invented organisation in a process of its own, so that neither its memory nor its time counts for the collector. */
process.once("message", (request: SandboxRequest) => {
  if (request.type !== "start") throw new Error(`a sandbox that is not started cannot answer "${request.type}"`);
  void serve(request.estate);
});

async function serve(estate: Estate): Promise<void> {
  const started = await start(estate);
  const { connection, env, counts } = started;
  process.on("message", (request: SandboxRequest) => {
    if (request.type === "calls") process.send?.(started.calls());
    else if (request.type === "close") void started.close().then(() => process.disconnect());
  });
  process.send?.({ connection, env, counts });
}

function start({ platform, size }: Estate): Promise<StartedEstate> {
  return typeof size === "number" ? platformOf(platform).start(size) : startAccount(size);
}
