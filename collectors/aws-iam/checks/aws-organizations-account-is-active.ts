import { defineCheck, fail, known, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { OTHER_ACCOUNT } from "../../_aws/policy/index.ts";
import { organizationAccountKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-organizations-account-is-active",
  version: 1,
  title: "Member accounts are active",
  rationale: "A suspended account still holds data and still belongs to the organization, but nobody looks after it.",
  severity: "low",
  over: organizationAccountKind,
  params: z.object({}),
  remediation: "Reactivate the account, or close it and wait for its removal.",
  expected: () => "the state of each account is ACTIVE; closed ones are not judged",
  test(record) {
    // State replaces Status since September 2026; accounts collected before have only Status.
    const state = known(record.State ?? record.Status, "State or Status");
    if (state === "ACTIVE") return pass("ACTIVE");
    if (state === "CLOSED") return notApplicable("CLOSED");
    if (["SUSPENDED", "PENDING_CLOSURE", "PENDING_ACTIVATION"].includes(state)) return fail(state);
    return undetermined("schema-mismatch", `${state} is not a state known here`);
  },
  examples: [
    {
      name: "active",
      record: {
        Id: OTHER_ACCOUNT,
        Arn: "arn:aws:organizations::111122223333:account/o-example1234/444455556666",
        State: "ACTIVE",
        Status: "ACTIVE",
      },
      outcome: "pass",
    },
    {
      name: "active by the older member",
      record: {
        Id: OTHER_ACCOUNT,
        Arn: "arn:aws:organizations::111122223333:account/o-example1234/444455556666",
        Status: "ACTIVE",
      },
      outcome: "pass",
    },
    {
      name: "suspended",
      record: {
        Id: OTHER_ACCOUNT,
        Arn: "arn:aws:organizations::111122223333:account/o-example1234/444455556666",
        State: "SUSPENDED",
      },
      outcome: "fail",
    },
    {
      name: "being closed",
      record: {
        Id: OTHER_ACCOUNT,
        Arn: "arn:aws:organizations::111122223333:account/o-example1234/444455556666",
        State: "PENDING_CLOSURE",
        Status: "ACTIVE",
      },
      outcome: "fail",
    },
    {
      name: "closed",
      record: {
        Id: OTHER_ACCOUNT,
        Arn: "arn:aws:organizations::111122223333:account/o-example1234/444455556666",
        State: "CLOSED",
      },
      outcome: "not-applicable",
    },
    {
      name: "neither stated",
      record: { Id: OTHER_ACCOUNT, Arn: "arn:aws:organizations::111122223333:account/o-example1234/444455556666" },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "a new state",
      record: {
        Id: OTHER_ACCOUNT,
        Arn: "arn:aws:organizations::111122223333:account/o-example1234/444455556666",
        State: "MIGRATING",
      },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
