import { AccessAnalyzerClient } from "@aws-sdk/client-accessanalyzer";
import { AccountClient } from "@aws-sdk/client-account";
import { ConfigServiceClient } from "@aws-sdk/client-config-service";
import { IAMClient } from "@aws-sdk/client-iam";
import { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { STSClient } from "@aws-sdk/client-sts";
import { fixedClock } from "../../src/core/clock.ts";
import type { Credentials } from "../../src/sandbox/index.ts";

export const NOW = "2026-11-22T05:31:00.000Z";
export const clock = fixedClock(NOW);

/** The vendor's own error, whichever service threw it. */
export interface SdkError extends Error {
  readonly $metadata: { readonly httpStatusCode?: number; readonly attempts?: number };
}

export interface Exchange {
  readonly status: number;
  readonly body: string;
}

interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Vendor clients of one account that keep the last answer's bytes, so that a test can hold what was read against what was sent. */
export class Clients {
  readonly iam: IAMClient;
  readonly sts: STSClient;
  readonly organizations: OrganizationsClient;
  readonly account: AccountClient;
  readonly accessAnalyzer: AccessAnalyzerClient;
  readonly config: ConfigServiceClient;
  readonly sso: SSOAdminClient;
  readonly identityStore: IdentitystoreClient;
  last: Exchange | undefined;

  constructor(endpoint: string, credentials: Credentials, { region = "eu-central-1", maxAttempts = 1 } = {}) {
    const requestHandler = {
      handle: async (request: SdkRequest) => ({ response: await this.#send(endpoint, request) }),
    };
    const config = { endpoint, region, credentials, maxAttempts, requestHandler };
    this.iam = new IAMClient({ ...config, region: "us-east-1" });
    this.sts = new STSClient(config);
    this.organizations = new OrganizationsClient({ ...config, region: "us-east-1" });
    this.account = new AccountClient({ ...config, region: "us-east-1" });
    this.accessAnalyzer = new AccessAnalyzerClient(config);
    this.config = new ConfigServiceClient(config);
    this.sso = new SSOAdminClient(config);
    this.identityStore = new IdentitystoreClient(config);
  }

  async #send(
    endpoint: string,
    request: SdkRequest,
  ): Promise<{ statusCode: number; headers: Record<string, string>; body: Uint8Array }> {
    const url = new URL(request.path, endpoint);
    for (const [name, value] of Object.entries(request.query ?? {}))
      for (const text of [value ?? ""].flat()) url.searchParams.append(name, text);
    const { host: _host, ...headers } = request.headers;
    const body = request.method === "GET" ? null : ((request.body ?? null) as string | null);
    const response = await fetch(url, { method: request.method, headers, body });
    const text = await response.text();
    this.last = { status: response.status, body: text };
    return {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      body: new TextEncoder().encode(text),
    };
  }
}

/** The error that a call ends with; a call that succeeds is a failure of the test. */
export async function refusal(call: Promise<unknown>): Promise<SdkError> {
  try {
    await call;
  } catch (error) {
    return error as SdkError;
  }
  throw new Error("the call succeeded, and should not have");
}
