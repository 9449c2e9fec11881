import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { openTestSession, serve, temporaryDirectory } from "./support.ts";

const outcomes = (session: Awaited<ReturnType<typeof openTestSession>>) =>
  [...session.exchanges()].map(({ attempt, status, error }) =>
    error === undefined ? `${String(attempt)}:${String(status)}` : `${String(attempt)}:${error}`,
  );

describe("throttling", () => {
  test("429 with Retry-After is waited for, and every attempt is counted", async () => {
    const { url, seen } = await serve((response, _seen, number) =>
      number < 3 ? response.writeHead(429, { "retry-after": "2" }).end("slow down") : response.end("fine"),
    );
    const waits: number[] = [];
    const session = await openTestSession(url, {}, { waits });
    expect(await (await session.door.fetch(`${url}/thing`)).text()).toBe("fine");
    expect(waits.length).toBeLessThan(6);
    expect(waits.filter((ms) => ms >= 2000).length).toBeGreaterThanOrEqual(2);
    expect(seen).toHaveLength(3);
    expect(outcomes(session)).toEqual(["1:429", "2:429", "3:200"]);
    expect(session.calls()).toEqual({ "test:GetThing": 3 });
  });

  test("429 without Retry-After ends after the allowed attempts with the platform's own answer", async () => {
    const { url, seen } = await serve((response) => response.writeHead(429).end("slow down"));
    const session = await openTestSession(url);
    const answer = await session.door.fetch(`${url}/thing`);
    expect([answer.status, await answer.text()]).toEqual([429, "slow down"]);
    expect(seen).toHaveLength(8);
  });

  test("a Retry-After beyond the budget is not waited for", async () => {
    const { url, seen } = await serve((response) => response.writeHead(429, { "retry-after": "3600" }).end());
    const session = await openTestSession(url);
    expect((await session.door.fetch(`${url}/thing`)).status).toBe(429);
    expect(seen).toHaveLength(1);
  });

  test("a throttled lane waits, another lane goes on", async () => {
    const order: string[] = [];
    const { url } = await serve((response, { url: path }, number) => {
      order.push(path);
      response.writeHead(number === 1 ? 429 : 200).end();
    });
    const gate = Promise.withResolvers<void>();
    const sleep = (_ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
        void gate.promise.then(resolve);
      });
    const session = await openTestSession(url, {}, { sleep, limits: { throttleBaseMs: 60_000 } });
    const [a, b] = [session.door.labelled("a"), session.door.labelled("b")];
    const first = a.fetch(`${url}/any/a1`);
    await expect.poll(() => session.calls()).toEqual({ "test:GetAny": 1 });
    const waiting = a.fetch(`${url}/any/a2`);
    for (const path of ["b1", "b2", "b3"]) await b.fetch(`${url}/any/${path}`);
    expect(order).toEqual(["/any/a1", "/any/b1", "/any/b2", "/any/b3"]);
    gate.resolve();
    await Promise.all([first, waiting]);
    expect(order.slice(4).toSorted()).toEqual(["/any/a1", "/any/a2"]);
  });
});

