import { DIRECTORY } from "./service-directory.ts";
import { DNS } from "./service-dns.ts";
import { IDENTITY } from "./service-identity.ts";
import { REPORTS } from "./service-reports.ts";
import type { GoogleService } from "./service.ts";

export const GOOGLE_SERVICES: readonly GoogleService[] = [...DIRECTORY, ...REPORTS, ...IDENTITY, DNS];
export const TOKEN_OPERATION = "google-oauth:token";
export const GOOGLE_OPERATIONS: readonly string[] = [
  TOKEN_OPERATION,
  ...GOOGLE_SERVICES.map(({ operation }) => operation),
];
