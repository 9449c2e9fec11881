import { Undetermined } from "#sdk";

/** Plans under which an enterprise may stand above the organization; an unknown plan may be one. Source: `plan.name` of GET /orgs/{org}. */
export function mayHaveEnterprise(plan: string | undefined): boolean {
  return plan === undefined || plan.startsWith("enterprise") || plan.startsWith("business");
}

/**
 * What an organization has not set itself, its enterprise may have set for it, and no answer to the organization's token
 * tells. Without it nothing is known but that the organization has not.
 */
export function orByEnterprise(
  record: { readonly plan?: { readonly name: string } | null | undefined },
  what: string,
): void {
  const plan = record.plan?.name;
  if (mayHaveEnterprise(plan))
    throw new Undetermined(
      "denied",
      `the organization has no ${what} of its own; whether an enterprise above it has is not told to it (plan ${plan ?? "not seen"})`,
    );
}
