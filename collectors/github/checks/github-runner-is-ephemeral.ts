import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { runnerKind, type Runner } from "../evidence.ts";
import { stated } from "../policy/index.ts";

const runner = (rest: Partial<Runner> = {}): Runner => ({ id: 1, name: "build-1", ...rest });

export default defineCheck({
  id: "github-runner-is-ephemeral",
  version: 1,
  title: "Self-hosted runners are made anew for each job",
  rationale: "A runner that lives on carries what one job left to the next.",
  severity: "low",
  over: runnerKind,
  params: z.object({}),
  remediation: "Register runners as ephemeral, made anew for each job.",
  expected: () => "each self-hosted runner of the organization is ephemeral",
  test(record) {
    return stated(record, "ephemeral")
      ? pass(`${record.name} is ephemeral`)
      : fail(`${record.name} lives on between jobs`);
  },
  examples: [
    { name: "ephemeral", record: runner({ ephemeral: true }), outcome: "pass" },
    { name: "lives on", record: runner({ ephemeral: false }), outcome: "fail" },
    { name: "not stated", record: runner(), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
