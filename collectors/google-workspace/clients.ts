import { admin, type admin_directory_v1, type admin_reports_v1 } from "@googleapis/admin";
import { cloudidentity, type cloudidentity_v1 } from "@googleapis/cloudidentity";
import type { Door } from "#sdk";

export interface GoogleClients {
  readonly directory: admin_directory_v1.Admin;
  readonly reports: admin_reports_v1.Admin;
  readonly identity: cloudidentity_v1.Cloudidentity;
}

/**
 * Google's clients with their HTTP through the door, and no retries of their own, because the gateway retries and two
 * layers multiply. The token is put on here: gaxios would otherwise ask for one by itself, past the door.
 */
export function googleClients(door: Door, token: () => Promise<string>, endpoint: string | undefined): GoogleClients {
  const fetchImplementation: typeof globalThis.fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("authorization", `Bearer ${await token()}`);
    const { method, signal } = init ?? {};
    return door.fetch(input, { method: method ?? "GET", headers, ...(signal === undefined ? {} : { signal }) });
  };
  const options = {
    fetchImplementation,
    retry: false,
    // Set here because the library would take it from the process's environment.
    universeDomain: "googleapis.com",
    ...(endpoint === undefined ? {} : { rootUrl: `${endpoint.replace(/\/+$/, "")}/` }),
  };
  return {
    directory: admin({ version: "directory_v1", ...options }),
    reports: admin({ version: "reports_v1", ...options }),
    identity: cloudidentity({ version: "v1", ...options }),
  };
}
