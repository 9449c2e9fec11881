import { GoogleError } from "./answers.ts";
import type { GoogleService } from "./service.ts";

const TYPES: Readonly<Record<string, number>> = { TXT: 16, MX: 15 };

/** DNS over HTTPS in the JSON form of dns.google. */
export const DNS: GoogleService = {
  operation: "dns:resolve",
  style: "dns",
  path: "/resolve",
  scope: undefined,
  run: ({ tenant, query }) => {
    const name = (query.get("name") ?? "").toLowerCase();
    const type = query.get("type") ?? "";
    const number = TYPES[type];
    if (number === undefined) throw new GoogleError(400, "badRequest", "the sandbox resolves TXT and MX");
    const records = tenant.zone[name];
    // A name with names below it exists, without records of its own.
    const exists = records !== undefined || Object.keys(tenant.zone).some((other) => other.endsWith(`.${name}`));
    const data = records?.[type as "TXT" | "MX"] ?? [];
    return {
      Status: exists ? 0 : 3,
      TC: false,
      RD: true,
      RA: true,
      AD: false,
      CD: false,
      Question: [{ name: `${name}.`, type: number }],
      ...(data.length === 0
        ? {}
        : { Answer: data.map((text, index) => ({ name: `${name}.`, type: number, TTL: 300 + index, data: text })) }),
    };
  },
};
