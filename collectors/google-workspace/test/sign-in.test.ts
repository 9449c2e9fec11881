import { generateKeyPairSync, verify } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fixedClock, type ExhibitError } from "#core";
import { neededScopes, SCOPES } from "../scopes.ts";
import { assertion, serviceAccount } from "../service-account.ts";
import { collect } from "../collector.ts";
import { AT, collectFrom, configOf, of, open, withSandbox } from "./support.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const key = (more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    type: "service_account",
    client_email: "reader@example.iam.gserviceaccount.com",
    private_key: pem,
    ...more,
  });
const base = { subject: "admin@example.com" };

describe("service account", () => {
  it("signs what RFC 7523 and Google ask for, at the instant of the given clock", () => {
    const account = serviceAccount({ ...base, credentials: key({ private_key_id: "k1" }) }, {});
    const [header = "", claims = "", signature = ""] = assertion(account, {
      scopes: ["a", "b"],
      subject: "admin@example.com",
      audience: "https://oauth2.googleapis.com/token",
      at: new Date(AT),
    }).split(".");
    const read = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    const iat = Date.parse(AT) / 1000;
    expect(read(header)).toEqual({ alg: "RS256", typ: "JWT", kid: "k1" });
    expect(read(claims)).toEqual({
      iss: "reader@example.iam.gserviceaccount.com",
      scope: "a b",
      aud: "https://oauth2.googleapis.com/token",
      sub: "admin@example.com",
      iat,
      exp: iat + 3600,
    });
    const input = Buffer.from(`${header}.${claims}`);
    expect(verify("RSA-SHA256", input, publicKey, Buffer.from(signature, "base64url"))).toBe(true);
  });

  it.each([
    ["text that is no JSON, which is never quoted", "-----BEGIN PRIVATE KEY-----secret", "CONFIG_INVALID"],
    ["a key of another kind", JSON.stringify({ type: "authorized_user", refresh_token: "secret" }), "CONFIG_INVALID"],
    [
      "a key without its private part",
      JSON.stringify({ type: "service_account", client_email: "secret" }),
      "CONFIG_INVALID",
    ],
    ["a private key that is none", key({ private_key: "secret" }), "CONFIG_INVALID"],
  ])("refuses %s", (_name, credentials, code) => {
    const error = caught(() => serviceAccount({ ...base, credentials }, {}));
    expect(error.code).toBe(code);
    expect(error.remedy).toBeTruthy();
    expect(`${error.message} ${String(error.cause)} ${error.stack}`).not.toContain("secret");
  });

  it("takes the file of GOOGLE_APPLICATION_CREDENTIALS, and says when there is none", async () => {
    const folder = await mkdtemp(join(tmpdir(), "exhibit-google-"));
    try {
      const path = join(folder, "key.json");
      await writeFile(path, key());
      expect(serviceAccount(base, { GOOGLE_APPLICATION_CREDENTIALS: path }).email).toContain("reader@");
      expect(caught(() => serviceAccount(base, { GOOGLE_APPLICATION_CREDENTIALS: join(folder, "none") })).code).toBe(
        "AUTH_MISSING",
      );
      expect(caught(() => serviceAccount(base, {})).code).toBe("AUTH_MISSING");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

function caught(call: () => unknown): ExhibitError {
  try {
    call();
  } catch (error) {
    return error as ExhibitError;
  }
  return expect.unreachable("nothing was thrown");
}

describe("scopes", () => {
  it("are those of the configuration, and only on demand the one that may write", () => {
    expect(neededScopes(base)).not.toContain(SCOPES.userSecurity);
    expect(neededScopes({ ...base, include: { tokens: true } })).toContain(SCOPES.userSecurity);
    expect(neededScopes({ ...base, include: { mobileDevices: false, activities: false } })).toEqual(
      neededScopes(base).filter((scope) => scope !== SCOPES.mobile && scope !== SCOPES.audit),
    );
  });

  it("that are not delegated cost their evidence only, without a call that is known to be refused", () =>
    withSandbox({}, async ({ tenant }) => {
      const delegated = neededScopes(base).filter((scope) => scope !== SCOPES.policies && scope !== SCOPES.mobile);
      await withSandbox({ tenant: { ...tenant, delegated } }, async (sandbox) => {
        const collected = await collectFrom(configOf(sandbox));
        expect(collected.thrown).toBe(undefined);
        expect(of(collected, "user").populations).toMatchObject([{ complete: true }]);
        for (const kind of ["policy", "mobile-device", "effective-settings"])
          expect(of(collected, kind).gaps[0], kind).toMatchObject({ reason: "denied" });
        expect(sandbox.calls()["cloudidentity:policies.list"]).toBe(undefined);
        // All at once, then each alone, then those that are granted.
        expect(sandbox.calls()["google-oauth:token"]).toBe(2 + neededScopes(base).length);
      });
    }));

  it("that are all refused end the run with what to do", () =>
    withSandbox({}, async ({ tenant }) =>
      withSandbox({ tenant: { ...tenant, delegated: [] } }, async (sandbox) => {
        const { thrown } = await collectFrom(configOf(sandbox));
        expect(thrown).toMatchObject({
          code: "AUTH_FAILED",
          remedy: expect.stringContaining("Domain-wide delegation"),
        });
      }),
    ));
});

describe("sign-in", () => {
  it("tells a clock that is off from a key that is bad", () =>
    withSandbox({}, async (sandbox) => {
      const late = fixedClock("2026-11-20T14:00:00.000Z");
      expect((await collectFrom(configOf(sandbox), { clock: late })).thrown).toMatchObject({ code: "CLOCK_SKEW" });
      expect((await collectFrom(configOf(sandbox, { subject: "nobody@example.com" }))).thrown).toMatchObject({
        code: "AUTH_FAILED",
      });
      const other = configOf(sandbox, { credentials: key() });
      expect((await collectFrom(other)).thrown).toMatchObject({ code: "AUTH_FAILED" });
    }));

  it("renews the token before it runs out", async () => {
    let minutes = 0;
    const moving = { now: () => new Date(Date.parse(AT) + minutes * 60_000) };
    await withSandbox({ clock: moving }, async (sandbox) => {
      const { ctx, session } = await open(configOf(sandbox), { clock: moving });
      for await (const emission of collect(ctx)) {
        // 56 minutes pass between the first list and the next.
        if (emission.type === "population" && emission.kind.id === "google-workspace.customer") minutes = 56;
        if (emission.type === "gap" && emission.reason === "denied") expect.unreachable(emission.detail);
      }
      await session.close();
      expect(sandbox.tokens().length).toBe(2);
    });
  });

  it("names the tenant by itself when none is configured, and refuses one that is not the subject's", () =>
    withSandbox({}, async (sandbox) => {
      const { customer: _customer, ...config } = configOf(sandbox);
      const found = await collectFrom(config);
      expect(found.emissions[0]).toMatchObject({
        type: "scope",
        scope: { platform: "google-workspace", account: sandbox.tenant.customer.id },
      });
      const other = await collectFrom({ ...config, customer: "C0somebody" });
      expect(of(other, "user").gaps).toMatchObject([{ reason: "denied" }]);
      expect(of(other, "user").records).toEqual([]);
    }));

  it("cannot go on when the tenant can neither be read nor is configured", () =>
    withSandbox({ faults: [{ operation: "directory:customers.get", fault: { kind: "deny" } }] }, async (sandbox) => {
      const { customer: _customer, ...config } = configOf(sandbox);
      expect((await collectFrom(config)).thrown).toMatchObject({ code: "AUTH_FAILED" });
      expect((await collectFrom(configOf(sandbox))).thrown).toBe(undefined);
    }));
});
