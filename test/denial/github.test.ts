import { startGithubSandbox } from "../../src/sandbox/github/index.ts";
import { githubConnection } from "../support/connection-run.ts";
import { clock, denialMatrix } from "./matrix.ts";

/** Meridian Freight as an owner's token sees it. */
denialMatrix("GitHub", {
  start: () => startGithubSandbox({ clock }),
  connection: (sandbox) => githubConnection(sandbox, "owner"),
  faults: {
    "access denied": { kind: "deny" },
    "page cut off": { kind: "truncate" },
  },
  more: {
    "not found": { kind: "error", status: 404, code: "Not Found" },
    "throttled for ever": { kind: "throttle" },
    "malformed body": { kind: "malformed", body: "html" },
    "empty body": { kind: "malformed", body: "empty" },
    "empty object": { kind: "malformed", body: "empty-object" },
    "next page lost": { kind: "lost-marker" },
    "next page is the same page": { kind: "looping-marker" },
    "server error for ever": { kind: "server-error" },
    "connection broken in the body": { kind: "cut" },
  },
  least: { fail: 30, pass: 100, operations: 40 },
});
