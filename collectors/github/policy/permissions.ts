import * as z from "zod";

/** The parameter that says which permissions administer; the same for Apps and for tokens. */
export const permissionsThatAdminister = z
  .array(z.string())
  .default([
    "administration",
    "members",
    "organization_administration",
    "organization_custom_roles",
    "organization_custom_org_roles",
    "organization_secrets",
    "organization_self_hosted_runners",
  ])
  .describe("permissions that administer. origin: our default");
