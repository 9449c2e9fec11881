import { fail, known, pass, type CheckExample, type Judgement } from "#sdk";
import type { SamplePasswordPolicy } from "./sample-shapes.ts";
import { DEFAULT_PASSWORD_POLICY, passwordPolicy } from "./samples.ts";

type Rule = "RequireLowercaseCharacters" | "RequireUppercaseCharacters" | "RequireNumbers" | "RequireSymbols";
type PasswordPolicy = { readonly Configured: boolean } & { readonly [R in Rule]?: boolean | undefined };

/** @param what the rule demands: `a digit` */
export function judgePasswordCharacters(policy: PasswordPolicy, rule: Rule, what: string): Judgement {
  if (!policy.Configured)
    return fail(`the AWS default policy is in force: any three of four character classes, ${what} is not demanded`);
  return known(policy[rule], rule) ? pass(`${rule} is true`) : fail(`${rule} is false`);
}

export function passwordCharacterExamples(rule: Rule): readonly CheckExample<SamplePasswordPolicy>[] {
  return [
    { name: "required", record: passwordPolicy({ [rule]: true }), outcome: "pass" },
    { name: "not required", record: passwordPolicy({ [rule]: false }), outcome: "fail" },
    { name: "default policy: three of four classes", record: DEFAULT_PASSWORD_POLICY, outcome: "fail" },
    { name: "not stated", record: passwordPolicy({}), outcome: "undetermined", reason: "schema-mismatch" },
  ];
}
