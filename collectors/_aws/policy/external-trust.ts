import type { CheckExample } from "#sdk";
import * as z from "zod";
import type { SampleRole } from "./sample-shapes.ts";
import { ACCOUNT, document, role, serviceLinkedRole, trusts } from "./samples.ts";

/** The parameter by which an operator names accounts that a role may trust; the same in every check of such trust. */
export const trustedAccountNumbers = z
  .array(z.string().regex(/^\d{12}$/))
  .default([])
  .describe("account numbers of own or known accounts outside the organization. origin: our default, none");

/** An organization with these accounts, as its management account lists them. */
export function organizationOf(...accounts: readonly string[]) {
  return {
    "aws-organizations.organization": [{ AccountId: ACCOUNT, InOrganization: true }],
    "aws-organizations.account": accounts.map((Id) => ({
      Id,
      Arn: `arn:aws:organizations::${ACCOUNT}:account/o-example1234/${Id}`,
    })),
  };
}

/** Trust policies that mean the same to every check of trust in other accounts. */
export const EXTERNAL_TRUST_EXAMPLES: readonly CheckExample<SampleRole>[] = [
  { name: "only a service", record: role("app"), outcome: "not-applicable" },
  { name: "everybody", record: role("open", { AssumeRolePolicyDocument: document(trusts("*")) }), outcome: "fail" },
  {
    name: "everybody of one organization",
    record: role("open", {
      AssumeRolePolicyDocument: document(trusts("*", { StringEquals: { "aws:PrincipalOrgID": "o-example1234" } })),
    }),
    outcome: "not-applicable",
  },
  { name: "service-linked role", record: serviceLinkedRole("ecs.amazonaws.com"), outcome: "not-applicable" },
  {
    name: "malformed trust policy",
    record: role("odd", {
      AssumeRolePolicyDocument: { Statement: [{ Effect: "Allow", Principal: 7, Action: "sts:AssumeRole" }] },
    }),
    outcome: "undetermined",
    reason: "schema-mismatch",
  },
];