describe("transient trouble", () => {
  test.each([500, 502, 503, 504])("%i and then fine", async (status) => {
    const { url } = await serve((response, _seen, number) =>
      response.writeHead(number === 1 ? status : 200).end("body"),
    );
    const session = await openTestSession(url);
    expect((await session.door.fetch(`${url}/thing`)).status).toBe(200);
    expect(outcomes(session)).toEqual([`1:${String(status)}`, "2:200"]);
  });

  test("503 for ever ends with the 503", async () => {
    const { url, seen } = await serve((response) => response.writeHead(503).end("down"));
    const session = await openTestSession(url);
    const answer = await session.door.fetch(`${url}/thing`);
    expect([answer.status, await answer.text(), seen.length]).toEqual([503, "down", 4]);
  });

  test("a refused connection is PLATFORM_UNREACHABLE and names the operation", async () => {
    const session = await openTestSession("http://127.0.0.1:9");
    await expect(session.door.fetch("http://127.0.0.1:9/thing")).rejects.toMatchObject({
      code: "PLATFORM_UNREACHABLE",
      retryable: true,
      message: expect.stringContaining("test:GetThing") as string,
    });
    expect(session.calls()).toEqual({ "test:GetThing": 4 });
  });

  test("a connection that breaks within the body is tried again", async () => {
    const { url } = await serve((response, _seen, number) => {
      if (number > 1) return void response.end("whole");
      response.writeHead(200, { "content-length": "1000" });
      response.write("half", () => response.destroy());
    });
    const session = await openTestSession(url);
    expect(await (await session.door.fetch(`${url}/thing`)).text()).toBe("whole");
    const [first, second] = outcomes(session);
    expect(first).toMatch(/^1:[A-Z_]+$/);
    expect(second).toBe("2:200");
  });

  test("a server that never answers is PLATFORM_TIMEOUT, and the waits fit the budget", async () => {
    const { url, seen } = await serve(() => undefined);
    const session = await openTestSession(url, {}, { limits: { attemptTimeoutMs: 40, budgetMs: 100 } });
    await expect(session.door.fetch(`${url}/thing`)).rejects.toMatchObject({ code: "PLATFORM_TIMEOUT" });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.length).toBeLessThan(5);
    expect(outcomes(session).every((outcome) => outcome.endsWith(":timeout"))).toBe(true);
  });

  test("a body that trickles is ended by the same time-out", async () => {
    const { url } = await serve((response) => {
      response.write("a");
      const timer = setInterval(() => response.write("a"), 5);
      response.on("close", () => clearInterval(timer));
    });
    const session = await openTestSession(url, {}, { limits: { attemptTimeoutMs: 60, transientAttempts: 1 } });
    await expect(session.door.fetch(`${url}/thing`)).rejects.toMatchObject({ code: "PLATFORM_TIMEOUT" });
  });
});

describe("answers", () => {
  test("a refusal is passed on at once", async () => {
    const { url, seen } = await serve((response) =>
      response.writeHead(403, { "content-type": "application/json" }).end('{"message":"no"}'),
    );
    const session = await openTestSession(url);
    const answer = await session.door.fetch(`${url}/thing`);
    expect([answer.status, await answer.json(), seen.length]).toEqual([403, { message: "no" }, 1]);
  });

  test("a malformed body is passed on as it is", async () => {
    const { url } = await serve((response) =>
      response.writeHead(200, { "content-type": "application/json" }).end('{"half":'),
    );
    const session = await openTestSession(url);
    expect(await (await session.door.fetch(`${url}/thing`)).text()).toBe('{"half":');
  });

  test("a compressed body arrives decoded, with headers that say so", async () => {
    const { url } = await serve((response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("plain text")),
    );
    const session = await openTestSession(url);
    const answer = await session.door.fetch(`${url}/thing`);
    expect(await answer.text()).toBe("plain text");
    expect([answer.headers.has("content-encoding"), answer.headers.has("content-length")]).toEqual([false, false]);
    expect(answer.url).toBe(`${url}/thing`);
  });

  test("204 has no body", async () => {
    const { url } = await serve((response) => response.writeHead(204).end());
    const session = await openTestSession(url);
    const answer = await session.door.fetch(`${url}/thing`);
    expect([answer.status, answer.body]).toEqual([204, null]);
  });

  test("a body beyond the limit is an error and is not tried again", async () => {
    const { url, seen } = await serve((response) => response.end("x".repeat(2000)));
    const session = await openTestSession(url, {}, { limits: { maxBodyBytes: 1000 } });
    await expect(session.door.fetch(`${url}/thing`)).rejects.toMatchObject({ code: "GATEWAY_BODY_TOO_LARGE" });
    expect(seen).toHaveLength(1);
    expect(outcomes(session)).toEqual(["1:body-too-large"]);
  });

  test("requests arrive as they were made", async () => {
    const { url, seen } = await serve((response) => response.end());
    const session = await openTestSession(url);
    const request = new Request(`${url}/search?a=b%2Fc`, {
      method: "POST",
      body: '{"q":"é"}',
      headers: { "content-type": "application/json", "x-own": "1" },
    });
    await session.door.fetch(request);
    expect(seen[0]).toMatchObject({
      method: "POST",
      url: "/search?a=b%2Fc",
      body: '{"q":"é"}',
      headers: { "x-own": "1", "content-type": "application/json" },
    });
  });
});

