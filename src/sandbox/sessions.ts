import type { Clock } from "../core/clock.ts";
import type { Account, Organisation } from "./organisation/model.ts";
import { hex, uniqueId } from "./organisation/random.ts";
import { ServiceError } from "./protocol/answer.ts";

/** A caller as AWS knows it after authentication. */
export interface Identity {
  readonly account: Account;
  readonly arn: string;
  readonly userId: string;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

interface Session {
  readonly identity: Identity;
  readonly token: string | undefined;
  readonly expires: Date | undefined;
}

/** Keys that the sandbox has handed out: one standing key an account, and those of assumed roles. */
export class Sessions {
  readonly #byKey = new Map<string, Session>();
  readonly #clock: Clock;
  #assumed = 0;

  constructor(organisation: Organisation, clock: Clock) {
    this.#clock = clock;
    for (const account of organisation.accounts.filter(({ state }) => state === "ACTIVE")) {
      const { accessKeyId } = standingCredentials(account.id);
      this.#byKey.set(accessKeyId, {
        identity: readerIdentity(account, organisation.reader.name, "sandbox"),
        token: undefined,
        expires: undefined,
      });
    }
  }

  /** Throws ServiceError InvalidClientTokenId or ExpiredToken. */
  identify(accessKeyId: string, sessionToken: string | undefined): Identity {
    const session = this.#byKey.get(accessKeyId);
    if (session === undefined || session.token !== sessionToken)
      throw new ServiceError(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    if (session.expires !== undefined && session.expires <= this.#clock.now())
      throw new ServiceError(403, "ExpiredToken", "The security token included in the request is expired");
    return session.identity;
  }

  /** Session keys of a role, valid for `seconds`. */
  assume(
    account: Account,
    roleName: string,
    roleId: string,
    sessionName: string,
    seconds: number,
  ): { credentials: Required<Credentials>; expiration: Date; identity: Identity } {
    this.#assumed += 1;
    const label = `${account.id}/${roleName}/${sessionName}/${this.#assumed}`;
    const identity: Identity = {
      account,
      arn: `arn:aws:sts::${account.id}:assumed-role/${roleName}/${sessionName}`,
      userId: `${roleId}:${sessionName}`,
    };
    const credentials = {
      accessKeyId: uniqueId("ASIA", label),
      secretAccessKey: secret(label),
      sessionToken: `sandbox-session-${hex(`token/${label}`, 32)}`,
    };
    const expires = new Date(this.#clock.now().getTime() + seconds * 1000);
    this.#byKey.set(credentials.accessKeyId, { identity, token: credentials.sessionToken, expires });
    // An SDK compares this with its own clock: under a clock that stands still in the past it would assume the role anew for every call.
    return { credentials, identity, expiration: new Date(Math.max(expires.getTime(), Date.now() + seconds * 1000)) };
  }

  /** Makes every assumed-role session expire now. */
  expireAll(): void {
    for (const [key, session] of this.#byKey)
      if (session.expires !== undefined) this.#byKey.set(key, { ...session, expires: new Date(0) });
  }
}

/** The key that belongs to an account from the start; a user name and password of the sandbox, not of AWS. */
export function standingCredentials(accountId: string): Credentials {
  return { accessKeyId: uniqueId("AKIA", `sandbox/${accountId}`), secretAccessKey: secret(accountId) };
}

function secret(label: string): string {
  return `sandbox/${hex(label, 25)}EXAMPLE`;
}

function readerIdentity(account: Account, roleName: string, sessionName: string): Identity {
  const id = account.roles.find(roleName)?.id ?? uniqueId("AROA", `${account.id}/${roleName}`);
  return {
    account,
    arn: `arn:aws:sts::${account.id}:assumed-role/${roleName}/${sessionName}`,
    userId: `${id}:${sessionName}`,
  };
}
