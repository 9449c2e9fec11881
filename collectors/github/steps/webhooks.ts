import { isJson, type Json } from "../client.ts";

/** A webhook without its address: the path of an address may itself be a credential. */
export function webhookRecord(hook: Json, owner: string, level: "organization" | "repository"): Json {
  const config = isJson(hook["config"]) ? hook["config"] : {};
  const url = typeof config["url"] === "string" ? URL.parse(config["url"]) : null;
  const response = isJson(hook["last_response"]) ? hook["last_response"]["code"] : undefined;
  return {
    owner,
    level,
    id: hook["id"],
    active: hook["active"],
    events: hook["events"],
    url_scheme: url?.protocol ?? null,
    url_host: url?.host ?? null,
    content_type: config["content_type"] ?? null,
    insecure_ssl: config["insecure_ssl"] === undefined ? null : String(config["insecure_ssl"]) === "1",
    secret_configured: isJson(hook["config"])
      ? config["secret"] !== undefined && config["secret"] !== null && config["secret"] !== ""
      : null,
    created_at: hook["created_at"] ?? null,
    last_response_code: typeof response === "number" ? response : null,
  };
}
