import { vi } from "vitest";
import { awsIam } from "../../collectors/aws-iam/index.ts";
import type { Fault } from "../../src/sandbox/faults.ts";
import { startSandbox } from "../../src/sandbox/index.ts";
import { clock, denialMatrix } from "../denial/matrix.ts";
import { awsConnection } from "../support/connection-run.ts";
import { wholeOrganization } from "../support/estate.ts";

// Polls of slow jobs do not wait here; how long they wait has tests of its own.
vi.mock("../../collectors/_aws/sleep.ts", () => ({ sleep: async () => undefined }));

const REGIONS = ["eu-central-1", "us-east-1"];
/** Asked for only on demand, once for each user or principal. */
const PER_ENTITY = { sshKeys: true, mfaDevices: true, accessKeys: true, lastAccessed: true };
const ENTITY_OPERATIONS = new Set([
  "iam:ListSSHPublicKeys",
  "iam:ListMFADevices",
  "iam:ListAccessKeys",
  "iam:GetAccessKeyLastUsed",
  "iam:GenerateServiceLastAccessedDetails",
  "iam:GetServiceLastAccessedDetails",
]);

const faults: Readonly<Record<string, Fault>> = {
  "access denied": { kind: "deny" },
  "page cut off": { kind: "truncate" },
};
const more: Readonly<Record<string, Fault>> = {
  "malformed body": { kind: "malformed", body: "html" },
  "throttled for ever": { kind: "throttle" },
  "empty body": { kind: "malformed", body: "empty" },
  "empty object": { kind: "malformed", body: "empty-object" },
  "next page lost": { kind: "lost-marker" },
  "next page is the same page": { kind: "looping-marker" },
  "server error for ever": { kind: "server-error" },
  "connection broken in the body": { kind: "cut" },
};

denialMatrix("AWS IAM, every account of the organization", {
  start: () => startSandbox({ clock }),
  connection: (sandbox) => awsConnection(awsIam, sandbox, { analyzerRegions: REGIONS, ...wholeOrganization(sandbox) }),
  faults,
  more,
  least: { fail: 50, pass: 100, operations: 31 },
});

denialMatrix("AWS IAM, what is asked of each entity", {
  start: () => startSandbox({ clock }),
  connection: (sandbox) => awsConnection(awsIam, sandbox, { analyzerRegions: REGIONS, perEntity: PER_ENTITY }),
  only: ENTITY_OPERATIONS,
  faults,
  more,
  least: { fail: 50, pass: 100, operations: ENTITY_OPERATIONS.size },
});
