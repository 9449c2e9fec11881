import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Undetermined } from "#sdk";
import { statementsOf } from "./document.ts";
import { allows, denies, grants, intersection, type Access } from "./evaluate.ts";
import { matches } from "./wildcard.ts";

const RANK = { denied: 0, conditional: 1, allowed: 2 } as const;
const rank = ({ effect }: Access): number => RANK[effect];

const ACTIONS = ["s3:GetObject", "s3:PutObject", "iam:PassRole", "ec2:RunInstances"];
const RESOURCES = [
  "arn:aws:s3:::a",
  "arn:aws:s3:::a/b",
  "arn:aws:iam::111122223333:role/x",
  "arn:aws:iam::111122223333:role/y",
];

const actions = fc.uniqueArray(fc.constantFrom("*", "s3:*", "S3:Get*", "iam:PassRole", "ec2:Run?nstances", "iam:*"), {
  minLength: 1,
  maxLength: 2,
});
const resources = fc.uniqueArray(
  fc.constantFrom(
    "*",
    "arn:aws:*",
    "arn:aws:s3:::a*",
    "arn:aws:s3:::a/b",
    "arn:aws:iam::*:role/*",
    "arn:aws:iam::111122223333:role/?",
  ),
  { minLength: 1, maxLength: 2 },
);
const condition = fc.constantFrom(
  undefined,
  { Bool: { "test:x": "true" } },
  { Bool: { "test:x": "false" } },
  { Bool: { "test:y": "true" } },
);
const shape = { actions, resources, condition, notAction: fc.boolean(), notResource: fc.boolean() };

type Raw = Readonly<Record<string, unknown>>;
function raw(
  effect: string,
  made: {
    actions: string[];
    resources: string[];
    condition: object | undefined;
    notAction: boolean;
    notResource: boolean;
  },
): Raw {
  return {
    Effect: effect,
    [made.notAction ? "NotAction" : "Action"]: made.actions,
    [made.notResource ? "NotResource" : "Resource"]: made.resources,
    ...(made.condition === undefined ? {} : { Condition: made.condition }),
  };
}
const allowStatement = fc.record(shape).map((made) => raw("Allow", made));
const denyStatement = fc.record(shape).map((made) => raw("Deny", made));
const statements = fc.array(fc.oneof(allowStatement, denyStatement), { maxLength: 4 });
const question = fc.record({ action: fc.constantFrom(...ACTIONS), resource: fc.constantFrom(...RESOURCES) });
const broad = fc.record({
  action: fc.constantFrom(...ACTIONS),
  resource: fc.constantFrom(...RESOURCES, "arn:aws:s3:::*", "arn:aws:iam::111122223333:role/*"),
});

const parse = (list: readonly Raw[]) => statementsOf({ Statement: [...list] });

/** IAM's rule for one request with every condition key known, written without any of the code under test but `matches`. */
function decides(
  list: readonly Raw[],
  action: string,
  resource: string,
  keys: Readonly<Record<string, string>>,
): boolean {
  const applies = (statement: Raw): boolean => {
    const among = (value: unknown, text: string): boolean =>
      (value as string[]).some((p) => matches(p.toLowerCase(), text.toLowerCase()));
    const byAction =
      statement["Action"] === undefined ? !among(statement["NotAction"], action) : among(statement["Action"], action);
    const byResource =
      statement["Resource"] === undefined
        ? !among(statement["NotResource"], resource)
        : among(statement["Resource"], resource);
    const bool = (statement["Condition"] as { Bool: Record<string, string> } | undefined)?.Bool ?? {};
    return byAction && byResource && Object.entries(bool).every(([key, wanted]) => keys[key] === wanted);
  };
  return (
    list.some((s) => s["Effect"] === "Allow" && applies(s)) && !list.some((s) => s["Effect"] === "Deny" && applies(s))
  );
}
const CONTEXTS = ["true", "false"].flatMap((x) => ["true", "false"].map((y) => ({ "test:x": x, "test:y": y })));

