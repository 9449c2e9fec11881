import { startGoogleSandbox } from "./index.ts";

export interface GoogleDemo {
  readonly url: string;
  /** Holds the key of the service account, to which the configuration refers. */
  readonly env: Readonly<Record<string, string>>;
  /** One connection, as an item of `connections` in a configuration file. */
  readonly connectionYaml: string;
  close(): Promise<void>;
}

const KEY = "EXHIBIT_DEMO_GOOGLE_KEY";

/** Starts Meridian Freight's tenant for `exhibit demo`. */
export async function startGoogleDemo(): Promise<GoogleDemo> {
  const sandbox = await startGoogleSandbox();
  return {
    url: sandbox.url,
    env: { [KEY]: sandbox.credentials },
    connectionYaml: `  - id: meridian-google
    collector: google-workspace
    environment: demo
    config:
      endpoint: ${sandbox.url}
      customer: ${sandbox.tenant.customer.id}
      subject: ${sandbox.subject}
      credentials: "\${env:${KEY}}"
`,
    close: () => sandbox.close(),
  };
}