describe("violations", () => {
  test("an undeclared operation is not sent, is an error, and cannot be swallowed", async () => {
    const { url, seen } = await serve((response) => response.end());
    const session = await openTestSession(url);
    await session.door.fetch(`${url}/thing`, { method: "DELETE" }).catch(() => undefined);
    expect(seen).toHaveLength(0);
    expect(session.violations().map(({ code, message }) => [code, message])).toEqual([
      ["GATEWAY_OPERATION_NOT_DECLARED", expect.stringContaining("DELETE /thing")],
    ]);
    expect(session.calls()).toEqual({});
  });

  test("an undeclared host is not asked", async () => {
    const { url } = await serve((response) => response.end());
    const session = await openTestSession("https://api.other.example.com");
    await expect(session.door.fetch(`${url}/thing`)).rejects.toMatchObject({
      code: "GATEWAY_HOST_NOT_DECLARED",
      place: url,
    });
  });

  test("credentials in a URL are refused and not quoted", async () => {
    const { url } = await serve((response) => response.end());
    const session = await openTestSession(url);
    const asked = session.door.fetch(`${url.replace("http://", "http://canary-user:canary-pass@")}/thing`);
    await expect(asked).rejects.toMatchObject({
      code: "GATEWAY_HOST_NOT_DECLARED",
      message: expect.not.stringContaining("canary") as string,
    });
  });
});

describe("redirects", () => {
  test("a redirect to a declared read is followed, and both exchanges are recorded", async () => {
    const { url } = await serve((response, { url: path }) =>
      path === "/thing" ? response.writeHead(301, { location: "/any/new" }).end() : response.end("moved"),
    );
    const session = await openTestSession(url);
    const answer = await session.door.fetch(`${url}/thing`);
    expect([await answer.text(), answer.url, answer.redirected]).toEqual(["moved", `${url}/any/new`, true]);
    expect(session.calls()).toEqual({ "test:GetAny": 1, "test:GetThing": 1 });
  });

  test("a redirect to an undeclared host is an error that names it", async () => {
    const { url } = await serve((response) =>
      response.writeHead(302, { location: "https://elsewhere.example.net/thing" }).end(),
    );
    const session = await openTestSession(url);
    await expect(session.door.fetch(`${url}/thing`)).rejects.toMatchObject({
      code: "GATEWAY_HOST_NOT_DECLARED",
      place: "https://elsewhere.example.net",
    });
  });

  test("credentials stay behind when the origin changes", async () => {
    const other = await serve((response) => response.end("there"));
    const { url } = await serve((response) => response.writeHead(307, { location: `${other.url}/thing` }).end());
    const session = await openTestSession(url, { endpoints: [url, other.url] });
    await session.door.fetch(`${url}/thing`, { headers: { authorization: "Bearer canary", "x-own": "1" } });
    expect(other.seen[0]?.headers["x-own"]).toBe("1");
    expect(other.seen[0]?.headers.authorization).toBeUndefined();
  });

  test("a redirect without end is passed on", async () => {
    const { url, seen } = await serve((response) => response.writeHead(302, { location: "/thing" }).end());
    const session = await openTestSession(url);
    expect((await session.door.fetch(`${url}/thing`)).status).toBe(302);
    expect(seen).toHaveLength(6);
  });

  test("a POST is not turned into a GET", async () => {
    const { url, seen } = await serve((response) => response.writeHead(303, { location: "/thing" }).end());
    const session = await openTestSession(url);
    expect((await session.door.fetch(`${url}/search`, { method: "POST", body: "{}" })).status).toBe(303);
    expect(seen).toHaveLength(1);
  });
});

