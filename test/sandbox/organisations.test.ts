import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import * as sts from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { AwsIamConfig } from "../../collectors/aws-iam/config.ts";
import {
  badOrganisation,
  emptyAccount,
  goodOrganisation,
  meridianFreight,
  type Organisation,
  PRESETS,
} from "../../src/sandbox/index.ts";
import { collectors } from "../../src/registry.ts";
import { startDemoSandbox } from "../../src/sandbox/demo.ts";
import type { Account, Statement, User } from "../../src/sandbox/organisation/model.ts";
import { each } from "../../src/sandbox/organisation/population.ts";
import { inventory } from "../../src/sandbox/organisation/inventory.ts";
import { resolveReferences } from "../../src/settings/secrets.ts";
import { clock, Clients } from "./support.ts";

const options = { asOf: clock.now(), seed: 1 };
const DAY = 86_400_000;

function accountOf(organisation: Organisation, index: 0 | 1): Account {
  const account = organisation.accounts[index];
  if (account === undefined) throw new Error("no such account");
  return account;
}

/** A whole organisation as plain data, populations written out. */
function whole(organisation: Organisation): unknown {
  return JSON.parse(
    JSON.stringify(organisation, (_key, value: unknown) => (isPopulation(value) ? [...each(value)] : value)),
  );
}

function isPopulation(value: unknown): value is Account["users"] {
  return typeof value === "object" && value !== null && "at" in value && "count" in value;
}

describe.each(Object.entries(PRESETS))("preset %s", (_name, preset) => {
  const size = { users: 40, groups: 8, roles: 40, policies: 10 };

  it("is the same from the same seed, and another from another", () => {
    expect(whole(preset(options))).toEqual(whole(preset(options)));
  });

  it("refers only to groups and policies that exist", () => {
    for (const account of preset({ ...options, size }).accounts) {
      for (const user of each(account.users))
        for (const group of user.groups) expect(account.groups.find(group), `${user.name} in ${group}`).toBeDefined();
      const { attachments, boundaries, awsManagedInUse } = inventory(account);
      const known = new Set([
        ...Array.from(each(account.policies), ({ arn }) => arn),
        ...awsManagedInUse.map(({ arn }) => arn),
      ]);
      expect([...attachments.keys(), ...boundaries.keys()].filter((arn) => !known.has(arn))).toEqual([]);
    }
  });

  it("gives every entity an identifier and a name of its own, findable by name", () => {
    for (const { users, roles, groups } of preset({ ...options, size }).accounts)
      for (const population of [users, roles, groups]) {
        const entities = [...each<{ name: string; id: string }>(population as Account["groups"])];
        expect(new Set(entities.map(({ id }) => id)).size).toBe(population.count);
        expect(entities.every(({ name, id }) => population.find(name)?.id === id)).toBe(true);
        expect(population.find("no such entity")).toBeUndefined();
      }
  });

  it("has no credential older than its user, none used before it was made, and nothing from the future", () => {
    for (const account of preset({ ...options, size }).accounts)
      for (const { name, created, keys, password, mfa, certificates, sshKeys, serviceCredentials } of each(
        account.users,
      )) {
        const made = [...keys, ...serviceCredentials].map((credential) => credential.created);
        const uploaded = [...certificates, ...sshKeys].map((credential) => credential.uploaded);
        const enabled = mfa.map((device) => device.enabled);
        const changed = password === undefined ? [] : [password.lastChanged];
        const uses = [...keys.map(({ lastUsed }) => lastUsed?.at), password?.lastUsed].filter((at) => at !== undefined);
        const all = [...made, ...uploaded, ...enabled, ...changed, ...uses];
        expect(
          all.filter((date) => date < created || date > options.asOf),
          `${account.id} ${name}`,
        ).toEqual([]);
        expect(keys.filter((key) => key.lastUsed !== undefined && key.lastUsed.at < key.created)).toEqual([]);
      }
  });

  it("holds no key that could be taken for a real one", () => {
    for (const account of preset({ ...options, size }).accounts)
      for (const { keys } of [account.root, ...each(account.users)])
        expect(keys.every(({ id }) => /^AKIA[A-Z2-7]{9}EXAMPLE$/.test(id))).toBe(true);
  });
});

