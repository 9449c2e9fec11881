import { startGithubSandbox } from "../src/sandbox/github/index.ts";
import { startSandbox } from "../src/sandbox/index.ts";
import type { Size } from "../src/sandbox/index.ts";

/** What {@link ../bench/sandbox.ts} sends: a size to start with, then questions. */
export type SandboxRequest =
  | { readonly type: "start"; readonly size: Size; readonly repositories?: number | undefined }
  | { readonly type: "calls" }
  | { readonly type: "close" };

/** The invented organisation in a process of its own, so that neither its memory nor its time counts for the collector. */
process.once("message", (request: SandboxRequest) => {
  if (request.type !== "start") throw new Error(`a sandbox that is not started cannot answer "${request.type}"`);
  void serve(request.size, request.repositories);
});

async function serve(size: Size, repositories: number | undefined): Promise<void> {
  const sandbox = await startSandbox({ organisation: "meridian", size });
  const [account] = sandbox.accounts;
  const github = repositories === undefined ? undefined : await startGithubSandbox({ size: { repositories } });
  process.on("message", (request: SandboxRequest) => {
    if (request.type === "calls") process.send?.(sandbox.calls());
    else if (request.type === "close")
      void Promise.all([sandbox.close(), github?.close()]).then(() => process.disconnect());
  });
  process.send?.({
    url: sandbox.url,
    credentials: account?.credentials,
    ...(github === undefined
      ? {}
      : { github: { url: github.url, organization: github.organisation.login, token: github.tokens.owner } }),
  });
}
