import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "./limits.ts";
import { attemptsAllowed, errorCode, judgeAttempt, retryAfterMs, retryDelayMs, type Retryable } from "./retry.ts";
import type { Answer, AttemptResult } from "./types.ts";

const NOW = new Date("2026-11-22T12:00:00Z");

function answer(status: number, body = "", headers: Record<string, string> = {}): Answer {
  return { status, statusText: "", headers: new Headers(headers), body: new TextEncoder().encode(body) };
}

function judge(status: number, body?: string, headers?: Record<string, string>): Retryable | undefined {
  return judgeAttempt({ kind: "answer", answer: answer(status, body, headers), startedAt: NOW, endedAt: NOW }, NOW);
}

const xml = (code: string): string =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code></Error></ErrorResponse>`;
const google = (reason: string): string =>
  JSON.stringify({ error: { code: 403, errors: [{ domain: "usageLimits", reason }] } });

describe("judgeAttempt", () => {
  test.each<[string, Retryable | undefined, Retryable | undefined]>([
    ["200", judge(200, "{}"), undefined],
    ["304", judge(304), undefined],
    ["400", judge(400, "{}"), undefined],
    ["401", judge(401), undefined],
    ["404", judge(404), undefined],
    ["501", judge(501), undefined],
    ["408", judge(408), { reason: "transient" }],
    ["500", judge(500), { reason: "transient" }],
    ["502", judge(502), { reason: "transient" }],
    ["503", judge(503), { reason: "transient" }],
    ["503 with Retry-After", judge(503, "", { "retry-after": "3" }), { reason: "transient", waitMs: 3000 }],
    ["504", judge(504), { reason: "transient" }],
    ["429", judge(429), { reason: "throttled" }],
    ["429 with Retry-After", judge(429, "", { "retry-after": "7" }), { reason: "throttled", waitMs: 7000 }],
    ["AWS query throttling", judge(400, xml("Throttling")), { reason: "throttled" }],
    ["AWS query denial", judge(403, xml("AccessDenied")), undefined],
    ["AWS quota", judge(409, xml("LimitExceeded")), undefined],
    ["AWS request limit", judge(503, xml("RequestLimitExceeded")), { reason: "throttled" }],
    ["AWS identity provider trouble", judge(400, xml("IDPCommunicationError")), { reason: "transient" }],
    ["AWS JSON throttling", judge(400, '{"__type":"ThrottlingException"}'), { reason: "throttled" }],
    [
      "AWS JSON throttling with a namespace",
      judge(400, '{"__type":"com.amazonaws.organizations#TooManyRequestsException"}'),
      { reason: "throttled" },
    ],
    [
      "AWS JSON throttling in a header",
      judge(400, "{}", { "x-amzn-errortype": "ThrottlingException:http://x" }),
      { reason: "throttled" },
    ],
    ["AWS JSON quota", judge(400, '{"__type":"LimitExceededException"}'), undefined],
    [
      "GitHub refusal",
      judge(403, '{"message":"Resource not accessible by integration"}', { "x-ratelimit-remaining": "4999" }),
      undefined,
    ],
    [
      "GitHub secondary limit with a time",
      judge(403, "{}", { "retry-after": "60" }),
      { reason: "throttled", waitMs: 60_000 },
    ],
    [
      "GitHub secondary limit without a time",
      judge(403, '{"message":"You have exceeded a secondary rate limit"}'),
      { reason: "throttled", waitMs: 60_000 },
    ],
    [
      "GitHub primary limit",
      judge(403, "{}", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW.getTime() / 1000 + 30) }),
      { reason: "throttled", waitMs: 30_000 },
    ],
    [
      "GitHub GraphQL limit inside a 200",
      judge(200, '{"errors":[{"type":"RATE_LIMITED"}]}', { "x-ratelimit-remaining": "0" }),
      { reason: "throttled" },
    ],
    [
      "a last allowed request that was answered",
      judge(200, '{"data":{}}', { "x-ratelimit-remaining": "0" }),
      undefined,
    ],
    ["Google rate limit", judge(403, google("rateLimitExceeded")), { reason: "throttled" }],
    ["Google rate limit of a user", judge(403, google("userRateLimitExceeded")), { reason: "throttled" }],
    ["Google quota", judge(403, google("quotaExceeded")), { reason: "throttled" }],
    ["Google daily quota", judge(403, google("dailyLimitExceeded")), undefined],
    ["Google refusal", judge(403, google("forbidden")), undefined],
    ["403 with a body that is not JSON", judge(403, "<html>"), undefined],
    ["403 with a body of null", judge(403, "null"), undefined],
  ])("%s", (_name, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  test.each<[string, Retryable | undefined]>([
    ["network", { reason: "transient" }],
    ["timeout", { reason: "transient" }],
    ["aborted", undefined],
    ["body-too-large", undefined],
  ])("fault %s", (fault, expected) => {
    const result = { kind: "fault", fault, detail: fault, startedAt: NOW, endedAt: NOW } as AttemptResult;
    expect(judgeAttempt(result, NOW)).toEqual(expected);
  });
});

describe("retryAfterMs", () => {
  test.each([
    ["120", {}, 120_000],
    ["0", {}, 0],
    ["1.5", {}, 1500],
    ["Sun, 22 Nov 2026 12:00:10 GMT", {}, 10_000],
    ["Sun, 22 Nov 2026 11:00:00 GMT", {}, 0],
    // Our clock is an hour off; the platform's own Date decides.
    ["Sun, 22 Nov 2026 13:00:10 GMT", { date: "Sun, 22 Nov 2026 13:00:00 GMT" }, 10_000],
    ["soon", {}, undefined],
    ["-5", {}, undefined],
    ["", {}, undefined],
  ])("%s", (value, others, expected) => {
    expect(retryAfterMs(new Headers({ "retry-after": value, ...others }), NOW)).toBe(expected);
  });
});

describe("errorCode", () => {
  test.each([
    ["XML", answer(400, xml("AccessDenied")), "AccessDenied"],
    ["OAuth", answer(400, '{"error":"invalid_grant","error_description":"canary"}'), "invalid_grant"],
    ["text that is no identifier", answer(400, xml("not an identifier: canary")), undefined],
    ["no body", answer(500), undefined],
    ["a large body", answer(400, JSON.stringify({ __type: "Throttling", data: "x".repeat(70_000) })), undefined],
  ])("%s", (_name, given, expected) => {
    expect(errorCode(given)).toBe(expected);
  });
});

describe("schedule", () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const reason = fc.constantFrom<Retryable["reason"]>("throttled", "transient");
  const base = (kind: Retryable["reason"]): number =>
    kind === "throttled" ? DEFAULT_LIMITS.throttleBaseMs : DEFAULT_LIMITS.transientBaseMs;

  test("without a time from the platform a delay lies between 0 and the exponential, and never above the cap", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), reason, random, (attempt, kind, drawn) => {
        const delay = retryDelayMs(attempt, { reason: kind }, DEFAULT_LIMITS, () => drawn);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(Math.min(DEFAULT_LIMITS.maxDelayMs, base(kind) * 2 ** (attempt - 1)));
      }),
    );
  });

  test("a time from the platform is never undercut, and jitter comes on top of it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        reason,
        random,
        fc.nat({ max: 3_600_000 }),
        (attempt, kind, drawn, waitMs) => {
          const delay = retryDelayMs(attempt, { reason: kind, waitMs }, DEFAULT_LIMITS, () => drawn);
          expect(delay).toBeGreaterThanOrEqual(waitMs);
          expect(delay).toBeLessThanOrEqual(
            waitMs + Math.min(DEFAULT_LIMITS.maxDelayMs, base(kind) * 2 ** (attempt - 1)),
          );
        },
      ),
    );
  });

  test("the whole range is used, so that callers spread", () => {
    expect(retryDelayMs(3, { reason: "throttled" }, DEFAULT_LIMITS, () => 0)).toBe(0);
    expect(retryDelayMs(3, { reason: "throttled" }, DEFAULT_LIMITS, () => 0.999_999)).toBe(2000);
  });

  test("throttling gets more attempts than trouble", () => {
    expect(attemptsAllowed({ reason: "throttled" }, DEFAULT_LIMITS)).toBe(8);
    expect(attemptsAllowed({ reason: "transient" }, DEFAULT_LIMITS)).toBe(4);
  });
});
