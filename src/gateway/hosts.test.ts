import { describe, expect, test } from "vitest";
import { admitHost, hostMatches } from "./hosts.ts";

describe("hostMatches", () => {
  test.each([
    ["iam.amazonaws.com", "iam.amazonaws.com", true],
    ["iam.amazonaws.com", "IAM.amazonaws.com", true],
    ["iam.amazonaws.com", "iamxamazonaws.com", false],
    ["iam.amazonaws.com", "iam.amazonaws.com.evil.example.com", false],
    ["*.amazonaws.com", "access-analyzer.eu-west-1.amazonaws.com", true],
    ["*.amazonaws.com", "amazonaws.com", false],
    ["*.amazonaws.com", ".amazonaws.com", false],
    ["*.amazonaws.com", "evilamazonaws.com", false],
    ["organizations.*.amazonaws.com", "organizations.us-east-1.amazonaws.com", true],
    ["organizations.*.amazonaws.com", "organizations.amazonaws.com", false],
  ])("%s and %s: %s", (pattern, hostname, expected) => {
    expect(hostMatches(pattern, hostname)).toBe(expected);
  });
});

describe("admitHost", () => {
  const rules = {
    collector: "test",
    hosts: ["api.example.com"],
    endpoints: ["http://127.0.0.1:5000", "https://ghe.example.com/api/v3/"],
  };

  test.each([
    ["https://api.example.com/a/b?c", { path: "/a/b", endpoint: false }],
    ["http://127.0.0.1:5000/a", { path: "/a", endpoint: true }],
    ["https://ghe.example.com/api/v3/orgs/o", { path: "/orgs/o", endpoint: true }],
    ["https://ghe.example.com/api/v3", { path: "/", endpoint: true }],
  ])("admits %s", (url, place) => {
    expect(admitHost(new URL(url), rules)).toEqual(place);
  });

  test.each([
    "https://other.example.com/",
    "http://api.example.com/",
    "https://api.example.com:8443/",
    "http://127.0.0.1:5001/",
    "https://127.0.0.1:5000/",
    "https://ghe.example.com/api/v3x/orgs/o",
    "https://ghe.example.com/",
    "https://user@api.example.com/",
    "https://api.example.com.other.example.com/",
  ])("refuses %s and names its host, never its credentials", (url) => {
    expect(() => admitHost(new URL(url), rules)).toThrow(
      expect.objectContaining({
        code: "GATEWAY_HOST_NOT_DECLARED",
        place: `${new URL(url).protocol}//${new URL(url).host}`,
      }),
    );
  });
});
