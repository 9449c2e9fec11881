import nock from "nock";
import { afterAll, afterEach, beforeAll, expect } from "vitest";

/**
 * HTTP answers for unit tests: the only file that may import nock. In a test file that calls {@link fakeHttp}, nothing
 * reaches the network, a request that no mock matches fails the test even when the code under test swallows the error
 * (under `fetch` nock answers 501 on a known host instead of failing), and so does a mock that nobody asked for.
 */
export interface FakeHttp {
  /** Mocks of one origin: `https://iam.amazonaws.com`. */
  on(origin: string): nock.Scope;
  /** Loopback servers of the test itself: `127.0.0.1:4711`. */
  allow(host: string): void;
}

export function fakeHttp(): FakeHttp {
  let missing: string[] = [];
  let allowed: string[] = [];
  const noted = (request: unknown): void => void missing.push(describe(request));
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    nock.emitter.on("no match", noted);
  });
  afterEach(() => {
    const unused = nock.pendingMocks();
    const unmatched = missing.filter((request) => !allowed.some((host) => request.includes(host)));
    missing = [];
    allowed = [];
    nock.cleanAll();
    nock.disableNetConnect();
    expect(unmatched, "requests that no mock matches").toEqual([]);
    expect(unused, "mocks that nobody asked for").toEqual([]);
  });
  afterAll(() => {
    nock.emitter.off("no match", noted);
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
  });
  return {
    on: (origin) => nock(origin),
    allow: (host) => {
      allowed.push(host);
      nock.enableNetConnect((asked) => allowed.includes(asked));
    },
  };
}

/** Method and URL only: headers hold credentials. */
function describe(request: unknown): string {
  if (typeof request !== "object" || request === null) return "a request";
  const { method, url, host, path, options } = request as Record<string, unknown>;
  if (typeof url === "string") return `${String(method)} ${url}`;
  const from = (typeof options === "object" && options !== null ? options : {}) as Record<string, unknown>;
  return [method ?? from["method"], host ?? from["host"] ?? from["hostname"], path ?? from["path"]]
    .filter((part) => typeof part === "string")
    .join(" ");
}
