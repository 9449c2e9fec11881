import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createWithholder, isSecretHeader, WITHHELD } from "./withhold.ts";

describe("headers", () => {
  test.each([
    "Authorization",
    "x-amz-security-token",
    "Cookie",
    "Set-Cookie",
    "Proxy-Authorization",
    "X-Api-Key",
    "x-goog-iam-authorization-token",
    "x-goog-api-key",
    "X-CSRF-Token",
    "client-secret",
  ])("%s is withheld", (name) => {
    expect(isSecretHeader(name)).toBe(true);
  });

  test.each([
    "date",
    "link",
    "x-oauth-scopes",
    "github-authentication-token-expiration",
    "x-amz-date",
    "x-amz-content-sha256",
    "www-authenticate",
    "x-accepted-github-permissions",
  ])("%s is kept", (name) => {
    expect(isSecretHeader(name)).toBe(false);
  });

  test("a known secret is withheld wherever it stands", () => {
    const withholder = createWithholder(["s3cr3t/value", "x"], new Headers());
    const headers = withholder.headers(
      new Headers({ "x-note": "has s3cr3t/value in it", "x-short": "x", "x-other": "box" }),
    );
    expect(Object.fromEntries(headers)).toEqual({
      "x-note": `has ${WITHHELD} in it`,
      "x-short": WITHHELD,
      "x-other": "box",
    });
    expect(withholder.url(new URL("https://a.example.com/s3cr3t%2Fvalue?q=s3cr3t/value"))).toBe(
      `https://a.example.com/${WITHHELD}?q=${WITHHELD}`,
    );
  });

  test("what a secret header carries is secret in the whole exchange", () => {
    const sent = new Headers({ authorization: "Bearer canary-token-1", "x-amz-security-token": "canary-token-2" });
    const withholder = createWithholder([], sent);
    expect(withholder.headers(new Headers({ "x-echo": "canary-token-1" }))).toEqual([["x-echo", WITHHELD]]);
    expect(withholder.mentions(Buffer.from('{"echo":"canary-token-1"}'))).toBe(true);
    expect(withholder.mentions(Buffer.from('{"echo":"canary-token-2"}'))).toBe(true);
    expect(withholder.mentions(Buffer.from('{"echo":"Bearer"}'))).toBe(false);
  });
});

describe("URLs", () => {
  test("secret parameters are withheld in URLs and in headers that hold URLs", () => {
    const withholder = createWithholder([], new Headers());
    expect(
      withholder.url(new URL("https://a.example.com/?pageToken=p1&key=k1&X-Amz-Signature=s1&x%2Damz%2Dcredential=c1")),
    ).toBe(
      `https://a.example.com/?pageToken=p1&key=${WITHHELD}&X-Amz-Signature=${WITHHELD}&x%2Damz%2Dcredential=${WITHHELD}`,
    );
    const [[, link] = ["", ""]] = withholder.headers(
      new Headers({ link: '<https://a.example.com/?page=2&access_token=t1>; rel="next"' }),
    );
    expect(link).toBe(`<https://a.example.com/?page=2&access_token=${WITHHELD}>; rel="next"`);
  });

  test("no value of a secret parameter is left, however the URL is written", () => {
    const name = fc.constantFrom("X-Amz-Signature", "x-amz-security-token", "access_token", "KEY", "client_secret");
    const other = fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,6}$/), fc.string()), { maxLength: 4 });
    fc.assert(
      fc.property(name, other, other, (secret, before, after) => {
        const url = new URL("https://a.example.com/path");
        for (const [key, value] of [...before, [secret, "canary0canary"] as const, ...after])
          url.searchParams.append(key, value);
        expect(createWithholder([], new Headers()).url(url)).not.toContain("canary0canary");
      }),
    );
  });
});

test("an endpoint that is kept like a secret stays the place of its exchanges", () => {
  const { url } = createWithholder(
    ["https://iam.example.com", "https://iam.example.com/base", "example-token-1"],
    new Headers(),
  );
  expect(url(new URL("https://iam.example.com/base/example-token-1?sig=x"))).toBe(
    "https://iam.example.com/base/[withheld]?sig=[withheld]",
  );
});

test.each([
  ["a form", "tok%2Fen%3D%26%221%22%C3%A9"],
  ["JSON", '{"a":"tok/en=&\\"1\\"é"}'],
  ["XML", "<a>tok/en=&amp;&quot;1&quot;é</a>"],
  ["text", 'the tok/en=&"1"é itself'],
])("a secret is seen in %s", (_, body) => {
  const { mentions } = createWithholder(['tok/en=&"1"é'], new Headers());
  expect(mentions(Buffer.from(body))).toBe(true);
  expect(mentions(Buffer.from(body.replace("1", "2")))).toBe(false);
});
