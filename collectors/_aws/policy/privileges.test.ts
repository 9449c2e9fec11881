import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { viewOf } from "../../../src/sdk/testing.ts";
import {
  groupKind,
  policyKind,
  roleKind,
  userKind,
  type ManagedPolicy,
  type Role,
  type User,
} from "../../aws-iam/evidence.ts";
import { administration } from "./administration.ts";
import { administratorsOf, type EstateViews } from "./administrators.ts";
import { ESCALATION_PATHS, pathName } from "./escalation-paths.ts";
import { escalations } from "./escalation.ts";
import { roleIdentity, userIdentity, type Identity } from "./identity.ts";
import { ACCOUNT, allow, boundary, deny, document, inline, policy, policyArn, role, trusts, user } from "./samples.ts";

interface Estate {
  readonly users?: readonly User[];
  readonly roles?: readonly Role[];
  readonly policies?: readonly ManagedPolicy[];
}

function estate({ users = [], roles = [], policies = [] }: Estate): EstateViews {
  return {
    users: viewOf({ kind: userKind, records: users }),
    roles: viewOf({ kind: roleKind, records: roles }),
    groups: viewOf({ kind: groupKind, records: [] }),
    policies: viewOf({ kind: policyKind, records: policies }),
  };
}

const adminRole = role("admin", {
  RolePolicyList: [inline("all", document(allow("*")))],
  AssumeRolePolicyDocument: document(trusts({ AWS: ACCOUNT })),
});
const limit = policy("limit", document(allow("*")));
const views = estate({ roles: [adminRole], policies: [limit] });

/** Both a user and a role with these actions on everything, so that each path has somebody who can take it. */
function holders(actions: readonly string[], bounded: boolean): readonly Identity[] {
  const policies = actions.length === 0 ? [] : [inline("x", document(allow(actions)))];
  const limited = bounded ? { PermissionsBoundary: boundary(policyArn("limit")) } : {};
  return [
    userIdentity(user("ana", { UserPolicyList: policies, ...limited }), views),
    roleIdentity(role("app", { RolePolicyList: policies, ...limited }), views),
  ];
}

function foundBy(who: Identity): readonly string[] {
  return escalations(who, () => administratorsOf(views)).found.map(({ path }) => pathName(path));
}

describe("escalation paths", () => {
  it("are many, and none stands twice", () => {
    expect(ESCALATION_PATHS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(ESCALATION_PATHS.map(pathName)).size).toBe(ESCALATION_PATHS.length);
  });

  it.each(ESCALATION_PATHS.map((path) => ({ name: pathName(path), path })))(
    "$name: needs each of its actions, and no other",
    ({ name, path }) => {
      const actions = path.needs.map(({ action }) => action);
      const bounded = path.bounded === true;
      expect(holders(actions, bounded).some((who) => foundBy(who).includes(name))).toBe(true);
      for (const left of actions) {
        const rest = actions.filter((action) => action !== left);
        for (const who of holders(rest, bounded)) expect(foundBy(who)).not.toContain(name);
      }
      if (bounded) for (const who of holders(actions, false)) expect(foundBy(who)).not.toContain(name);
    },
  );

  it("are closed by an explicit Deny of any one action", () => {
    for (const path of ESCALATION_PATHS) {
      const actions = path.needs.map(({ action }) => action);
      for (const action of actions) {
        const who = roleIdentity(
          role("app", { RolePolicyList: [inline("x", document(allow(actions), deny(action)))] }),
          views,
        );
        expect(foundBy(who)).not.toContain(pathName(path));
      }
    }
  });

  it("meet in one role where that is what they need", () => {
    const split = document(
      allow("iam:PutRolePolicy", "arn:aws:iam::111122223333:role/a"),
      allow("sts:AssumeRole", "arn:aws:iam::111122223333:role/b"),
    );
    const joint = document(allow(["iam:PutRolePolicy", "sts:AssumeRole"], "arn:aws:iam::111122223333:role/a"));
    const name = "iam:PutRolePolicy + sts:AssumeRole";
    expect(foundBy(userIdentity(user("ana", { UserPolicyList: [inline("x", split)] }), views))).not.toContain(name);
    expect(foundBy(userIdentity(user("ana", { UserPolicyList: [inline("x", joint)] }), views))).toContain(name);
  });
});

