import { startSandbox } from "./index.ts";

export interface DemoSandbox {
  readonly url: string;
  /** Credentials for the sandbox; empty values keep the operator's own settings from taking precedence. */
  readonly env: Readonly<Record<string, string>>;
  /** A whole configuration file with one connection to the sandbox. */
  readonly configYaml: string;
  close(): Promise<void>;
}

/** Starts Meridian Freight for `exhibit demo`, with the configuration and the environment that lead the collector to it. */
export async function startDemoSandbox(options: { readonly seed?: number } = {}): Promise<DemoSandbox> {
  const sandbox = await startSandbox(options.seed === undefined ? {} : { seed: options.seed });
  const [first] = sandbox.accounts;
  if (first === undefined) throw new RangeError("the preset has no reachable account");
  const { reader, identityCenter, name } = sandbox.organisation;
  const region = identityCenter?.homeRegion ?? "eu-central-1";
  return {
    url: sandbox.url,
    env: {
      AWS_ACCESS_KEY_ID: first.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: first.credentials.secretAccessKey,
      AWS_SESSION_TOKEN: "",
      AWS_CREDENTIAL_EXPIRATION: "",
      AWS_PROFILE: "",
      AWS_REGION: region,
    },
    configYaml: `# Written by exhibit demo: an invented organisation that answers on loopback.
organisation: ${name}
connections:
  - id: meridian-aws
    collector: aws-iam
    environment: demo
    config:
      endpoint: ${sandbox.url}
      region: ${region}
      identityCenterRegion: ${region}
      organization:
        roleName: ${reader.name}
        externalId: ${reader.externalId}
`,
    close: () => sandbox.close(),
  };
}
