import type { Fields, ServiceError, ServiceName, Value, WireAnswer } from "./answer.ts";

const NAMESPACES: Partial<Record<ServiceName, string>> = {
  iam: "https://iam.amazonaws.com/doc/2010-05-08/",
  sts: "https://sts.amazonaws.com/doc/2011-06-15/",
};

/** Answer of the AWS query protocol: `<OpResponse><OpResult>…</OpResult><ResponseMetadata>…`. */
export function queryAnswer(
  service: ServiceName,
  operation: string,
  output: Fields | undefined,
  requestId: string,
): WireAnswer {
  const result = output === undefined ? "" : `<${operation}Result>${fields(output)}</${operation}Result>`;
  const body =
    `<${operation}Response xmlns="${NAMESPACES[service] ?? ""}">${result}` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`;
  return { status: 200, headers: { "content-type": "text/xml", "x-amzn-requestid": requestId }, body };
}

export function queryError(service: ServiceName, error: ServiceError, requestId: string): WireAnswer {
  const body =
    `<ErrorResponse xmlns="${NAMESPACES[service] ?? ""}"><Error><Type>${error.status >= 500 ? "Receiver" : "Sender"}</Type>` +
    `<Code>${escape(error.code)}</Code><Message>${escape(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
  return {
    status: error.status,
    headers: { "content-type": "text/xml", "x-amzn-requestid": requestId, ...error.headers },
    body,
  };
}

function fields(value: Fields): string {
  let out = "";
  for (const [name, content] of Object.entries(value))
    if (content !== undefined) out += `<${name}>${text(content)}</${name}>`;
  return out;
}

function text(value: Value): string {
  if (typeof value === "string") return escape(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  // IAM writes instants to the second.
  if (value instanceof Date) return `${value.toISOString().slice(0, 19)}Z`;
  if (value instanceof Map)
    return [...value]
      .map(([key, entry]) => `<entry><key>${escape(key)}</key><value>${text(entry)}</value></entry>`)
      .join("");
  if (isList(value)) return value.map((item) => `<member>${text(item)}</member>`).join("");
  return value === undefined ? "" : fields(value as Fields);
}

/** `Array.isArray` does not narrow readonly arrays. */
function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function escape(value: string): string {
  return /[&<>"']/.test(value)
    ? value
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .replaceAll("'", "&#39;")
    : value;
}
