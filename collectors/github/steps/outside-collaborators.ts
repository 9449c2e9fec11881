import type { Emission } from "#sdk";
import { gap, population, record } from "../emit.ts";
import type { Problem } from "../errors.ts";
import { outsideCollaboratorKind } from "../evidence.ts";
import type { OrganizationSession } from "../session.ts";
import { each } from "./people.ts";

const LIST = "github:orgs.list-outside-collaborators";

/** What outside collaborators hold, as each repository told it. */
export class Holdings {
  whole = true;
  readonly #byLogin = new Map<string, { full_name: string; permission: string }[]>();

  add(login: string, full_name: string, permission: string): void {
    this.#byLogin.set(login, [...(this.#byLogin.get(login) ?? []), { full_name, permission }]);
  }

  of(login: string): readonly { readonly full_name: string; readonly permission: string }[] {
    return this.#byLogin.get(login) ?? [];
  }
}

export async function* outsideCollaborators(
  { scope, client, organization }: OrganizationSession,
  holdings: Holdings,
  everyRepository: boolean,
  repositoryProblem: Problem | undefined,
  repositoryList: string,
): AsyncGenerator<Emission> {
  const kind = outsideCollaboratorKind;
  const repositories_complete = holdings.whole && everyRepository;
  const source = client.pages(LIST, "GET /orgs/{org}/outside_collaborators", { org: organization });
  const problem = yield* each(source, (person) =>
    record(scope, kind, {
      login: person["login"],
      id: person["id"],
      site_admin: person["site_admin"] ?? null,
      two_factor_enabled: null,
      repositories: holdings.of(String(person["login"])),
      repositories_complete,
    }),
  );
  if (repositoryProblem !== undefined) yield gap(scope, kind, repositoryList, repositoryProblem, "repositories held");
  if (problem !== undefined) yield gap(scope, kind, LIST, problem);
  yield population(scope, kind, problem === undefined && repositoryProblem === undefined && holdings.whole);
}
