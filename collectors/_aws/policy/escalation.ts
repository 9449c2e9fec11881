import type { Undetermined } from "#sdk";
import { iamResources, promotion } from "./administration.ts";
import type { Administrators } from "./administrators.ts";
import { UNKNOWN_VALUE, type Grant } from "./evaluate.ts";
import { ESCALATION_PATHS, pathName, type EscalationPath, type Need, type Target } from "./escalation-paths.ts";
import { isAwsManaged, reach, type Identity } from "./identity.ts";
import { trustsPrincipal, trustsService } from "./trust.ts";
import { underConditions } from "./verdict.ts";
import { overlaps } from "./wildcard.ts";

export interface Escalation {
  readonly path: EscalationPath;
  readonly conditions: readonly string[];
}

export interface Escalations {
  readonly found: readonly Escalation[];
  /** A limited permission might reach an administrator who was not seen. */
  readonly unknown: Undetermined | undefined;
}

const TYPE_OF: Readonly<Record<Exclude<Target, "any">, string>> = {
  "own-user": "user",
  "own-role": "role",
  "own-group": "group",
  "own-policy": "policy",
  "other-user": "user",
  role: "role",
  "any-role": "role",
  "assumable-role": "role",
  group: "group",
};

/**
 * The known ways by which an identity that is no administrator can become one. A permission on all resources of a type
 * counts; one that is limited to some counts only when these are its own, or belong to an administrator.
 * `administrators` is called only when a limited permission makes it matter.
 */
export function escalations(who: Identity, administrators: () => Administrators): Escalations {
  const seeker = new Seeker(who, administrators);
  const found: Escalation[] = [];
  for (const path of ESCALATION_PATHS) {
    if (path.bounded === true && who.boundary === undefined && who.boundaryUnknown === undefined) continue;
    const conditions = seeker.follow(path);
    if (conditions !== undefined) found.push({ path, conditions });
  }
  return { found, unknown: seeker.unknown };
}

/** `3 ways to more permissions: a; b; c`, unconditional ways first; undefined for none. */
export function escalationText({ found }: Escalations): string | undefined {
  if (found.length === 0) return undefined;
  const sorted = found.toSorted((a, b) => a.conditions.length - b.conditions.length);
  const named = sorted.slice(0, 5).map(({ path, conditions }) => pathName(path) + underConditions(conditions));
  const more = sorted.length > named.length ? `; and ${sorted.length - named.length} more` : "";
  return `${found.length} known ${found.length === 1 ? "way" : "ways"} to more permissions: ${named.join("; ")}${more}`;
}

class Seeker {
  readonly #who: Identity;
  readonly #administrators: () => Administrators;
  readonly #reached = new Map<string, readonly Grant[]>();
  unknown: Undetermined | undefined;

  constructor(who: Identity, administrators: () => Administrators) {
    this.#who = who;
    this.#administrators = administrators;
  }

  /** What the path depends on; undefined when it is not open. */
  follow(path: EscalationPath): readonly string[] | undefined {
    const steps: (readonly Grant[])[] = [];
    // Service actions first: they are cheap, and most identities lack one, so that targets need not be looked at.
    for (const need of path.needs) {
      if (need.target === "any" && this.#grants(need).length === 0) return undefined;
    }
    for (const need of path.needs) {
      const useful = this.#grants(need).filter(({ resource }) => this.#leads(resource, need));
      if (useful.length === 0) return undefined;
      steps.push(useful);
    }
    if (path.same === true) return sharedConditions(steps);
    return [...new Set(steps.flatMap((grants) => easiest(grants).conditions))];
  }

  #grants(need: Need): readonly Grant[] {
    const cacheKey = `${need.action} ${need.passedTo ?? ""}`;
    let grants = this.#reached.get(cacheKey);
    if (grants === undefined) {
      const who = this.#who;
      const service = need.action.slice(0, need.action.indexOf(":"));
      const resource =
        need.target === "any"
          ? `arn:${who.partition}:${service}:*:${who.account}:*`
          : iamResources(who, TYPE_OF[need.target]);
      const context = need.passedTo === undefined ? promotion(who) : { "iam:passedtoservice": need.passedTo };
      this.#reached.set(cacheKey, (grants = reach(who, { action: need.action, resource, context })));
    }
    return grants;
  }

  #leads(resource: string, need: Need): boolean {
    const who = this.#who;
    const { target } = need;
    if (target === "any" || target === "any-role") return true;
    if (target === "assumable-role")
      return this.#known().roles.some(
        (role) => overlaps(resource, role.Arn) && trustsPrincipal(role.AssumeRolePolicyDocument, who.arn),
      );
    if (resource === iamResources(who, TYPE_OF[target])) return true;
    // `user/${aws:username}` in a policy taken alone: whoever holds it reaches itself, and nobody else.
    if (resource.includes(UNKNOWN_VALUE)) return target === "own-user";
    switch (target) {
      case "own-user":
      case "own-role":
        return overlaps(resource, who.arn);
      case "own-group":
        return [who.arn, ...who.groupArns].some((arn) => overlaps(resource, arn));
      case "own-policy":
        return who.sources.some(({ arn }) => arn !== undefined && !isAwsManaged(arn) && overlaps(resource, arn));
      case "other-user":
        return (
          resource !== who.arn && this.#known().users.some(({ Arn }) => Arn !== who.arn && overlaps(resource, Arn))
        );
      case "group":
        return this.#known().groups.some(({ Arn }) => overlaps(resource, Arn));
      case "role":
        return this.#known().roles.some(
          (role) =>
            overlaps(resource, role.Arn) &&
            (need.passedTo === undefined || trustsService(role.AssumeRolePolicyDocument, need.passedTo)),
        );
    }
  }

  #known(): Administrators {
    const administrators = this.#administrators();
    this.unknown ??= administrators.incomplete;
    return administrators;
  }
}

function easiest(grants: readonly Grant[]): Grant {
  return grants.reduce((a, b) => (b.conditions.length < a.conditions.length ? b : a));
}

function sharedConditions([first = [], second = []]: readonly (readonly Grant[])[]): readonly string[] | undefined {
  let best: readonly string[] | undefined;
  for (const a of first) {
    for (const b of second) {
      if (!overlaps(a.resource, b.resource)) continue;
      const conditions = [...new Set([...a.conditions, ...b.conditions])];
      if (best === undefined || conditions.length < best.length) best = conditions;
    }
  }
  return best;
}
