import type { Operation } from "../../sdk/collector.ts";
import type { Answer, OutboundRequest } from "../types.ts";

export interface RecordedSensitive {
  readonly status: number;
  readonly errorCode?: string;
}

/** Makes the answer of an operation whose real one carried credentials and is in no archive. */
export type SensitiveReplay = (
  request: OutboundRequest,
  recorded: RecordedSensitive,
) => Pick<Answer, "headers" | "body">;

const FAR_AHEAD = "2099-12-31T23:59:59Z";
const NOT_A_SECRET = "replayed-not-a-credential";

/** The stand-in for an operation that the gateway knows: AWS STS, OAuth token endpoints, GitHub installation tokens. */
export function defaultSensitiveReplay(operation: Operation): SensitiveReplay | undefined {
  const { match } = operation;
  if (match.protocol === "aws-query" && match.service === "sts" && match.action.startsWith("AssumeRole")) {
    return (request, recorded) => assumeRole(match.action, request, recorded);
  }
  if (match.protocol !== "rest" || match.method.toUpperCase() !== "POST") return undefined;
  if (match.path.endsWith("/access_tokens")) {
    return (_request, recorded) => json(recorded, { token: NOT_A_SECRET, expires_at: FAR_AHEAD });
  }
  if (/(?:^|[/_-])token$/.test(match.path)) {
    return (_request, recorded) =>
      json(recorded, { access_token: NOT_A_SECRET, token_type: "Bearer", expires_in: 3600 });
  }
  return undefined;
}

function assumeRole(
  action: string,
  request: OutboundRequest,
  { status, errorCode }: RecordedSensitive,
): Pick<Answer, "headers" | "body"> {
  const headers = new Headers({ "content-type": "text/xml" });
  if (status >= 400) {
    const code = errorCode ?? "ServiceFailure";
    return {
      headers,
      body: bytes(
        `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>[withheld]</Message></Error></ErrorResponse>`,
      ),
    };
  }
  const form = new URLSearchParams(Buffer.from(request.body).toString("utf8"));
  const session = form.get("RoleSessionName") ?? "replay";
  // arn:aws:iam::111122223333:role/path/Name becomes arn:aws:sts::111122223333:assumed-role/Name/session
  const [, partition = "aws", account = "", role = ""] =
    /^arn:([^:]+):iam::(\d+):role\/(?:.*\/)?([^/]+)$/.exec(form.get("RoleArn") ?? "") ?? [];
  const arn = `arn:${partition}:sts::${account}:assumed-role/${role}/${session}`;
  return {
    headers,
    body: bytes(
      `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>` +
        `<AssumedRoleUser><Arn>${escape(arn)}</Arn><AssumedRoleId>AROAREPLAYED:${escape(session)}</AssumedRoleId></AssumedRoleUser>` +
        `<Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>${NOT_A_SECRET}</SecretAccessKey>` +
        `<SessionToken>${NOT_A_SECRET}</SessionToken><Expiration>${FAR_AHEAD}</Expiration></Credentials>` +
        `</${action}Result><ResponseMetadata><RequestId>replay</RequestId></ResponseMetadata></${action}Response>`,
    ),
  };
}

function json(
  { status, errorCode }: RecordedSensitive,
  body: Readonly<Record<string, unknown>>,
): Pick<Answer, "headers" | "body"> {
  const content = status >= 400 ? { error: errorCode ?? "server_error", message: "[withheld]" } : body;
  return { headers: new Headers({ "content-type": "application/json" }), body: bytes(JSON.stringify(content)) };
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
