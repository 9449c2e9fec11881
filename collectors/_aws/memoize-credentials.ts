import type { Clock } from "#core";
import type { AwsCredentials, CredentialSource } from "./clients.ts";
import { expiredError } from "./errors.ts";

const REFRESH_BEFORE_MS = 300_000;

/**
 * One load for all who ask at the same time, renewed five minutes before expiry. Credentials that are expired when they
 * arrive are an error at once: no request is signed with them.
 */
export function memoizeCredentials(load: CredentialSource, clock: Clock, place: string): CredentialSource {
  let current: Promise<AwsCredentials> | undefined;
  const fresh = async (): Promise<AwsCredentials> => {
    const credentials = await load();
    if (credentials.expiration !== undefined && !(credentials.expiration.getTime() > clock.now().getTime()))
      throw expiredError(place);
    return credentials;
  };
  return async () => {
    const asked = current;
    // A load that failed has told those who waited for it; the next to ask has it done again.
    const held = await asked?.catch(() => undefined);
    const left = held?.expiration === undefined ? Infinity : held.expiration.getTime() - clock.now().getTime();
    // Whoever waited meanwhile for the same promise may have renewed it already.
    if (current === asked && (held === undefined || left < REFRESH_BEFORE_MS)) current = fresh();
    return current ?? fresh();
  };
}
