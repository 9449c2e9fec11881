import { person } from "../builders.ts";
import type { GithubOrganisation } from "../model.ts";

export function goodPeople(
  at: (days: number) => string,
): Pick<GithubOrganisation, "members" | "outside" | "pending" | "failed" | "teams" | "roles"> {
  return {
    members: [
      person("Bruno", "Keller", { role: "ADMIN" }),
      person("Ines", "Halvorsen", { role: "ADMIN" }),
      person("Amara", "Okafor"),
      person("Farid", "Zaman"),
    ],
    outside: [person("Paula", "Contractor", { linked: false, email: "paula.contractor@example.org" })],
    pending: [
      {
        id: 901,
        login: null,
        email: "dana.novak@example.com",
        role: "direct_member",
        created_at: at(1),
        inviter: "bruno-keller",
      },
    ],
    failed: [],
    teams: [
      {
        slug: "platform",
        id: 3001,
        description: "Runs the platform",
        privacy: "VISIBLE",
        members: [
          { login: "ines-halvorsen", role: "MAINTAINER" },
          { login: "amara-okafor", role: "MEMBER" },
        ],
        repositories: [
          { name: "dispatch", permission: "WRITE" },
          { name: "tariff", permission: "WRITE" },
          { name: "manifest-api", permission: "WRITE" },
          { name: ".github", permission: "WRITE" },
        ],
      },
      {
        slug: "security",
        id: 3002,
        description: "Watches over it",
        privacy: "VISIBLE",
        members: [
          { login: "farid-zaman", role: "MAINTAINER" },
          { login: "ines-halvorsen", role: "MEMBER" },
        ],
        repositories: [
          { name: "dispatch", permission: "READ" },
          { name: "old-yard", permission: "READ" },
        ],
      },
    ],
    roles: [
      {
        id: 138,
        name: "all_repo_read",
        source: "Predefined",
        base_role: "read",
        permissions: [],
        users: [],
        teams: ["security"],
      },
      {
        id: 7001,
        name: "auditor",
        source: "Organization",
        base_role: null,
        permissions: ["read_audit_logs"],
        users: ["farid-zaman"],
        teams: [],
      },
    ],
  };
}
