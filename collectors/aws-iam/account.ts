import type { ExhibitError } from "#core";
import type { AnyKind, Emission } from "#sdk";
import { type AccountOptions, isSignInError } from "../_aws/several-accounts.ts";
import { gap } from "../_aws/emit.ts";
import { analyzerFindingKind, analyzerKind, awsIamKinds, roleKind, trustedServiceKind, userKind } from "./evidence.ts";
import type { AccountSession } from "./session.ts";
import { accessAnalyzer } from "./steps/access-analyzer.ts";
import { outboundFederation, securityContact } from "./steps/account-settings.ts";
import { authorizationDetails, type Principals } from "./steps/authorization-details.ts";
import { type CredentialFacts, credentialRows, startCredentialReport } from "./steps/credential-report.ts";
import { identityCenter } from "./steps/identity-center.ts";
import { serverCertificates, serviceCredentials } from "./steps/lists.ts";
import { type MfaListing, virtualMfaDevices, virtualMfaPopulation } from "./steps/mfa.ts";
import { organization } from "./steps/organization.ts";
import { passwordPolicy } from "./steps/password-policy.ts";
import { perEntity } from "./steps/per-entity.ts";
import { providers } from "./steps/providers.ts";
import { readSummary } from "./steps/summary.ts";

/**
 * Everything of one account. When the credentials stop being accepted on the way, every kind that is not finished
 * becomes a gap, and the generator returns that error: who runs several accounts goes on with the next.
 */
export async function* collectAccount(
  session: AccountSession,
  options: AccountOptions = {},
): AsyncGenerator<Emission, ExhibitError | undefined, void> {
  const progress = new Finished();
  try {
    for await (const emission of options.excluded === undefined
      ? everything(session, options, progress)
      : organizationOnly(session, options)) {
      progress.note(emission);
      yield emission;
    }
    return undefined;
  } catch (error) {
    if (!isSignInError(error)) throw error;
    if (!progress.started) yield scopeEmission(session, undefined);
    const remedy = error.remedy === undefined ? "" : ` ${error.remedy}`;
    const problem = { reason: "denied", detail: `${error.message}; nothing more could be asked.${remedy}` } as const;
    for (const kind of progress.missing()) yield gap(session.scope, kind, error.place ?? "sign-in", problem);
    return error;
  }
}

/** The order of aws-iam.md §2: the summary first, the slow report early, its result last. */
async function* everything(
  session: AccountSession,
  { discovered }: AccountOptions,
  finished: Finished,
): AsyncGenerator<Emission> {
  const { scope } = session;
  session.progress("collecting the account", { account: scope.account });
  const { counts, name, emissions } = await readSummary(session);
  yield scopeEmission(session, name);
  yield* emissions;
  const report = await startCredentialReport(session);
  const principals: Principals = { users: [], roleArns: [] };
  const population = { whole: true };
  for await (const emission of authorizationDetails(session, counts, principals)) {
    if (
      emission.type === "population" &&
      !emission.complete &&
      (emission.kind === userKind || emission.kind === roleKind)
    )
      population.whole = false;
    yield emission;
  }
  yield* passwordPolicy(session);
  const mfa: MfaListing = { holders: new Set(), received: 0, problem: undefined };
  yield* virtualMfaDevices(session, mfa);
  yield* serviceCredentials(session);
  yield* providers(session, counts);
  yield* serverCertificates(session, counts);
  yield* outboundFederation(session);
  yield* securityContact(session);
  let trustsIdentityCenter = false;
  for await (const emission of organization(session, discovered)) {
    if (emission.type === "record" && isIdentityCenter(emission)) trustsIdentityCenter = true;
    yield emission;
  }
  const regions = yield* accessAnalyzer(session);
  finished.regionsDone = true;
  yield* identityCenter(session, trustsIdentityCenter ? regions : []);
  const facts: CredentialFacts = { usersWithMfa: new Set(), usersWithKeys: new Set(), seen: false };
  yield* credentialRows(session, report, counts, facts);
  yield* virtualMfaPopulation(session, mfa, counts, facts);
  yield* perEntity(session, { principals, whole: population.whole, facts });
}

async function* organizationOnly(
  session: AccountSession,
  { discovered, excluded }: AccountOptions,
): AsyncGenerator<Emission> {
  yield scopeEmission(session, undefined);
  const spoken = new Set<string>();
  for await (const emission of organization(session, discovered)) {
    if (emission.type !== "scope" && emission.type !== "unreachable") spoken.add(emission.kind.id);
    yield emission;
  }
  const detail = `left out by ${excluded?.owner ?? "the configuration"}: ${excluded?.reason ?? "no reason given"}`;
  for (const kind of awsIamKinds)
    if (!spoken.has(kind.id)) yield gap(session.scope, kind, "configuration", { reason: "disabled", detail });
}

function isIdentityCenter({ kind, record }: Extract<Emission, { type: "record" }>): boolean {
  return (
    kind === trustedServiceKind && (record as { ServicePrincipal?: string }).ServicePrincipal === "sso.amazonaws.com"
  );
}

function scopeEmission({ scope, identity }: AccountSession, name: string | undefined): Emission {
  return { type: "scope", scope, principal: identity.principal, ...(name === undefined ? {} : { name }) };
}

/** Which kinds have had their last word in the account. */
class Finished {
  started = false;
  /** Regions are asked one by one: a word about one of them is not the last. */
  regionsDone = false;
  readonly #ended = new Set<string>();

  note(emission: Emission): void {
    if (emission.type === "scope" || emission.type === "unreachable") this.started = true;
    else if (emission.type === "population" || (emission.type === "gap" && emission.subject === undefined))
      this.#ended.add(emission.kind.id);
  }

  missing(): readonly AnyKind[] {
    return awsIamKinds.filter((kind) => !this.#ended.has(kind.id) || (isRegional(kind) && !this.regionsDone));
  }
}

function isRegional(kind: AnyKind): boolean {
  return kind === analyzerKind || kind === analyzerFindingKind;
}
