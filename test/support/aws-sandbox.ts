import { type Sandbox, type SandboxOptions, startSandbox } from "../../src/sandbox/index.ts";
import { clock } from "./collecting.ts";

export async function withSandbox<T>(
  options: SandboxOptions,
  use: (sandbox: Sandbox, env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const sandbox = await startSandbox({ clock, ...options });
  try {
    return await use(sandbox, keysOf(sandbox));
  } finally {
    await sandbox.close();
  }
}

/** The environment of somebody with the keys of one of the sandbox's accounts. */
export function keysOf(sandbox: Sandbox, index = 0): Record<string, string> {
  const account = sandbox.accounts[index];
  if (account === undefined) throw new Error(`the sandbox has no account ${index}`);
  return {
    AWS_ACCESS_KEY_ID: account.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: account.credentials.secretAccessKey,
  };
}
