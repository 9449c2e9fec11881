import type { Answer, OutboundRequest } from "./types.ts";

export interface DoorRequest {
  readonly request: OutboundRequest;
  readonly redirect: "follow" | "manual" | "error";
}

/** What `fetch(input, init)` asks for, with its body read. Rejects with TypeError where fetch does. */
export async function readRequest(input: string | URL | Request, init: RequestInit | undefined): Promise<DoorRequest> {
  const asked = URL.parse(input instanceof Request ? input.url : String(input));
  if (asked === null) throw new TypeError("the door was asked for something that is no absolute URL");
  // Taken out before anything can quote it in an error; the host check refuses it by these two.
  const { username, password } = asked;
  asked.username = "";
  asked.password = "";
  const parsed = new Request(input instanceof Request ? input : asked, {
    ...init,
    ...(init?.body instanceof ReadableStream ? { duplex: "half" as const } : {}),
    // A Request would follow this signal for as long as it lives, and one signal may serve a whole collection.
    signal: null,
  });
  const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
  const url = new URL(parsed.url);
  url.hash = "";
  if (username !== "" || password !== "") url.username = "refused";
  return {
    request: {
      method: parsed.method,
      url,
      headers: parsed.headers,
      body: new Uint8Array(await parsed.arrayBuffer()),
      ...(signal === undefined ? {} : { signal }),
    },
    redirect: parsed.redirect,
  };
}

const NULL_BODY: ReadonlySet<number> = new Set([101, 204, 205, 304]);

/** The answer as fetch would give it. */
export function toResponse(answer: Answer, url: URL, redirected: boolean): Response {
  const response = new Response(NULL_BODY.has(answer.status) ? null : answer.body, {
    status: answer.status,
    statusText: answer.statusText,
    headers: answer.headers,
  });
  // Octokit and others report where an answer came from; a constructed Response has no place of its own.
  Object.defineProperty(response, "url", { value: url.href });
  Object.defineProperty(response, "redirected", { value: redirected });
  return response;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const CROSS_ORIGIN_SECRETS = ["authorization", "proxy-authorization", "cookie", "host"];

/**
 * The request that follows a redirect, or undefined when it is not followed: only reads by GET or HEAD are, and whatever
 * keeps its method and body (307, 308). Credentials stay behind when the origin changes, as the Fetch standard wants.
 */
export function redirectOf(request: OutboundRequest, answer: Answer): OutboundRequest | undefined {
  const location = answer.headers.get("location");
  if (!REDIRECTS.has(answer.status) || location === null) return undefined;
  const keepsMethod = answer.status === 307 || answer.status === 308;
  if (!keepsMethod && request.method !== "GET" && request.method !== "HEAD") return undefined;
  const url = URL.parse(location, request.url.href);
  if (url === null) return undefined;
  url.hash = "";
  const headers = new Headers(request.headers);
  if (url.origin !== request.url.origin) for (const name of CROSS_ORIGIN_SECRETS) headers.delete(name);
  return { ...request, url, headers };
}
