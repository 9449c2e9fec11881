import * as fc from "fast-check";
import { expect, it } from "vitest";
import { ExhibitError } from "../core/index.ts";
import { createSecretKeeper, secretsOfEnvironment, withoutSecrets, WITHHELD } from "./secret-keeper.ts";

it("takes a secret out in every spelling", () => {
  const secret = 'pa"ss/word+=é\\x';
  const keeper = createSecretKeeper([secret]);
  for (const text of [
    secret,
    JSON.stringify({ secret }),
    `https://h.example.com/?k=${encodeURIComponent(secret)}`,
    `Basic ${Buffer.from(secret).toString("base64")}`,
    Buffer.from(secret).toString("base64url"),
  ]) {
    expect(keeper.redact(`before ${text} after`)).toContain(WITHHELD);
    expect(keeper.redact(text)).not.toContain("ss/word");
  }
});

it("leaves no part of one secret that another begins with", () => {
  expect(createSecretKeeper(["canary", "canary-longer"]).redact("canary-longer")).toBe(WITHHELD);
});

it("keeps what it learns, and text without secrets as it is", () => {
  const keeper = createSecretKeeper(["first-secret"]);
  keeper.add(["second-secret"]);
  expect(keeper.redact("first-secret second-secret third")).toBe(`${WITHHELD} ${WITHHELD} third`);
  expect(createSecretKeeper().redact("a text")).toBe("a text");
});

it("never lets a known secret through, whatever it is made of", () => {
  const secret = fc.string({ minLength: 4, unit: "binary" });
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
      const line = JSON.stringify({ message: `${before}${value}${after}` });
      const shown = createSecretKeeper([value]).redact(line);
      fc.pre(!WITHHELD.includes(value));
      expect(
        shown.includes(JSON.stringify(value).slice(1, -1)) && !`${before}${WITHHELD}${after}`.includes(value),
      ).toBe(false);
    }),
  );
});

it("knows secrets of the environment by name, and passwords in URLs by form", () => {
  const found = secretsOfEnvironment({
    AWS_SECRET_ACCESS_KEY: "aws-secret-value",
    GITHUB_TOKEN: "ghp-token-value",
    DATABASE_URL: "postgres://user:p%40ssword@db.example.com/x",
    OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20otel-token-value,x=short",
    PATH: "/usr/bin:/usr/local/bin",
    TOKEN: "short",
  });
  expect(found).toEqual(
    expect.arrayContaining(["aws-secret-value", "ghp-token-value", "p%40ssword", "p@ssword", "otel-token-value"]),
  );
  expect(found.join(" ")).not.toContain("/usr/bin");
  expect(found).not.toContain("short");
});

it("an error that quotes the configuration does not quote its secrets", async () => {
  const work = (): never => {
    throw new ExhibitError("CONFIG_INVALID", 'there is no collector "canary-1234"', { place: "canary-1234" });
  };
  await expect(withoutSecrets(["canary-1234"], work)).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    message: `there is no collector "${WITHHELD}"`,
    place: WITHHELD,
  });
});

it("leaves JSON what it is when a secret is a word of it", () => {
  const line = JSON.stringify({
    level: "info",
    time: "2026-11-22T10:00:00.000Z",
    pid: 1234,
    msg: "ready",
    ok: true,
    n: 1234,
  });
  for (const secret of ["info", "true", "1234", "level", "2026-11-22", '":"', "ready"]) {
    const told = JSON.parse(createSecretKeeper([secret]).redactJson(`${line}\n`)) as Record<string, unknown>;
    expect(told).toMatchObject({ level: "info", time: "2026-11-22T10:00:00.000Z", pid: 1234, ok: true });
    expect(told["msg"]).toBe(secret === "ready" ? WITHHELD : "ready");
    expect(told["n"]).toBe(secret === "1234" ? WITHHELD : 1234);
  }
});

it("takes a secret out of nested strings and out of names", () => {
  const keeper = createSecretKeeper(['with "quotes"']);
  const told = keeper.redactJson(
    JSON.stringify({ error: { message: 'it was with "quotes"' }, seen: { 'with "quotes"': ["x"] } }),
  );
  expect(JSON.parse(told)).toEqual({ error: { message: `it was ${WITHHELD}` }, seen: { [WITHHELD]: ["x"] } });
});
