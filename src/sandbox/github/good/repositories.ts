import { deployKey, environment, hook, repository, STRICT_PROTECTION, work } from "../builders.ts";
import type { Repository } from "../model.ts";

const PEOPLE = ["amara-okafor", "bruno-keller", "ines-halvorsen", "farid-zaman"];

export function goodRepositories(): readonly Repository[] {
  return [
    repository("dispatch", {
      ...work(PEOPLE, 100, 8),
      hooks: [hook(501, "https://ci.example.com/hooks/dispatch")],
      keys: [deployKey(601, "release reader")],
      environments: [environment(701, "production")],
      outside: [{ login: "paula-contractor", permission: "READ" }],
    }),
    repository("tariff", { ...work(PEOPLE, 200, 4), securityPolicy: null, protection: STRICT_PROTECTION }),
    repository("manifest-api", {
      ...work(PEOPLE, 300, 3),
      visibility: "public",
      license: "Apache-2.0",
      securityPolicy: "docs",
      codeowners: "root",
    }),
    repository(".github", {
      visibility: "public",
      license: "CC0-1.0",
      description: "Shared files",
      ...work(PEOPLE, 400, 1),
    }),
    repository("old-yard", { archived: true, pushedDaysAgo: 900 }),
  ];
}