describe("abort", () => {
  test("the caller's abort ends a request in flight with the caller's reason", async () => {
    const controller = new AbortController();
    const { url } = await serve(() => controller.abort());
    const session = await openTestSession(url);
    await expect(session.door.fetch(`${url}/thing`, { signal: controller.signal })).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(outcomes(session)).toEqual(["1:aborted"]);
  });

  test("the caller's abort ends a wait between attempts", async () => {
    const controller = new AbortController();
    const { url, seen } = await serve((response) => response.writeHead(429, { "retry-after": "60" }).end());
    const session = await openTestSession(url);
    const asked = session.door.fetch(`${url}/thing`, { signal: controller.signal });
    await expect.poll(() => seen.length).toBe(1);
    controller.abort();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  });

  test("the session's abort ends requests in flight and in the queue with CANCELLED", async () => {
    const controller = new AbortController();
    const { url, seen } = await serve(() => undefined);
    const session = await openTestSession(url, { signal: controller.signal });
    const asked = [session.door.fetch(`${url}/thing`), session.door.fetch(`${url}/any/queued`)];
    await expect.poll(() => seen.length).toBe(1);
    controller.abort();
    for (const one of asked) await expect(one).rejects.toMatchObject({ code: "CANCELLED" });
    await expect(session.door.fetch(`${url}/thing`)).rejects.toMatchObject({ code: "CANCELLED" });
    expect(seen).toHaveLength(1);
  });

  test("close ends what is in flight, finishes the archive once, and the door is shut", async () => {
    const { url, seen } = await serve(() => undefined);
    const session = await openTestSession(url, { archive: { directory: await temporaryDirectory(), recipients: [] } });
    const asked = session.door.fetch(`${url}/thing`).catch((error: unknown) => error);
    await expect.poll(() => seen.length).toBe(1);
    const [first, second] = await Promise.all([session.close(), session.close()]);
    expect(first.archive?.digest).toBe(second.archive?.digest);
    expect(await asked).toMatchObject({ code: "CANCELLED" });
    await expect(session.door.fetch(`${url}/thing`)).rejects.toMatchObject({ code: "INTERNAL" });
  });
});

describe("pace", () => {
  test("at most five requests are in flight to one host, whatever the number of labels", async () => {
    let inFlight = 0;
    let most = 0;
    const { url } = await serve((response) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      setTimeout(() => {
        inFlight -= 1;
        response.end();
      }, 5);
    });
    const session = await openTestSession(url);
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => session.door.labelled(`l${String(index % 20)}`).fetch(`${url}/thing`)),
    );
    expect(most).toBe(5);
  });

  test("one label is one request at a time", async () => {
    let inFlight = 0;
    let most = 0;
    const { url } = await serve((response) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      setTimeout(() => {
        inFlight -= 1;
        response.end();
      }, 5);
    });
    const session = await openTestSession(url);
    const door = session.door.labelled("one");
    await Promise.all(Array.from({ length: 10 }, () => door.fetch(`${url}/thing`)));
    expect(most).toBe(1);
  });
});

describe("exchanges", () => {
  test("are told apart by label, kind and operation, and clock skew is seen", async () => {
    const date = new Date(Date.now() + 600_000).toUTCString();
    const { url } = await serve((response) => response.writeHead(200, { date }).end("x"));
    const session = await openTestSession(url);
    await session.door.labelled("a").fetch(`${url}/thing`);
    await session.door.labelled("b").fetch(`${url}/any/1`);
    await session.door.labelled("a").fetch(`${url}/token`, { method: "POST", body: "grant_type=x" });
    const ids = (filter: Parameters<typeof session.exchanges>[0]) => [...session.exchanges(filter)].map(({ n }) => n);
    expect(ids({})).toEqual([1, 2, 3]);
    expect(ids({ label: "a" })).toEqual([1, 3]);
    expect(ids({ label: "a", kind: "test.thing" })).toEqual([1]);
    expect(ids({ operations: ["test:Token"] })).toEqual([3]);
    expect(ids({ kind: "test.thing", operations: ["test:Token", "test:GetAny"] })).toEqual([2]);
    expect([...session.exchanges({ operations: ["test:Token"] })][0]).not.toHaveProperty("responseDigest");
    expect(Math.abs((session.clockSkewSeconds() ?? 0) - 600)).toBeLessThan(3);
  });
});
