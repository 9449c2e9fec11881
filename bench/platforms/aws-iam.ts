import { startSandbox } from "../../src/sandbox/index.ts";
import type { Size } from "../../src/sandbox/index.ts";
import type { StartedEstate } from "./platform.ts";

/** One account of a size; its figures are in {@link ../calls.ts} and {@link ../scale.ts}. */
export async function startAccount(size: Size): Promise<StartedEstate> {
  const sandbox = await startSandbox({ organisation: "meridian", size });
  const [account] = sandbox.accounts;
  if (account === undefined) throw new RangeError("the preset has no reachable account");
  return {
    connection: `  - id: aws
    collector: aws-iam
    config: { endpoint: "${sandbox.url}", region: eu-central-1, identityCenterRegion: eu-central-1 }
`,
    env: {
      AWS_ACCESS_KEY_ID: account.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: account.credentials.secretAccessKey,
    },
    counts: undefined,
    calls: () => sandbox.calls(),
    close: () => sandbox.close(),
  };
}