describe("allows", () => {
  it("is right about single resources, whatever the conditions", () => {
    const property = fc.property(statements, question, (list, asked) => {
      const answers = CONTEXTS.map((keys) => decides(list, asked.action, asked.resource, keys));
      const { effect } = allows(parse(list), asked);
      if (effect === "allowed") expect(answers).not.toContain(false);
      if (effect === "denied") expect(answers).not.toContain(true);
    });
    fc.assert(property, { numRuns: 3000 });
  });

  it("is exact once every condition key is known", () => {
    const property = fc.property(statements, question, fc.constantFrom(...CONTEXTS), (list, asked, context) => {
      expect(allows(parse(list), { ...asked, context }).effect).toBe(
        decides(list, asked.action, asked.resource, context) ? "allowed" : "denied",
      );
    });
    fc.assert(property, { numRuns: 3000 });
  });

  it("says allowed on a pattern only when it is allowed on everything in it", () => {
    const property = fc.property(statements, broad, (list, asked) => {
      if (allows(parse(list), asked).effect !== "allowed") return;
      for (const resource of RESOURCES.filter((r) => matches(asked.resource, r))) {
        // A Deny on a part of the resources does not take the rest away: what is left must still be allowed by an Allow.
        const withoutDeny = list.filter((s) => s["Effect"] === "Allow");
        expect(CONTEXTS.every((keys) => decides(withoutDeny, asked.action, resource, keys))).toBe(true);
      }
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it("never gains from another Deny", () => {
    fc.assert(
      fc.property(statements, denyStatement, broad, (list, more, asked) => {
        expect(rank(allows(parse([...list, more]), asked))).toBeLessThanOrEqual(rank(allows(parse(list), asked)));
      }),
    );
  });

  it("never loses from another Allow", () => {
    fc.assert(
      fc.property(statements, allowStatement, broad, (list, more, asked) => {
        expect(rank(allows(parse([...list, more]), asked))).toBeGreaterThanOrEqual(rank(allows(parse(list), asked)));
      }),
    );
  });

  it("does not depend on the order of statements", () => {
    fc.assert(
      fc.property(statements, broad, (list, asked) => {
        expect(allows(parse(list.toReversed()), asked).effect).toBe(allows(parse(list), asked).effect);
      }),
    );
  });

  it("does not depend on how a single statement or a single value is written", () => {
    const one = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
    const asked = { action: "S3:getobject", resource: "arn:aws:s3:::a" };
    for (const document of [
      { Statement: one },
      { Statement: [one] },
      { Statement: [{ ...one, Action: ["s3:GetObject"], Resource: ["*"] }] },
    ]) {
      expect(allows(statementsOf(document), asked).effect).toBe("allowed");
    }
  });
});

describe("grants", () => {
  it("misses nothing that a single request would be allowed", () => {
    const property = fc.property(statements, broad, (list, asked) => {
      const parts = grants(parse(list), asked);
      for (const resource of RESOURCES.filter((r) => matches(asked.resource, r))) {
        if (CONTEXTS.some((keys) => decides(list, asked.action, resource, keys))) {
          expect(parts.some((part) => matches(part.resource, resource))).toBe(true);
        }
      }
    });
    fc.assert(property, { numRuns: 3000 });
  });

  it("names the part, not the whole", () => {
    const list = parse([{ Effect: "Allow", Action: "iam:PassRole", Resource: "arn:aws:iam::111122223333:role/app-*" }]);
    expect(grants(list, { action: "iam:PassRole", resource: "arn:aws:iam::111122223333:role/*" })).toEqual([
      { resource: "arn:aws:iam::111122223333:role/app-*", conditions: [] },
    ]);
  });

  it("keeps the value of a policy variable apart from everything when it is not known", () => {
    const list = parse([
      { Effect: "Allow", Action: "iam:CreateAccessKey", Resource: "arn:aws:iam::*:user/${aws:username}" },
    ]);
    const everybody = { action: "iam:CreateAccessKey", resource: "arn:aws:iam::111122223333:user/*" };
    expect(grants(list, { ...everybody, variables: { "aws:username": "ana" } })[0]?.resource).toBe(
      "arn:aws:iam::*:user/ana",
    );
    expect(allows(list, everybody).effect).toBe("denied");
    expect(
      allows(list, {
        ...everybody,
        resource: "arn:aws:iam::111122223333:user/ana",
        variables: { "aws:username": "ana" },
      }).effect,
    ).toBe("allowed");
    expect(
      allows(list, {
        ...everybody,
        resource: "arn:aws:iam::111122223333:user/ben",
        variables: { "aws:username": "ana" },
      }).effect,
    ).toBe("denied");
  });
});

describe("intersection", () => {
  it("only shrinks: an identity under a boundary can do no more than either", () => {
    const property = fc.property(statements, statements, broad, (own, limit, asked) => {
      const alone = allows(parse(own), asked);
      const boundary = allows(parse(limit), asked);
      expect(rank(intersection(alone, boundary))).toBe(Math.min(rank(alone), rank(boundary)));
    });
    fc.assert(property);
  });
});

describe("denies", () => {
  it("tells an exception apart", () => {
    const list = parse([
      {
        Effect: "Deny",
        Action: "cloudtrail:*",
        Resource: "*",
        Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/audit" } },
      },
    ]);
    const asked = { action: "cloudtrail:StopLogging", resource: "*" };
    expect(denies(list, asked)).toEqual({
      effect: "conditional",
      conditions: ["when ArnNotLike aws:PrincipalArn arn:aws:iam::*:role/audit"],
    });
    expect(
      denies(list, { ...asked, context: { "aws:principalarn": "arn:aws:iam::111122223333:role/audit" } }).effect,
    ).toBe("denied");
    expect(
      denies(list, { ...asked, context: { "aws:principalarn": "arn:aws:iam::111122223333:role/app" } }).effect,
    ).toBe("allowed");
  });
});

describe("statementsOf", () => {
  it.each([
    ["no Effect", { Action: "*", Resource: "*" }],
    ["an Effect in another case", { Effect: "allow", Action: "*", Resource: "*" }],
    ["neither Action nor NotAction", { Effect: "Allow", Resource: "*" }],
    ["both Action and NotAction", { Effect: "Allow", Action: "*", NotAction: "iam:*", Resource: "*" }],
    ["an Action that is not text", { Effect: "Allow", Action: [7], Resource: "*" }],
    ["a Condition that is text", { Effect: "Allow", Action: "*", Resource: "*", Condition: "never" }],
    ["a statement that is text", "Allow *"],
  ])("refuses %s as unknown", (_, statement) => {
    expect(() => statementsOf({ Statement: [statement] })).toThrow(Undetermined);
  });

  it("parses a document once", () => {
    const document = { Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
    expect(statementsOf(document)).toBe(statementsOf(document));
  });

  it("takes an empty Condition for none, and JSON booleans for text", () => {
    const [empty, bool] = statementsOf({
      Statement: [
        { Effect: "Allow", Action: "*", Resource: "*", Condition: {} },
        { Effect: "Allow", Action: "*", Resource: "*", Condition: { Bool: { "aws:MultiFactorAuthPresent": true } } },
      ],
    });
    expect(empty?.condition).toBeUndefined();
    expect(bool?.condition).toEqual({ Bool: { "aws:MultiFactorAuthPresent": ["true"] } });
  });
});
