import type { FieldError, Json } from "../client.ts";
import type { Problem } from "../errors.ts";
import type { OrganizationSession } from "../session.ts";
import type { ActionsPolicy } from "./actions.ts";
import type { Silent } from "./alerts.ts";
import type { Attachments } from "./code-security.ts";
import type { OrganizationReading } from "./organization.ts";
import type { Holdings } from "./outside-collaborators.ts";

/** What earlier steps found out that repositories need. */
export interface Surroundings {
  readonly reading: OrganizationReading;
  readonly actions: ActionsPolicy;
  readonly attachments: Attachments;
  /** Tools with open code scanning alerts by repository; undefined when the alerts were not seen whole. */
  readonly tools: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  /** Repositories whose alerts the organization's lists would not hold. */
  readonly silent: Silent;
}

export interface RepositoryContext {
  readonly session: OrganizationSession;
  readonly around: Surroundings;
  /** Rulesets that were told already: those of organization and enterprise come back with every repository. */
  readonly rulesets: Set<string>;
  readonly holdings: Holdings;
  /** Whether administrators are bound by a ruleset, by its id; null = not observable. */
  readonly bound: Map<number, boolean | null>;
  /** Whether GraphQL's null for classic protection was found to mean "not protected", or not to. */
  readonly classicSeen: { nullIsTrue: boolean; contradicted: boolean };
}

/** GraphQL's word on a repository: the node, or why there is none; and errors of single fields. */
export interface RepositoryFacts {
  readonly node: Json | undefined;
  readonly problem: Problem | undefined;
  readonly errors: readonly FieldError[];
}

/** One repository as every step sees it. */
export interface RepositoryReading {
  readonly item: Json;
  readonly node: Json | undefined;
  readonly full_name: string;
  readonly name: string;
  readonly archived: boolean;
  readonly visibility: string | null;
  readonly isEmpty: boolean | null;
  readonly administers: boolean;
  /** Why a GraphQL field is not there; undefined when it was answered (null included). */
  missing(field: string): Problem | undefined;
}
