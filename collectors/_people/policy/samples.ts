import { EXAMPLE_AS_OF } from "#sdk";

/** The instant so many days before the instant of examples. */
function before(days: number): string {
  return new Date(Date.parse(EXAMPLE_AS_OF) - days * 86_400_000).toISOString();
}

/** Records of `google-workspace.user`, for examples. */
export function person(name: string, rest: Readonly<Record<string, unknown>> = {}) {
  return { id: `id-${name}`, primaryEmail: `${name}@example.com`, suspended: false, archived: false, ...rest };
}

/** Suspended twenty days ago. */
export function leaver(name: string, rest: Readonly<Record<string, unknown>> = {}) {
  return person(name, { suspended: true, suspensionReason: "ADMIN", suspensionTime: before(20), ...rest });
}

/** A record of `google-workspace.deleted-user`. */
export function deletedPerson(name: string) {
  return { id: `id-${name}`, primaryEmail: `${name}@example.com`, deletionTime: before(5) };
}
