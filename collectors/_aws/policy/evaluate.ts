import { evaluateCondition, type Context } from "./conditions.ts";
import type { Patterns, Statement } from "./document.ts";
import { covers, hasWildcard, matches, overlaps } from "./wildcard.ts";

/** Whether something is allowed: always, only when conditions hold, or not at all. */
export interface Access {
  readonly effect: "allowed" | "conditional" | "denied";
  /** For `conditional`: what it depends on, in words. Any one entry describes one way. */
  readonly conditions: readonly string[];
}

export interface Question {
  /** A concrete action, `iam:PassRole`, in any case. */
  readonly action: string;
  /** ARN, or pattern of ARNs *all* of which are asked for (`allows`) or *any* of which (`grants`). */
  readonly resource: string;
  readonly context?: Context;
  /** Values of policy variables by name in lower case: `{ "aws:username": "ana" }`. Others stand for something unknown. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface Grant {
  /** The part of the asked resources that is allowed. */
  readonly resource: string;
  readonly conditions: readonly string[];
}

const DENIED: Access = { effect: "denied", conditions: [] };
const ALLOWED: Access = { effect: "allowed", conditions: [] };

/** Stands for the value of a policy variable that is not known: one character that no ARN has. */
export const UNKNOWN_VALUE = "\u0001";

/**
 * What a set of identity-policy statements says about one action on all of some resources.
 * An explicit Deny that holds for all of them wins; one with a condition leaves the rest conditional.
 */
export function allows(statements: readonly Statement[], question: Question): Access {
  let best = DENIED;
  for (const statement of statements) {
    if (statement.effect !== "Allow" || !appliesToAction(statement, question.action)) continue;
    if (!appliesToAll(statement, question)) continue;
    best = better(best, underCondition(statement, question, "when"));
    if (best.effect === "allowed") break;
  }
  return best.effect === "denied" ? best : afterDenies(best, statements, question);
}

/** The parts of the asked resources on which the action is allowed, each with what it depends on. */
export function grants(statements: readonly Statement[], question: Question): readonly Grant[] {
  const found = new Map<string, Grant>();
  for (const statement of statements) {
    if (statement.effect !== "Allow" || !appliesToAction(statement, question.action)) continue;
    const access = underCondition(statement, question, "when");
    if (access.effect === "denied") continue;
    for (const resource of allowedParts(statement, question)) {
      const rest = afterDenies(access, statements, { ...question, resource });
      const known = found.get(resource);
      if (rest.effect === "denied" || (known !== undefined && known.conditions.length <= rest.conditions.length))
        continue;
      found.set(resource, { resource, conditions: rest.conditions });
    }
  }
  return [...found.values()];
}

/** Whether the statements hold an explicit Deny for the action on all the asked resources. */
export function denies(statements: readonly Statement[], question: Question): Access {
  let best = DENIED;
  for (const statement of statements) {
    if (
      statement.effect !== "Deny" ||
      !appliesToAction(statement, question.action) ||
      !appliesToAll(statement, question)
    )
      continue;
    best = better(best, underCondition(statement, question, "when"));
  }
  return best;
}

/** Both must allow: an identity and its permissions boundary. */
export function intersection(a: Access, b: Access): Access {
  if (a.effect === "denied" || b.effect === "denied") return DENIED;
  const conditions = [...a.conditions, ...b.conditions];
  return conditions.length === 0 ? ALLOWED : { effect: "conditional", conditions };
}

/** Whether the statement is about the action. Not remembered: a memo for each statement outweighs what it saves. */
export function appliesToAction(statement: Statement, action: string): boolean {
  const lower = action.toLowerCase();
  return statement.actions.listed.some((pattern) => matches(pattern, lower)) !== statement.actions.except;
}

function appliesToAll(statement: Statement, question: Question): boolean {
  const resources = resolved(statement, question);
  if (resources.except) return !resources.listed.some((pattern) => overlaps(pattern, question.resource));
  return resources.listed.some((pattern) => covers(pattern, question.resource));
}

function allowedParts(statement: Statement, question: Question): readonly string[] {
  const resources = resolved(statement, question);
  if (resources.except)
    return resources.listed.some((pattern) => covers(pattern, question.resource)) ? [] : [question.resource];
  const parts: string[] = [];
  for (const pattern of resources.listed) {
    if (covers(pattern, question.resource)) return [question.resource];
    if (overlaps(pattern, question.resource)) parts.push(pattern);
  }
  return parts;
}

function underCondition(statement: Statement, question: Question, word: "when" | "unless"): Access {
  const { possible, depends } = evaluateCondition(statement.condition, question.context);
  if (!possible) return DENIED;
  return depends.length === 0 ? ALLOWED : { effect: "conditional", conditions: [`${word} ${depends.join(" and ")}`] };
}

function afterDenies(access: Access, statements: readonly Statement[], question: Question): Access {
  const exceptions: string[] = [];
  for (const statement of statements) {
    if (
      statement.effect !== "Deny" ||
      !appliesToAction(statement, question.action) ||
      !appliesToAll(statement, question)
    )
      continue;
    const deny = underCondition(statement, question, "unless");
    if (deny.effect === "allowed") return DENIED;
    exceptions.push(...deny.conditions);
  }
  if (exceptions.length === 0) return access;
  return { effect: "conditional", conditions: [...access.conditions, ...exceptions] };
}

const RANK = { denied: 0, conditional: 1, allowed: 2 } as const;

function better(a: Access, b: Access): Access {
  return RANK[b.effect] > RANK[a.effect] ? b : a;
}

const EVERYTHING: Patterns = { except: false, listed: ["*"] };

/** The statement's resources with policy variables put in. A statement without any (a trust policy) is about everything. */
function resolved(statement: Statement, question: Question): Patterns {
  const { resources } = statement;
  if (resources === undefined) return EVERYTHING;
  if (!resources.listed.some((pattern) => pattern.includes("${"))) return resources;
  return {
    except: resources.except,
    listed: resources.listed.map((pattern) => substitute(pattern, question.variables ?? {})),
  };
}

/** `${aws:username}` and `${key, 'default'}`; `${*}`, `${?}` and `${$}` are the characters themselves. */
function substitute(pattern: string, variables: Readonly<Record<string, string>>): string {
  return pattern.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (name === "$") return "$";
    const value = variables[(name.split(",")[0] ?? "").trim().toLowerCase()];
    return value === undefined || hasWildcard(value) ? UNKNOWN_VALUE : value;
  });
}
