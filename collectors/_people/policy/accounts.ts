/** `name@domain` and nothing else: what could stand in the directory as an address. */
const ADDRESS = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/;

export function isAddress(text: string | null | undefined): text is string {
  return typeof text === "string" && ADDRESS.test(text);
}

export interface Naming {
  /** Account name to e-mail address, as the operator knows it. */
  readonly people: Readonly<Record<string, string>>;
}

/** What of an IAM user says whose it is. */
export interface NamedUser {
  readonly UserName: string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[] | undefined;
}

/**
 * Addresses of an IAM user, the surest first: the operator's own list, a user name that is one, tags that the organisation
 * keeps them in. A name that merely looks like somebody's is no address.
 */
export function addressesOfIamUser(
  { UserName, Tags = [] }: NamedUser,
  { people, emailTags }: Naming & { readonly emailTags: readonly string[] },
): readonly string[] {
  const keys = emailTags.map((key) => key.toLowerCase());
  const tagged = Tags.filter(({ Key }) => keys.includes(Key.toLowerCase())).map(({ Value }) => Value.trim());
  return distinct([people[UserName], UserName, ...tagged]);
}

/** What of a GitHub member says whose account it is. */
export interface NamedMember {
  readonly login: string;
  readonly saml_name_id?: string | null | undefined;
  readonly scim_user_name?: string | null | undefined;
  readonly verified_domain_emails?: readonly string[] | null | undefined;
}

/**
 * Addresses of a member, the surest first: the operator's own list, the identity of single sign-on, addresses under domains
 * that the organization has verified. The address of the public profile is the member's own word and proves nobody.
 */
export function addressesOfMember(member: NamedMember, { people }: Naming): readonly string[] {
  const listed = Object.entries(people).find(([login]) => login.toLowerCase() === member.login.toLowerCase())?.[1];
  const stated = [member.saml_name_id, member.scim_user_name, ...(member.verified_domain_emails ?? [])];
  return distinct([listed, ...stated]);
}

function distinct(texts: readonly (string | null | undefined)[]): readonly string[] {
  return [...new Set(texts.filter(isAddress).map((text) => text.toLowerCase()))];
}
