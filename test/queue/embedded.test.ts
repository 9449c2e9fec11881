import { describe } from "vitest";
import { queueContract } from "./queue.suite.ts";

describe("queue on the embedded database", { timeout: 30_000 }, () => {
  queueContract(() => ({ kind: "embedded" }));
});
