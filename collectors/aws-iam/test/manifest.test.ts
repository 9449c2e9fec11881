import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { leastPrivilegePolicy, MANAGED_POLICY_LIMIT, grantedActions } from "../../_aws/least-privilege.ts";
import { generate } from "../generate.ts";
import { awsIam } from "../index.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

describe("aws-iam manifest", () => {
  it("declares no action that could change anything", () => {
    const names = awsIam.operations
      .filter(({ permission }) => permission !== null)
      .map(({ id }) => id.slice(id.indexOf(":") + 1));
    const readers = /^(Get|List|Describe|AssumeRole$|GenerateCredentialReport$|GenerateServiceLastAccessedDetails$)/;
    expect(names.filter((name) => !readers.test(name))).toEqual([]);
  });

  it("rests every kind on an operation, and names only its own kinds", () => {
    const kinds = new Set(awsIam.kinds.map(({ id }) => id));
    expect(awsIam.operations.flatMap((operation) => operation.kinds).filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it("withholds every answer that carries credentials", () => {
    const signIn = awsIam.operations.filter(
      ({ id }) => /AssumeRole|Credentials$|Token$|InstanceRoles$/.test(id) && !id.startsWith("iam:"),
    );
    expect(signIn.length).toBeGreaterThan(5);
    expect(signIn.filter(({ sensitive }) => sensitive !== true)).toEqual([]);
  });

  it("takes endpoints from configuration before environment, specific before general", () => {
    const env = { AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_ENDPOINT_URL_IAM: "http://127.0.0.1:2" };
    expect(awsIam.endpoints({}, env).toSorted()).toEqual(["http://127.0.0.1:1", "http://127.0.0.1:2"]);
    expect(awsIam.endpoints({ endpoint: "http://127.0.0.1:3" }, env)).toEqual(["http://127.0.0.1:3"]);
    expect(awsIam.endpoints({}, { ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" })).toEqual([]);
    expect(awsIam.endpoints({}, {})).toEqual([]);
  });
});

describe("least-privilege policy", () => {
  it("grants exactly the declared actions, entering roles only where they are named", () => {
    const granted = leastPrivilegePolicy(awsIam).Statement.flatMap(({ Action }) => Action);
    expect(granted.toSorted()).toEqual(grantedActions(awsIam).filter((action) => action !== "sts:AssumeRole"));
    expect(new Set(granted).size).toBe(granted.length);
    const role = "arn:aws:iam::444455556666:role/ExhibitReadOnly";
    expect(leastPrivilegePolicy(awsIam, { assumes: [role] }).Statement).toContainEqual(
      expect.objectContaining({ Action: ["sts:AssumeRole"], Resource: [role] }),
    );
  });

  it("fits a managed policy", () => {
    expect(JSON.stringify(leastPrivilegePolicy(awsIam)).length).toBeLessThan(MANAGED_POLICY_LIMIT);
  });

  it("names resources of the partition asked for", () => {
    const resources = leastPrivilegePolicy(awsIam, { partition: "aws-cn" }).Statement.flatMap(
      ({ Resource }) => Resource,
    );
    expect(resources.filter((resource) => resource !== "*" && !resource.startsWith("arn:aws-cn:"))).toEqual([]);
  });

  it("is committed as generated, like the README", () => {
    for (const { path, text } of generate(ROOT)) expect(readFileSync(join(ROOT, path), "utf8"), path).toBe(text);
  });
});
