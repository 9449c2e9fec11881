import { fail, pass, type CheckExample, type Judgement } from "#sdk";
import type { Organization } from "../evidence.ts";
import { organization } from "./samples.ts";
import { ownerOnly } from "./stated.ts";

type Setting =
  | "members_can_change_repo_visibility"
  | "members_can_create_public_repositories"
  | "members_can_create_repositories"
  | "members_can_delete_repositories"
  | "members_can_fork_private_repositories"
  | "members_can_invite_outside_collaborators"
  | "two_factor_requirement_enabled";

/** Whether a switch of the organization, which GitHub shows to owners alone, stands as it should. */
export function judgeOwnerSetting(record: Organization, setting: Setting, wanted: boolean): Judgement {
  const value = ownerOnly(record, setting);
  return value === wanted ? pass(`${setting} is ${value}`) : fail(`${setting} is ${value}`);
}

export function ownerSettingExamples(setting: Setting, wanted: boolean): readonly CheckExample<Organization>[] {
  return [
    { name: "set so", record: organization({ [setting]: wanted }), outcome: "pass" },
    { name: "set otherwise", record: organization({ [setting]: !wanted }), outcome: "fail" },
    { name: "not stated", record: organization(), outcome: "undetermined", reason: "denied" },
    { name: "null", record: organization({ [setting]: null }), outcome: "undetermined", reason: "denied" },
  ];
}
