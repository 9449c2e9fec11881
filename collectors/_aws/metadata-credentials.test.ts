import { describe, expect, test } from "vitest";
import { isExhibitError } from "#core";
import type { Door } from "#sdk";
import { containerCredentials } from "./metadata-credentials.ts";

async function ask(answer: Response) {
  const door: Door = { fetch: async () => answer, labelled: () => door };
  const env = { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/credentials" };
  return containerCredentials({ door, env, signal: new AbortController().signal });
}

describe("containerCredentials", () => {
  test.each([
    ["no JSON", 200, '{"SecretAccessKey": "canary-secret', "the answer is no JSON object"],
    ["no object", 200, '"canary-secret"', "the answer is no JSON object"],
    ["no token", 200, '{"AccessKeyId":"AKIAIOSFODNN7EXAMPLE","SecretAccessKey":"canary-secret"}', "the answer lacks"],
    ["a refusal", 403, "canary-secret", "403"],
  ])("says what is wrong with %s, and quotes nothing of it", async (_, status, body, why) => {
    const error: unknown = await ask(new Response(body, { status })).catch((thrown: unknown) => thrown);
    if (!isExhibitError(error)) throw new Error("no error of ours", { cause: error });
    expect(error).toMatchObject({ code: "AUTH_FAILED", place: "container metadata" });
    expect(error.message).toContain(why);
    expect([error.message, error.remedy, String(error.cause)].join()).not.toContain("canary");
  });
});
