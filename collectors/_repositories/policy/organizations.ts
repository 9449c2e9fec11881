import { Undetermined, type ReadView } from "#sdk";
import { complete, indexed } from "../../_aws/policy/views.ts";

/**
 * The record of a repository by `OWNER/NAME` in any case; undefined when its organization was seen whole and has none.
 * @throws Undetermined when the owner is no organization that a connection reads, or its repositories were not seen whole
 */
export function repositoryNamed<R extends { readonly full_name: string }>(
  fullName: string,
  repositories: ReadView<R>,
  organizations: ReadView<{ readonly login: string }>,
): R | undefined {
  const found = indexed(repositories, "full name", ({ full_name }) => full_name.toLowerCase()).get(
    fullName.toLowerCase(),
  )?.[0];
  if (found !== undefined) return found;
  const owner = fullName.slice(0, fullName.indexOf("/"));
  const known = indexed(organizations, "login", ({ login }) => login.toLowerCase()).has(owner.toLowerCase());
  if (!known) {
    complete(organizations);
    throw new Undetermined("no-population", `${fullName}: no connection reads ${owner} on GitHub`);
  }
  complete(repositories);
  return undefined;
}
