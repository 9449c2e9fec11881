import { fail, pass, Undetermined, type Judgement, type ReadView } from "#sdk";
import type { Organization } from "../evidence.ts";

/**
 * The second factor of one person. GitHub states it to owners' tokens alone; where it does not, the organization's
 * requirement stands for it, because nobody without a second factor gets in while it is on.
 */
export function judgeTwoFactor(
  person: { readonly login: string; readonly two_factor_enabled?: boolean | null | undefined },
  organization: ReadView<Organization>,
): Judgement {
  if (person.two_factor_enabled === true) return pass(`${person.login} has a second factor`);
  if (person.two_factor_enabled === false) return fail(`${person.login} has no second factor`);
  for (const { two_factor_requirement_enabled: required } of organization.seen()) {
    if (required === true) return pass(`not stated for ${person.login}; the organization lets in nobody without one`);
  }
  throw new Undetermined("denied", `GitHub shows the second factor of ${person.login} to owners' tokens alone`);
}

/** A login as people and programs share it: without the mark of Apps, in lower case. */
export function plainLogin(login: string): string {
  return login.toLowerCase().replace(/\[bot\]$/, "");
}
