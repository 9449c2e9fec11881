import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ExhibitError, fixedClock } from "#core";
import type { Door } from "#sdk";
import { memoizeCredentials } from "../../_aws/memoize-credentials.ts";
import { containerCredentials, instanceCredentials } from "../../_aws/metadata-credentials.ts";
import { AT, clock, collectFrom, keysOf, of, withSandbox } from "./support.ts";

const regions = { analyzerRegions: ["eu-central-1"], identityCenterRegion: "eu-central-1" };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "exhibit-aws-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function sharedFiles(config: string, credentials = ""): Promise<Record<string, string>> {
  const files = { AWS_CONFIG_FILE: join(folder, "config"), AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials") };
  await writeFile(files.AWS_CONFIG_FILE, config);
  await writeFile(files.AWS_SHARED_CREDENTIALS_FILE, credentials);
  return files;
}

describe("sign-in", () => {
  it("uses a named profile and nothing else", () =>
    withSandbox({}, async (sandbox, env) => {
      const credentials = `[audit]\naws_access_key_id = ${env["AWS_ACCESS_KEY_ID"]}\naws_secret_access_key = ${env["AWS_SECRET_ACCESS_KEY"]}\n`;
      const files = await sharedFiles("", credentials);
      const wrong = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "of nobody" };
      const collected = await collectFrom(
        { endpoint: sandbox.url, ...regions, profile: "audit" },
        { ...files, ...wrong },
      );
      expect(collected.thrown).toBe(undefined);
      expect(of(collected, "aws-iam.user").records.length).toBeGreaterThan(0);
    }));

  it("enters the role of a profile through the door, external id included, with one call", () =>
    withSandbox({}, async (sandbox, env) => {
      const [first] = sandbox.accounts;
      const config = `[profile audit]\nrole_arn = ${first?.roleArn}\nsource_profile = base\nexternal_id = ${first?.externalId}\nrole_session_name = from-profile\n`;
      const files = await sharedFiles(
        config,
        `[base]\naws_access_key_id = ${env["AWS_ACCESS_KEY_ID"]}\naws_secret_access_key = ${env["AWS_SECRET_ACCESS_KEY"]}\n`,
      );
      const collected = await collectFrom({ endpoint: sandbox.url, ...regions }, { ...files, AWS_PROFILE: "audit" });
      expect(collected.thrown).toBe(undefined);
      expect(collected.emissions.find(({ type }) => type === "scope")).toMatchObject({
        principal: "arn:aws:sts::111122223333:assumed-role/ExhibitReadOnly/from-profile",
      });
      expect(sandbox.calls()["sts:AssumeRole"]).toBe(1);
    }));

  it("enters the role of the configuration, and the external id shows nowhere", () =>
    withSandbox({}, async (sandbox, env) => {
      const { roleArn, externalId } = sandbox.accounts[1] ?? { roleArn: "", externalId: "" };
      const collected = await collectFrom({ endpoint: sandbox.url, ...regions, roleArn, externalId }, env);
      expect(collected.emissions.find(({ type }) => type === "scope")).toMatchObject({
        scope: { account: "444455556666" },
        principal: expect.stringContaining("exhibit-444455556666"),
      });
      expect(JSON.stringify(collected.emissions.filter(({ type }) => type !== "record"))).not.toContain(externalId);
    }));

  it.each([
    ["no credentials anywhere", {}, {}, "AUTH_MISSING"],
    ["a profile that does not exist", { profile: "nobody" }, {}, "AUTH_MISSING"],
    [
      "a session that has ended already",
      {},
      {
        AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
        AWS_SECRET_ACCESS_KEY: "x",
        AWS_SESSION_TOKEN: "t",
        AWS_CREDENTIAL_EXPIRATION: "2026-11-20T11:00:00Z",
      },
      "AUTH_EXPIRED",
    ],
    ["keys of nobody", {}, { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "x" }, "AUTH_FAILED"],
  ] as const)("says what to do about %s", (_name, config, env, code) =>
    withSandbox({}, async (sandbox) => {
      const { thrown, emissions } = await collectFrom(
        { endpoint: sandbox.url, ...config },
        { ...(await sharedFiles("", "")), ...env },
      );
      expect(thrown).toBeInstanceOf(ExhibitError);
      expect(thrown).toMatchObject({ code, remedy: expect.stringMatching(/\w/) });
      expect(emissions).toEqual([]);
      expect(Object.values(sandbox.calls()).reduce((sum, count) => sum + count, 0)).toBe(
        code === "AUTH_FAILED" ? 1 : 0,
      );
    }),
  );

  it("says that an SSO session has ended, and how to renew it", async () => {
    const config =
      "[profile sso]\nsso_start_url = https://example.com/start\nsso_region = eu-central-1\nsso_account_id = 111122223333\nsso_role_name = Audit\n";
    await withSandbox({}, async (sandbox) => {
      const { thrown } = await collectFrom({ endpoint: sandbox.url, profile: "sso" }, await sharedFiles(config));
      expect(thrown).toMatchObject({ code: expect.stringMatching(/^AUTH_/), remedy: expect.stringContaining("sso") });
    });
  });

  it("refuses a role that cannot be entered", () =>
    withSandbox({}, async (sandbox, env) => {
      const { roleArn } = sandbox.accounts[1] ?? { roleArn: "" };
      const { thrown } = await collectFrom({ endpoint: sandbox.url, roleArn, externalId: "guessed" }, env);
      expect(thrown).toMatchObject({ code: "AUTH_FAILED" });
      expect(String((thrown as Error).message)).not.toContain("guessed");
    }));

  it("never asks instance metadata unless it is allowed", () =>
    withSandbox({}, async (sandbox) => {
      const { thrown, violations } = await collectFrom(
        { endpoint: sandbox.url },
        { ...(await sharedFiles("", "")), AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/credentials/x" },
      );
      expect(thrown).toMatchObject({ code: "AUTH_MISSING" });
      expect(violations).toEqual([]);
    }));

  it("is the same for every account of a sandbox", () =>
    withSandbox({}, async (sandbox) => {
      const collected = await collectFrom({ endpoint: sandbox.url, ...regions }, keysOf(sandbox, 1));
      expect(collected.emissions.find(({ type }) => type === "scope")).toMatchObject({
        scope: { account: "444455556666" },
      });
    }));
});

