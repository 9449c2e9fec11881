import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { appInstallationKind } from "../evidence.ts";
import { daysAgo, installation, permissionsThatAdminister } from "../policy/index.ts";

export default defineCheck({
  id: "github-app-installation-cannot-administer",
  version: 1,
  title: "Apps cannot administer",
  rationale: "An App that may administer can change the rules, members or secrets that keep it in bounds.",
  severity: "high",
  over: appInstallationKind,
  params: z.object({
    administrativePermissions: permissionsThatAdminister,
  }),
  remediation: "Withdraw the permission, or replace the App by one that needs less.",
  expected: ({ administrativePermissions }) => `no App may write ${administrativePermissions.join(", ")}`,
  test(record, ctx) {
    if (typeof record.suspended_at === "string") return notApplicable(`${record.app_slug} is suspended`);
    const held = ctx.params.administrativePermissions.filter((name) =>
      ["write", "admin"].includes(record.permissions[name] ?? ""),
    );
    return held.length === 0
      ? pass(`${record.app_slug}: ${Object.keys(record.permissions).length} permissions, none to administer`)
      : fail(`${record.app_slug} may write ${held.join(", ")}`);
  },
  examples: [
    { name: "reads", record: installation({ permissions: { administration: "read" } }), outcome: "pass" },
    { name: "writes code", record: installation({ permissions: { contents: "write" } }), outcome: "pass" },
    {
      name: "administers repositories",
      record: installation({ permissions: { administration: "write" } }),
      outcome: "fail",
    },
    { name: "manages members", record: installation({ permissions: { members: "write" } }), outcome: "fail" },
    {
      name: "an own list",
      record: installation({ permissions: { contents: "write" } }),
      params: { administrativePermissions: ["contents"] },
      outcome: "fail",
    },
    {
      name: "suspended",
      record: installation({
        suspended_at: daysAgo(10),
        repository_selection: "all",
        permissions: { administration: "write" },
      }),
      outcome: "not-applicable",
    },
  ],
});
