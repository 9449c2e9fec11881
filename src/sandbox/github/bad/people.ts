import { person } from "../builders.ts";
import type { GithubOrganisation } from "../model.ts";

const OWNERS = [
  "shared-admin",
  "former-employee",
  "second-admin",
  "third-admin",
  "fourth-admin",
  "fifth-admin",
  "sixth-admin",
] as const;

export function badPeople(
  at: (days: number) => string,
): Pick<GithubOrganisation, "members" | "outside" | "pending" | "failed" | "teams" | "roles"> {
  return {
    members: [
      ...OWNERS.map((login, index) => ({
        ...person("Someone", String(index)),
        login,
        name: "",
        email: "",
        role: "ADMIN" as const,
        twoFactor: false,
        insecureTwoFactor: true,
        linked: false,
      })),
      // A second factor, by a telephone number that anybody can take over.
      person("Sven", "Telefon", { twoFactor: true, insecureTwoFactor: true, linked: false }),
    ],
    outside: [{ ...person("Unknown", "Helper"), login: "unknown-helper", twoFactor: false, email: "" }],
    pending: [
      {
        id: 951,
        login: null,
        email: "somebody@example.net",
        role: "admin",
        created_at: at(400),
        inviter: "shared-admin",
      },
    ],
    failed: [
      {
        id: 952,
        login: null,
        email: "nobody@example.net",
        role: "admin",
        created_at: at(500),
        failed_at: at(490),
        failed_reason: "Invitation expired",
        inviter: "former-employee",
      },
    ],
    teams: [
      {
        slug: "everyone",
        id: 3101,
        description: "",
        privacy: "SECRET",
        members: OWNERS.map((login) => ({ login, role: "MEMBER" as const })),
        repositories: [
          { name: "legacy-billing", permission: "ADMIN" },
          { name: "scratch", permission: "ADMIN" },
        ],
      },
    ],
    roles: [
      {
        id: 7101,
        name: "do-everything",
        source: "Organization",
        base_role: "admin",
        permissions: ["write_organization_custom_org_role", "manage_organization_oauth_application_policy"],
        users: ["former-employee"],
        teams: ["everyone"],
      },
    ],
  };
}