describe("metadata credentials", () => {
  const answers = (routes: Readonly<Record<string, () => Response>>): { door: Door; asked: string[] } => {
    const asked: string[] = [];
    const door: Door = {
      fetch: async (input, init) => {
        const key = `${init?.method ?? "GET"} ${String(input)}`;
        asked.push(key);
        return routes[key]?.() ?? new Response("", { status: 404 });
      },
      labelled: () => door,
    };
    return { door, asked };
  };
  const body = JSON.stringify({
    AccessKeyId: "AKIAIOSFODNN7EXAMPLE",
    SecretAccessKey: "s",
    Token: "t",
    Expiration: "2026-11-20T18:00:00Z",
  });
  const { signal } = new AbortController();

  it("of an instance take a session token first", async () => {
    const base = "http://169.254.169.254/latest";
    const { door, asked } = answers({
      [`PUT ${base}/api/token`]: () => new Response("session"),
      [`GET ${base}/meta-data/iam/security-credentials/`]: () => new Response("audit-role"),
      [`GET ${base}/meta-data/iam/security-credentials/audit-role`]: () => new Response(body),
    });
    expect(await instanceCredentials({ door, env: {}, signal })).toMatchObject({
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      expiration: new Date("2026-11-20T18:00:00Z"),
    });
    expect(asked.length).toBe(3);
  });

  it("of a task come from the address that the environment names", async () => {
    const { door } = answers({ "GET http://169.254.170.2/v2/credentials/x": () => new Response(body) });
    expect(
      await containerCredentials({
        door,
        env: { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/credentials/x" },
        signal,
      }),
    ).toMatchObject({ sessionToken: "t" });
    expect(await containerCredentials({ door, env: {}, signal })).toBe(undefined);
    await expect(
      containerCredentials({ door, env: { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/credentials/y" }, signal }),
    ).rejects.toMatchObject({ code: "AUTH_FAILED" });
  });
});

describe("renewal", () => {
  it("loads once for all who ask, and again five minutes before the end", async () => {
    let loads = 0;
    let now = Date.parse(AT);
    const source = memoizeCredentials(
      async () => ({ accessKeyId: `k${(loads += 1)}`, secretAccessKey: "s", expiration: new Date(now + 3_600_000) }),
      { now: () => new Date(now) },
      "test",
    );
    const first = await Promise.all([source(), source(), source()]);
    expect(new Set(first.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(["k1"]));
    now += 54 * 60_000;
    expect((await source()).accessKeyId).toBe("k1");
    now += 2 * 60_000;
    expect((await Promise.all([source(), source()])).map(({ accessKeyId }) => accessKeyId)).toEqual(["k2", "k2"]);
  });

  it("signs nothing with credentials that have expired on arrival, and tries again after a failure", async () => {
    let fail = true;
    const source = memoizeCredentials(
      async () => ({
        accessKeyId: "k",
        secretAccessKey: "s",
        expiration: new Date(Date.parse(AT) + (fail ? -1 : 3_600_000)),
      }),
      fixedClock(clock.now().toISOString()),
      "test",
    );
    await expect(source()).rejects.toMatchObject({ code: "AUTH_EXPIRED" });
    fail = false;
    expect((await source()).accessKeyId).toBe("k");
  });
});
