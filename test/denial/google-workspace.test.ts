import { startGoogleSandbox } from "../../src/sandbox/google/index.ts";
import { googleConnection } from "../support/connection-run.ts";
import { clock, denialMatrix } from "./matrix.ts";

/** Meridian Freight's tenant, tokens of every user included. */
denialMatrix("Google Workspace", {
  start: () => startGoogleSandbox({ clock }),
  connection: (sandbox) => googleConnection(sandbox, { include: { tokens: true } }),
  faults: {
    "access denied": { kind: "deny" },
    "page cut off": { kind: "truncate" },
  },
  more: {
    "throttled for ever": { kind: "throttle" },
    "malformed body": { kind: "malformed", body: "html" },
    "empty body": { kind: "malformed", body: "empty" },
    "next page is the same page": { kind: "looping-marker" },
    "server error for ever": { kind: "server-error" },
    "connection broken in the body": { kind: "cut" },
  },
  least: { fail: 30, pass: 200, operations: 20 },
});
