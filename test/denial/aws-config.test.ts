import { vi } from "vitest";
import { awsConfig } from "../../collectors/aws-config/index.ts";
import { estate } from "../../collectors/aws-config/test/estate.ts";
import { startSandbox } from "../../src/sandbox/index.ts";
import { awsConnection } from "../support/connection-run.ts";
import { clock, denialMatrix } from "./matrix.ts";

// Polls of slow jobs do not wait here; how long they wait has tests of its own.
vi.mock("../../collectors/_aws/sleep.ts", () => ({ sleep: async () => undefined }));

/** One account in three regions with AWS Config whole: two asked directly, one through an aggregator. */
denialMatrix("AWS Config", {
  start: () => startSandbox({ organisation: estate({ asOf: clock.now() }), clock }),
  connection: (sandbox) => awsConnection(awsConfig, sandbox),
  faults: {
    "access denied": { kind: "deny" },
    "page cut off": { kind: "truncate" },
  },
  more: {
    "throttled for ever": { kind: "throttle" },
    "malformed body": { kind: "malformed", body: "html" },
    "empty body": { kind: "malformed", body: "empty" },
    "empty object": { kind: "malformed", body: "empty-object" },
    "next page is the same page": { kind: "looping-marker" },
    "server error for ever": { kind: "server-error" },
    "connection broken in the body": { kind: "cut" },
  },
  least: { fail: 50, pass: 50, operations: 18 },
});
