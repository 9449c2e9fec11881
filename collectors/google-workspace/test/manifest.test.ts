import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { GOOGLE_OPERATIONS } from "../../../src/sandbox/google/index.ts";
import { generate, scopeList } from "../generate.ts";
import { googleWorkspace } from "../index.ts";
import { neededScopes } from "../scopes.ts";
import { open, configOf, withSandbox } from "./support.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const { operations, kinds } = googleWorkspace;

describe("google-workspace manifest", () => {
  it("reads by GET only, the token apart, whose answer is never kept", () => {
    const others = operations.filter(({ match }) => match.protocol !== "rest" || match.method !== "GET");
    expect(others.map(({ id, sensitive }) => [id, sensitive])).toEqual([["google-oauth:token", true]]);
  });

  it("asks for read-only scopes, but for what is on demand", () => {
    const values = operations.flatMap(({ permission, optional }) =>
      permission === null ? [] : [[permission.value, optional] as const],
    );
    expect(values.filter(([value, optional]) => !value.endsWith(".readonly") && optional !== true)).toEqual([]);
    expect(scopeList().trim().split("\n").toSorted()).toEqual(
      [...neededScopes({ subject: "a@example.com" })].toSorted(),
    );
  });

  it("rests every kind on an operation, and names only its own kinds", () => {
    const ids = new Set(kinds.map(({ id }) => id));
    expect(operations.flatMap((operation) => operation.kinds).filter((kind) => !ids.has(kind))).toEqual([]);
  });

  it("has a stand-in for every operation that the sandbox can be asked", () => {
    const known = new Set(GOOGLE_OPERATIONS);
    expect(operations.map(({ id }) => id).filter((id) => !known.has(id))).toEqual(["dns:query"]);
  });

  it("allows the chosen resolver and endpoint, and nothing else beside Google's own", () => {
    const base = { subject: "a@example.com" };
    expect(googleWorkspace.endpoints(base, {})).toEqual([]);
    expect(googleWorkspace.endpoints({ ...base, dns: { resolver: "cloudflare" } }, {})).toEqual([]);
    expect(googleWorkspace.endpoints({ ...base, dns: { resolver: "https://doh.example.com/dns-query" } }, {})).toEqual([
      "https://doh.example.com",
    ]);
    expect(googleWorkspace.config.safeParse({ ...base, colour: "red" }).success).toBe(false);
  });

  it("is committed as generated, like the README", () => {
    for (const { path, text } of generate(ROOT)) expect(readFileSync(join(ROOT, path), "utf8"), path).toBe(text);
  });
});

describe("preflight", () => {
  it("says who we are with one call, and takes every kind for ready but those on demand", () =>
    withSandbox({}, async (sandbox) => {
      const { ctx, session } = await open(configOf(sandbox));
      const { identities, kinds: states, operations: tried } = await googleWorkspace.preflight(ctx, { probe: false });
      await session.close();
      expect(identities).toMatchObject([
        { scope: { account: sandbox.tenant.customer.id }, principal: expect.stringContaining(sandbox.subject) },
      ]);
      expect(states.filter(({ state }) => state !== "ready").map(({ kind, reason }) => [kind, reason])).toEqual([
        ["google-workspace.token", "disabled"],
      ]);
      expect(tried).toEqual([]);
      expect(sandbox.calls()).toEqual({ "google-oauth:token": 1 });
    }));

  it("tries every operation once, and says what a missing permission costs", () =>
    withSandbox({ faults: [{ operation: "directory:roles.list", fault: { kind: "deny" } }] }, async (sandbox) => {
      const { ctx, session } = await open(configOf(sandbox));
      const { kinds: states, operations: tried } = await googleWorkspace.preflight(ctx, { probe: true });
      await session.close();
      expect(tried.map(({ operation }) => operation)).toEqual(operations.map(({ id }) => id));
      expect(tried.filter(({ state }) => state === "denied").map(({ operation }) => operation)).toEqual(
        ["directory:tokens.list", "directory:roles.list"].toSorted(
          (a, b) => operations.findIndex(({ id }) => id === a) - operations.findIndex(({ id }) => id === b),
        ),
      );
      expect(tried.filter(({ state }) => state === "unavailable")).toEqual([]);
      expect(states.find(({ kind }) => kind === "google-workspace.role")).toMatchObject({
        state: "unavailable",
        reason: "denied",
      });
      expect(states.find(({ kind }) => kind === "google-workspace.user")).toMatchObject({ state: "ready" });
      expect(Math.max(...Object.values(sandbox.calls()))).toBe(1);
    }));
});