describe("Meridian Freight: the states that tools are known to misjudge", () => {
  const management = accountOf(meridianFreight(options), 0);
  const member = accountOf(meridianFreight(options), 1);
  const user = (name: string): User => management.users.find(name) ?? expect.unreachable(`no user ${name}`);
  const ageDays = (date: Date): number => (options.asOf.getTime() - date.getTime()) / DAY;
  const statements = (name: string): readonly Statement[] =>
    [management.policies.find(name)?.versions[0]?.document.Statement ?? []].flat();
  const policyOf = (name: string): readonly Statement[] =>
    user(name).inline.flatMap(({ document }) => [document.Statement].flat());

  it("IAM-01: an active key, 400 days old, never used", () => {
    expect(
      user("deploy-legacy").keys.map(({ status, created, lastUsed }) => [status, ageDays(created), lastUsed]),
    ).toEqual([["Active", 400, undefined]]);
  });

  it("IAM-03, IAM-04: a password set 400 days ago, and one set today, neither ever used", () => {
    const passwords = ["emeka.lindqvist", "dana.novak"].map((name) => user(name).password);
    expect(passwords.map((password) => password?.lastUsed)).toEqual([undefined, undefined]);
    expect(ageDays(passwords[0]?.lastChanged ?? options.asOf)).toBe(400);
    expect(ageDays(user("dana.novak").created)).toBeLessThan(1);
  });

  it("IAM-10: a virtual root device whose serial does not say so; the member's root has hardware", () => {
    expect(management.root.mfa).toMatchObject({
      kind: "virtual",
      serial: "arn:aws:iam::111122223333:mfa/head-office-phone",
    });
    expect(member.root.mfa?.kind).toBe("hardware");
  });

  it("IAM-13, IAM-15: everything on arn:aws:*, and everything with MFA", () => {
    expect(statements("partition-wide")).toMatchObject([{ Action: "*", Resource: "arn:aws:*" }]);
    expect(statements("admin-with-mfa")).toMatchObject([
      { Action: "*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } },
    ]);
  });

  it("IAM-20: service roles that no condition can protect, and service-linked roles", () => {
    const trusted = (name: string): unknown =>
      ([management.roles.find(name)?.trust.Statement].flat() as Statement[])[0]?.Principal;
    expect(trusted("yard-server")).toEqual({ Service: "ec2.amazonaws.com" });
    expect(trusted("camera-transcoder")).toEqual({ Service: "elastictranscoder.amazonaws.com" });
    expect(management.roles.find("AWSServiceRoleForSupport")?.path).toBe("/aws-service-role/support.amazonaws.com/");
  });

  it("IAM-30: PassRole alone, and PassRole with RunInstances", () => {
    expect(policyOf("pass-only").map(({ Action }) => Action)).toEqual(["iam:PassRole"]);
    expect(policyOf("pass-and-run").flatMap(({ Action }) => Action)).toContain("ec2:RunInstances");
  });

  it("ORG-01 and the gaps: the member account cannot read policies, its contact, one region's analyzers", () => {
    expect(member.refusals.map(({ operation, region }) => [operation, region])).toEqual([
      ["account:GetAlternateContact", undefined],
      ["access-analyzer:ListAnalyzers", "eu-west-1"],
    ]);
  });
});

describe("presets compared", () => {
  it("good has no console user without MFA, bad has no MFA on any reachable root, empty has nothing", () => {
    const without = ({ accounts }: Organisation): number =>
      accounts
        .flatMap(({ users }) => [...each(users)])
        .filter(({ password, mfa }) => password !== undefined && mfa.length === 0).length;
    expect([without(goodOrganisation(options)), without(emptyAccount(options))]).toEqual([0, 0]);
    expect(without(badOrganisation(options))).toBeGreaterThan(4);
    expect(
      badOrganisation(options)
        .accounts.filter(({ state }) => state === "ACTIVE")
        .every(({ root }) => root.mfa === undefined && root.keys.length === 2),
    ).toBe(true);
    expect(
      emptyAccount(options).accounts.map(
        ({ users, roles, groups, policies }) => users.count + roles.count + groups.count + policies.count,
      ),
    ).toEqual([0]);
  });
});

describe("the demo's sandbox", () => {
  it("writes a configuration that each collector accepts, and credentials that reach the management account", async () => {
    const demo = await startDemoSandbox({ seed: 2 });
    try {
      const { connections } = parse(demo.configYaml) as {
        connections: readonly { collector: string; config: unknown }[];
      };
      expect(connections.map(({ collector }) => collector)).toEqual(collectors.map(({ id }) => id).toSorted(awsFirst));
      for (const { collector: id, config } of connections) {
        const resolved = resolveReferences(config, { env: demo.env, folder: "/", secrets: new Set() }, "demo");
        const collector = collectors.find((one) => one.id === id) ?? expect.unreachable(`no collector ${id}`);
        expect(collector.config.safeParse(resolved).error, id).toBeUndefined();
      }
      expect(AwsIamConfig.parse(connections[0]?.config)).toMatchObject({
        endpoint: demo.url,
        organization: { roleName: "ExhibitReadOnly" },
      });
      const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = demo.env;
      const clients = new Clients(demo.url, { accessKeyId, secretAccessKey });
      expect(await clients.sts.send(new sts.GetCallerIdentityCommand({}))).toMatchObject({ Account: "111122223333" });
    } finally {
      await demo.close();
    }
  });
});

/** The order of the demo: accounts first, and their configuration after who may change it. */
function awsFirst(a: string, b: string): number {
  const order = ["aws-iam", "aws-config"];
  const rank = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

describe("the sandbox as a process", () => {
  const main = fileURLToPath(new URL("../../src/sandbox/main.ts", import.meta.url));
  const start = (...args: readonly string[]): ReturnType<typeof spawn> =>
    spawn(process.execPath, ["--conditions=exhibit-source", main, ...args], { stdio: ["ignore", "pipe", "pipe"] });

  it("prints where it answers, answers there, and ends on SIGTERM", async () => {
    const child = start("--users", "100", "--roles", "50", "--json");
    const exit = once(child, "exit");
    if (child.stdout === null) throw new Error("no stdout");
    const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const { url, accounts, github, google } = JSON.parse(line) as {
      url: string;
      github: { url: string };
      google: { url: string };
      accounts: readonly { id: string; credentials: { accessKeyId: string; secretAccessKey: string } }[];
    };
    const [first] = accounts;
    if (first === undefined) throw new Error("no account");
    expect(await new Clients(url, first.credentials).sts.send(new sts.GetCallerIdentityCommand({}))).toMatchObject({
      Account: first.id,
    });
    for (const address of [`${github.url}/rate_limit`, `${google.url}/nowhere`])
      expect((await fetch(address)).status, address).toBeLessThan(500);
    child.kill("SIGTERM");
    expect(await exit).toEqual([0, null]);
  });

  it.each([
    ["--users", "many"],
    ["--preset", "nobody"],
    ["--usres", "3"],
  ])("refuses %s %s with exit 2", async (...args) => {
    const [code] = (await once(start(...args), "exit")) as [number];
    expect(code).toBe(2);
  });
});
