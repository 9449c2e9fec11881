import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { collect } from "../../collectors/google-workspace/collector.ts";
import { googleWorkspace } from "../../collectors/google-workspace/index.ts";
import { neededScopes } from "../../collectors/google-workspace/scopes.ts";
import { assertion, serviceAccount } from "../../collectors/google-workspace/service-account.ts";
import { fixedClock } from "../../src/core/index.ts";
import { createGateway } from "../../src/gateway/index.ts";
import { masked, parseMask } from "../../src/sandbox/google/fields.ts";
import { GOOGLE_PRESETS, type GoogleSandbox, startGoogleSandbox } from "../../src/sandbox/google/index.ts";
import { connectionConfig } from "./google-support.ts";

const AT = "2026-11-22T10:00:00.000Z";
const clock = fixedClock(AT);
const options = { asOf: clock.now(), seed: 1 };
const everything = { subject: "a@example.com", include: { tokens: true } };

describe("the stand-in for Google", () => {
  let sandbox: GoogleSandbox;
  beforeAll(async () => {
    sandbox = await startGoogleSandbox({ clock });
  });
  afterAll(() => sandbox.close());

  async function token(scopes: readonly string[], more: { subject?: string; at?: string } = {}): Promise<Response> {
    const account = serviceAccount({ subject: sandbox.subject, credentials: sandbox.credentials }, {});
    const form = new URLSearchParams({
      grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      assertion: assertion(account, {
        scopes,
        subject: more.subject ?? sandbox.subject,
        audience: "https://oauth2.googleapis.com/token",
        at: new Date(more.at ?? AT),
      }),
    });
    return fetch(`${sandbox.url}/token`, { method: "POST", body: form });
  }

  async function get(
    path: string,
    scopes = neededScopes(everything),
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const { access_token: bearer } = (await (await token(scopes)).json()) as { access_token: string };
    const response = await fetch(`${sandbox.url}${path}`, { headers: { authorization: `Bearer ${bearer}` } });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  it("gives tokens for signed assertions of the subject only", async () => {
    expect((await token(["a"])).status).toBe(200);
    const refused = await token(["a"], { subject: "nobody@example.com" });
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { error: "invalid_grant", error_description: "Invalid email or User ID" },
    ]);
    expect(await (await token(["a"], { at: "2026-11-22T09:00:00.000Z" })).json()).toMatchObject({
      error: "invalid_grant",
    });
  });

  it("asks for a token, and for the right scope", async () => {
    const path = "/admin/directory/v1/users?customer=my_customer";
    expect((await fetch(`${sandbox.url}${path}`)).status).toBe(401);
    expect(await get(path, ["https://www.googleapis.com/auth/admin.directory.group.readonly"])).toMatchObject({
      status: 403,
      body: { error: { errors: [{ reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT" }] } },
    });
    expect((await get(path)).status).toBe(200);
  });

  it.each([
    ["a page that is too long", "/admin/directory/v1/users?customer=my_customer&maxResults=501", 400],
    ["no customer", "/admin/directory/v1/users", 400],
    ["another tenant", "/admin/directory/v1/users?customer=C0other", 403],
    ["a mask that is none", "/admin/directory/v1/users?customer=my_customer&fields=users(", 400],
    ["a group that is not there", "/admin/directory/v1/groups/nobody/members", 404],
    ["a report of today", "/admin/reports/v1/usage/dates/2026-11-22", 400],
    ["a path that it does not know", "/admin/directory/v1/schemas", 404],
  ])("refuses %s", async (_name, path, status) => expect((await get(path)).status).toBe(status));

  it("leaves the root out unless it is asked for, and an empty list's member too", async () => {
    const units = async (type: string) =>
      (
        (await get(`/admin/directory/v1/customer/my_customer/orgunits?type=${type}`)).body[
          "organizationUnits"
        ] as unknown[]
      ).length;
    expect(await units("allIncludingParent")).toBe((await units("all")) + 1);
    const { body } = await get("/admin/directory/v1/users/nobody/tokens");
    expect(body).toEqual({ kind: "admin#directory#tokenList" });
  });

  it("trims answers to the mask", () => {
    const mask = parseMask("kind,users(id,name(fullName))");
    expect(
      masked({ kind: "k", etag: "e", users: [{ id: "1", name: { fullName: "A", givenName: "B" }, phones: [] }] }, mask),
    ).toEqual({
      kind: "k",
      users: [{ id: "1", name: { fullName: "A" } }],
    });
    expect(parseMask("users(id")).toBe(undefined);
    expect(parseMask("users)")).toBe(undefined);
  });
});

describe.each(Object.entries(GOOGLE_PRESETS))("tenant %s", (_name, preset) => {
  const tenant = preset(options);
  const users = Array.from({ length: tenant.users.count }, (_, index) => tenant.users.at(index));

  it("is the same from the same options, without anything from the future", () => {
    const text = JSON.stringify([tenant, users]);
    expect(JSON.stringify([preset(options), users])).toBe(text);
    const late = [...text.matchAll(/"(?:\w*Time|firstSync|lastSync)":"(\d{4}-[^"]+)"/g)].filter(
      ([, at = ""]) => at > AT,
    );
    expect(late).toEqual([]);
  });

  it("names nobody and nothing outside of example domains", () => {
    const text = JSON.stringify([tenant, users, tenant.groups.map(({ id }) => tenant.members(id))]);
    const domains = [...text.matchAll(/@([a-z0-9.-]+\.[a-z]+)/g)].map(([, domain = ""]) => domain);
    expect(domains.filter((domain) => !/(^|\.)example\.(com|net|org)$/.test(domain))).toEqual([]);
  });

  it("refers only to units, roles, users and groups that exist", () => {
    const paths = new Set(tenant.orgUnits.map(({ orgUnitPath }) => orgUnitPath));
    expect(users.filter(({ orgUnitPath }) => !paths.has(orgUnitPath)).map(({ primaryEmail }) => primaryEmail)).toEqual(
      [],
    );
    const roles = new Set(tenant.roles.map(({ roleId }) => roleId));
    expect(tenant.roleAssignments.filter(({ roleId }) => !roles.has(roleId))).toEqual([]);
    const holders = new Set([
      ...users.map(({ id }) => id),
      ...tenant.groups.map(({ id }) => id),
      "104857600000000000099",
    ]);
    expect(tenant.roleAssignments.filter(({ assignedTo }) => !holders.has(assignedTo ?? ""))).toEqual([]);
    for (const { id, directMembersCount } of tenant.groups)
      expect(String(tenant.members(id).length)).toBe(directMembersCount);
    const names = tenant.policies.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

it("gives the same evidence again from its archive, without a network", async () => {
  const directory = await mkdtemp(join(tmpdir(), "exhibit-google-"));
  const sandbox = await startGoogleSandbox({ clock });
  try {
    const config = googleWorkspace.config.parse(connectionConfig(sandbox));
    const run = async (network: typeof globalThis.fetch | undefined, replay: string | undefined) => {
      const gateway = createGateway({ clock, random: () => 0.5, ...(network === undefined ? {} : { network }) });
      const { signal } = new AbortController();
      const session = await gateway.openSession({
        collector: googleWorkspace,
        endpoints: googleWorkspace.endpoints(config, {}),
        connection: "test",
        signal,
        ...(replay === undefined ? { archive: { directory, recipients: [] } } : { replay: { path: replay } }),
      });
      const ctx = { config, door: session.door, clock, signal, env: {}, progress: () => undefined };
      const emissions: string[] = [];
      for await (const emission of collect(ctx)) emissions.push(JSON.stringify(emission));
      return { emissions, closed: await session.close(), violations: session.violations() };
    };
    const live = await run(undefined, undefined);
    const again = await run(
      () => Promise.reject(new Error("a replay touched the network")),
      live.closed.archive?.path ?? expect.unreachable("no archive"),
    );
    expect(again.emissions).toEqual(live.emissions);
    expect(again.closed.unusedCalls).toBe(0);
    expect([...live.violations, ...again.violations]).toEqual([]);
  } finally {
    await sandbox.close();
    await rm(directory, { recursive: true });
  }
});
