import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { ACCOUNT } from "../../_aws/policy/index.ts";
import { assignmentKind } from "../evidence.ts";

const assignment = (PrincipalType: string) => ({
  InstanceArn: "arn:aws:sso:::instance/ssoins-example",
  AccountId: ACCOUNT,
  PermissionSetArn: "arn:aws:sso:::permissionSet/ssoins-example/ps-example",
  PrincipalType,
  PrincipalId: "00000000-0000-0000-0000-000000000001",
});

export default defineCheck({
  id: "aws-identity-center-assignment-is-to-group",
  version: 1,
  title: "Access is assigned to groups",
  rationale: "Access given to single persons stays when their duties change; a group is a duty.",
  severity: "low",
  over: assignmentKind,
  params: z.object({}),
  remediation: "Assign the permission set to a group and put the person into it.",
  expected: () => "each assignment is to a group",
  test(record) {
    const observed = `${record.PrincipalType} ${record.PrincipalId} in ${record.AccountId}`;
    if (record.PrincipalType === "GROUP") return pass(observed);
    return record.PrincipalType === "USER"
      ? fail(observed)
      : undetermined("schema-mismatch", `${record.PrincipalType} is not a type known here`);
  },
  examples: [
    { name: "a group", record: assignment("GROUP"), outcome: "pass" },
    { name: "a user", record: assignment("USER"), outcome: "fail" },
    { name: "a new type", record: assignment("ROBOT"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
