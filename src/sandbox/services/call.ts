import type { Account, Organisation } from "../organisation/model.ts";
import type { Inventory } from "../organisation/inventory.ts";
import { type Fields, ServiceError } from "../protocol/answer.ts";
import type { Identity, Sessions } from "../sessions.ts";

/** How list operations cut their pages: as many items as asked for, or now and then fewer although more follow (both are legal). */
export type PageStyle = "full" | "short";

/** What an operation may look at while it answers. */
export interface Call {
  readonly organisation: Organisation;
  readonly account: Account;
  readonly identity: Identity;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly now: Date;
  readonly pageStyle: PageStyle;
  readonly sessions: Sessions;
  readonly inventory: () => Inventory;
  /** State of the account's jobs, kept by the server between calls. */
  readonly jobs: AccountJobs;
}

/** `undefined`: an operation without output. Throws ServiceError. */
export type Handler = (call: Call) => Fields | undefined;
export type Handlers = Readonly<Record<string, Handler>>;

export interface AccountJobs {
  report: CredentialReportJob;
  readonly lastAccessed: Map<string, LastAccessedJob>;
}

export interface CredentialReportJob {
  generated: Date | undefined;
  /** Set between Generate and the end of the job; counts the Get calls still answered with ReportInProgress. */
  pollsLeft: number | undefined;
}

export interface LastAccessedJob {
  readonly arn: string;
  readonly granularity: string;
  readonly created: Date;
  readonly owner: string;
  pollsLeft: number;
}

export function textInput(call: Call, name: string): string | undefined {
  const value = call.input[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Throws ServiceError ValidationError (query) with AWS's wording when a required parameter is missing. */
export function requiredInput(call: Call, name: string): string {
  const value = textInput(call, name);
  if (value === undefined)
    throw new ServiceError(
      400,
      "ValidationError",
      `1 validation error detected: Value null at '${name.charAt(0).toLowerCase()}${name.slice(1)}' failed to satisfy constraint: Member must not be null`,
    );
  return value;
}
