import { configurationOf, startPlatforms } from "./platforms.ts";

export interface DemoSandbox {
  readonly url: string;
  /** Credentials for the sandbox; empty values keep the operator's own settings from taking precedence. */
  readonly env: Readonly<Record<string, string>>;
  /** A whole configuration file with one connection for each collector. */
  readonly configYaml: string;
  close(): Promise<void>;
}

/** Starts Meridian Freight for `exhibit demo` on all its platforms, with the configuration and environment that lead there. */
export async function startDemoSandbox(options: { readonly seed?: number } = {}): Promise<DemoSandbox> {
  const platforms = await startPlatforms(options);
  return {
    url: platforms.aws.url,
    env: platforms.env,
    configYaml: configurationOf(platforms),
    close: () => platforms.close(),
  };
}
