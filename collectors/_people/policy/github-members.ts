import { notApplicable, undetermined, type Judgement } from "#sdk";
import { addressesOfMember, type NamedMember, type Naming } from "./accounts.ts";

export interface MemberParameters extends Naming {
  readonly serviceAccounts: readonly string[];
}

/** The addresses under which to look for a member's person, or what is said of a member whose person nobody can name. */
export function personOfMember(
  member: NamedMember,
  params: MemberParameters,
): { readonly addresses: readonly string[] } | { readonly judgement: Judgement } {
  const login = member.login.toLowerCase();
  if (params.serviceAccounts.some((name) => name.toLowerCase() === login))
    return { judgement: notApplicable("nobody's own by the parameter serviceAccounts") };
  const addresses = addressesOfMember(member, params);
  if (addresses.length > 0) return { addresses };
  return {
    judgement: undetermined(
      "no-population",
      `no verified e-mail address says whose ${member.login} is: neither single sign-on, nor a verified domain, nor the parameter people`,
    ),
  };
}