const LEVEL = { none: 0, iam: 1, full: 2 } as const;
const statement = fc
  .record({
    effect: fc.constantFrom("Allow", "Allow", "Deny"),
    action: fc.constantFrom("*", "*:*", "iam:*", "iam:Put*", "iam:Attach*", "iam:CreatePolicyVersion", "s3:*"),
    not: fc.boolean(),
    resource: fc.constantFrom(
      "*",
      "arn:aws:*",
      "arn:aws:iam::*:*",
      "arn:aws:iam::111122223333:user/*",
      "arn:aws:s3:::*",
    ),
    mfa: fc.boolean(),
  })
  .map(({ effect, action, not, resource, mfa }) => ({
    Effect: effect,
    [not ? "NotAction" : "Action"]: action,
    Resource: resource,
    ...(mfa ? { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } } : {}),
  }));
const list = fc.array(statement, { maxLength: 4 });

function levelOf(own: readonly object[], limits?: readonly object[]): number {
  const policies = limits === undefined ? [] : [policy("limit", { Statement: [...limits] as never })];
  const bounded = limits === undefined ? {} : { PermissionsBoundary: boundary(policyArn("limit")) };
  const record = role("app", { RolePolicyList: [inline("x", { Statement: [...own] as never })], ...bounded });
  return LEVEL[administration(roleIdentity(record, estate({ policies }))).level];
}

describe("administration", () => {
  it("is never reached by another Deny, and never lost by another Allow", () => {
    const property = fc.property(list, statement, (own, more) => {
      const before = levelOf(own);
      const after = levelOf([...own, more]);
      if (more.Effect === "Deny") expect(after).toBeLessThanOrEqual(before);
      else expect(after).toBeGreaterThanOrEqual(before);
    });
    fc.assert(property, { numRuns: 1000 });
  });

  it("only shrinks under a boundary, and does not depend on order", () => {
    const property = fc.property(list, list, (own, limits) => {
      expect(levelOf(own, limits)).toBeLessThanOrEqual(levelOf(own));
      expect(levelOf(own.toReversed())).toBe(levelOf(own));
    });
    fc.assert(property, { numRuns: 1000 });
  });

  it("tells control over IAM from control over everything, and states conditions", () => {
    const of = (...statements: readonly Readonly<Record<string, unknown>>[]) =>
      administration(roleIdentity(role("app", { RolePolicyList: [inline("x", document(...statements))] }), views));
    expect(of(allow("*")).level).toBe("full");
    expect(of(allow("*", "arn:aws:*")).level).toBe("full");
    expect(of(allow("*", "arn:aws:*:*:111122223333:*")).level).toBe("full");
    expect(of(allow(["iam:*", "sts:*"])).level).toBe("iam");
    expect(of(allow("iam:*", "arn:aws:iam::111122223333:*")).level).toBe("iam");
    expect(of(allow(["iam:Attach*", "iam:Put*", "iam:Create*"])).level).toBe("iam");
    expect(of(allow("iam:AttachUserPolicy")).level).toBe("none");
    expect(of(allow("*", "arn:aws-cn:*")).level).toBe("none");
    expect(of(allow("*", "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } })).conditions).toEqual([
      "when Bool aws:MultiFactorAuthPresent true",
    ]);
    expect(
      of(allow("*"), deny("*", "*", { Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } } }))
        .conditions,
    ).toEqual(["unless BoolIfExists aws:MultiFactorAuthPresent false"]);
  });
});
