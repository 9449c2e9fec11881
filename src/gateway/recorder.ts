import { instant } from "../core/clock.ts";
import { sha256 } from "../core/digest.ts";
import type { ExchangeRecord } from "../core/evidence.ts";
import type { ExchangeArchive } from "./archive/exchange-archive.ts";
import type { ExchangeLog } from "./exchange-log.ts";
import { errorCode } from "./retry.ts";
import type { AttemptResult, Call } from "./types.ts";
import { createWithholder, WITHHELD } from "./withhold.ts";

/** Digest that stands for a request body that is withheld: even a digest could be guessed from a short secret. */
export const WITHHELD_DIGEST = sha256(WITHHELD);

/** Writes each attempt to the list of exchanges and to the archive. Collectors cannot skip it, because they never see it. */
export interface Recorder {
  record(call: Call, callNumber: number, attempt: number, result: AttemptResult): Promise<void>;
}

export function createRecorder(
  log: ExchangeLog,
  archive: ExchangeArchive | undefined,
  secrets: readonly string[],
): Recorder {
  let n = 0;
  return {
    async record(call, callNumber, attempt, result) {
      const { request, operation, label } = call;
      const withholder = createWithholder(secrets, request.headers);
      const sensitive = operation.sensitive === true;
      const answer = result.kind === "answer" ? result.answer : undefined;
      const requestWithheld = sensitive || withholder.mentions(request.body);
      const responseWithheld = sensitive || (answer !== undefined && withholder.mentions(answer.body));
      const code = answer !== undefined && responseWithheld && answer.status >= 400 ? errorCode(answer) : undefined;
      const platformDate = dateOf(answer?.headers.get("date"));
      n += 1;
      const record: ExchangeRecord = {
        n,
        operation: operation.id,
        label,
        method: request.method,
        url: withholder.url(request.url),
        requestDigest: requestWithheld ? WITHHELD_DIGEST : sha256(request.body),
        status: answer?.status ?? 0,
        ...(answer === undefined || responseWithheld ? {} : { responseDigest: sha256(answer.body) }),
        ...(result.kind === "fault" ? { error: result.detail } : {}),
        startedAt: instant(result.startedAt),
        endedAt: instant(result.endedAt),
        ...(platformDate === undefined ? {} : { platformDate }),
        attempt,
      };
      log.append(record);
      await archive?.append({
        record,
        call,
        callNumber,
        result,
        withholder,
        requestWithheld,
        responseWithheld,
        ...(code === undefined ? {} : { errorCode: code }),
      });
    },
  };
}

export function dateOf(header: string | null | undefined): string | undefined {
  const at = Date.parse(header ?? "");
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
