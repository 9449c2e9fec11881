import { withLongTextAsCdata } from "./long-text.ts";

/** As much of an AWS SDK v3 HTTP request as a handler needs. */
export interface AwsHttpRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface AwsHttpResponse {
  readonly statusCode: number;
  readonly reason: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

export interface AwsRequestHandler {
  handle(request: AwsHttpRequest, options?: { readonly abortSignal?: unknown }): Promise<{ response: AwsHttpResponse }>;
  updateHttpClientConfig(key: string, value: unknown): void;
  httpHandlerConfigs(): Record<string, never>;
}

/**
 * An AWS SDK v3 `requestHandler` over a `fetch`: how AWS clients reach the network through the gateway's door. Hand the
 * same handler to credential providers (`clientConfig.requestHandler`), and set `maxAttempts: 1`: the gateway retries.
 * Errors of the door are thrown on as they are.
 * @example new IAMClient({ requestHandler: awsRequestHandler(ctx.door.fetch), maxAttempts: 1 })
 */
export function awsRequestHandler(fetch: typeof globalThis.fetch): AwsRequestHandler {
  return {
    async handle(request, options) {
      const signal = options?.abortSignal;
      const body = bodyOf(request);
      const response = await fetch(urlOf(request), {
        method: request.method,
        headers: sentHeaders(request.headers),
        ...(body === undefined ? {} : { body }),
        ...(signal instanceof AbortSignal ? { signal } : {}),
        redirect: "manual",
      });
      return {
        response: {
          statusCode: response.status,
          reason: response.statusText,
          headers: Object.fromEntries(response.headers),
          // The SDK takes bytes as they are; a web stream would be read by slower paths.
          body: await bytesOf(response),
        },
      };
    },
    // Time-outs and connections are the gateway's business, so no setting of the SDK is taken.
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  return /\bxml\b/i.test(response.headers.get("content-type") ?? "") ? withLongTextAsCdata(bytes) : bytes;
}

function urlOf({ protocol, hostname, port, path, query }: AwsHttpRequest): string {
  const pairs = Object.entries(query ?? {})
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, value]) => {
      if (value === null) return [encode(name)];
      return (typeof value === "string" ? [value] : value).map((item) => `${encode(name)}=${encode(item)}`);
    });
  const host = hostname.includes(":") && !hostname.startsWith("[") ? `[${hostname}]` : hostname;
  const search = pairs.length === 0 ? "" : `${path.includes("?") ? "&" : "?"}${pairs.join("&")}`;
  return `${protocol}//${host}${port === undefined ? "" : `:${String(port)}`}${path.startsWith("/") ? path : `/${path}`}${search}`;
}

// RFC 3986 with nothing but unreserved characters left: what the SDK's signer has signed.
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

// fetch writes these itself, with the same values that the SDK has signed.
const OWN_HEADERS: ReadonlySet<string> = new Set([
  "host",
  "content-length",
  "connection",
  "transfer-encoding",
  "expect",
]);

function sentHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN_HEADERS.has(name.toLowerCase())));
}

function bodyOf({ method, body }: AwsHttpRequest): string | Uint8Array<ArrayBuffer> | undefined {
  if (method === "GET" || method === "HEAD" || body === undefined || body === null || body === "") return undefined;
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return new Uint8Array(body);
  // Reads send forms and JSON documents; a stream would be an upload.
  throw new TypeError("an AWS read sent a body that is neither text nor bytes");
}
