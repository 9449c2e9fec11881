import { Undetermined, type ReadView } from "#sdk";
import { complete } from "../../_aws/policy/views.ts";
import { addressesOfMember, type NamedMember, type Naming } from "./accounts.ts";
import { personOf, type DirectoryUser } from "./directory.ts";

export interface OwnerRecord extends NamedMember {
  readonly role?: "admin" | "member" | null | undefined;
}

/**
 * The GitHub account with which a person owns an organization; undefined when they own none.
 * @throws Undetermined when an owner may be that person and nobody can tell
 */
export function ownedBy(
  person: DirectoryUser,
  members: ReadView<OwnerRecord>,
  users: ReadView<DirectoryUser>,
  naming: Naming,
): string | undefined {
  const nameless: string[] = [];
  for (const member of members.seen()) {
    if (member.role === "member") continue;
    const addresses = addressesOfMember(member, naming);
    if (addresses.length === 0) nameless.push(member.login);
    else if (personOf(addresses, users)?.id === person.id) {
      if (member.role === "admin") return member.login;
      throw new Undetermined("denied", `GitHub did not state the role of ${member.login}`);
    }
  }
  complete(members);
  if (nameless.length > 0)
    throw new Undetermined(
      "no-population",
      `no verified e-mail address says whose ${nameless.slice(0, 5).join(", ")} on GitHub ${nameless.length === 1 ? "is" : "are"}`,
    );
  return undefined;
}

/** Whether single sign-on at another provider is assigned to anybody: then 2-step verification at Google is not the whole. */
export function signInElsewhere(
  assignments: ReadView<{ readonly name: string; readonly ssoMode?: string | undefined }>,
): boolean {
  return [...assignments.all()].some(({ ssoMode }) => ssoMode !== "SSO_OFF");
}
