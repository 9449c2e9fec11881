import {
  GetOpenIDConnectProviderCommand,
  GetSAMLProviderCommand,
  ListOpenIDConnectProvidersCommand,
  ListSAMLProvidersCommand,
} from "@aws-sdk/client-iam";
import type { AnyKind, Emission } from "#sdk";
import { ask, type Answer } from "../../_aws/ask.ts";
import type { Problem } from "../../_aws/errors.ts";
import { plain } from "../../_aws/plain.ts";
import { complete, ending, gap, incomplete, record } from "../../_aws/emit.ts";
import { oidcProviderKind, samlProviderKind } from "../evidence.ts";
import type { AccountSession } from "../session.ts";

const LIST_SAML = "iam:ListSAMLProviders";
const GET_SAML = "iam:GetSAMLProvider";
const LIST_OIDC = "iam:ListOpenIDConnectProviders";
const GET_OIDC = "iam:GetOpenIDConnectProvider";

/** SAML and OIDC providers. The summary counts both together: zero makes all calls needless. */
export async function* providers(
  session: AccountSession,
  counts: Readonly<Record<string, number>> | undefined,
): AsyncGenerator<Emission> {
  const { iam, scope, signal } = session;
  const counted = counts?.["Providers"];
  if (counted === 0) {
    for (const kind of [samlProviderKind, oidcProviderKind])
      yield complete(scope, kind, { reported: 0, reportedBy: "iam:GetAccountSummary (Providers)" });
    return;
  }
  const saml = await ask(() => iam.send(new ListSAMLProvidersCommand({}), { abortSignal: signal }), {
    operation: LIST_SAML,
    requires: ["SAMLProviderList"],
    signal,
  });
  const oidc = await ask(() => iam.send(new ListOpenIDConnectProvidersCommand({}), { abortSignal: signal }), {
    operation: LIST_OIDC,
    requires: ["OpenIDConnectProviderList"],
    signal,
  });
  const samlCount = saml.ok ? (saml.value.SAMLProviderList ?? []).length : undefined;
  const oidcCount = oidc.ok ? (oidc.value.OpenIDConnectProviderList ?? []).length : undefined;
  yield* each(
    session,
    samlProviderKind,
    LIST_SAML,
    GET_SAML,
    saml.ok ? (saml.value.SAMLProviderList ?? []) : saml.problem,
    rest(counted, oidcCount),
    samlRecord,
  );
  yield* each(
    session,
    oidcProviderKind,
    LIST_OIDC,
    GET_OIDC,
    oidc.ok ? (oidc.value.OpenIDConnectProviderList ?? []) : oidc.problem,
    rest(counted, samlCount),
    oidcRecord,
  );
}

/** What the joint count leaves for one list when the other is known. */
function rest(counted: number | undefined, other: number | undefined): number | undefined {
  return counted === undefined || other === undefined ? undefined : Math.max(0, counted - other);
}

interface Listed {
  readonly Arn?: string | undefined;
}
type Reader = (session: AccountSession, arn: string, entry: Listed) => Promise<Answer<object>>;

async function* each(
  session: AccountSession,
  kind: AnyKind,
  listOperation: string,
  getOperation: string,
  listed: readonly Listed[] | Problem,
  reported: number | undefined,
  read: Reader,
): AsyncGenerator<Emission> {
  const { scope } = session;
  if (!isList(listed)) {
    yield gap(scope, kind, listOperation, listed);
    return;
  }
  let whole = true;
  for (const entry of listed) {
    const { Arn } = entry;
    if (Arn === undefined) {
      whole = false;
      yield gap(scope, kind, listOperation, {
        reason: "schema-mismatch",
        detail: "a provider is listed without an ARN",
      });
      continue;
    }
    const answer = await read(session, Arn, entry);
    if (answer.ok) yield record(scope, kind, answer.value);
    else if (answer.problem.name !== "NoSuchEntityException") {
      whole = false;
      yield gap(scope, kind, getOperation, answer.problem, Arn);
    }
  }
  const reportedBy = "iam:GetAccountSummary (Providers), less the other kind of provider";
  if (whole) yield* ending(scope, kind, listOperation, undefined, { reported, reportedBy });
  else yield incomplete(scope, kind, { reported, reportedBy });
}

function isList(listed: readonly Listed[] | Problem): listed is readonly Listed[] {
  return Array.isArray(listed);
}

/** The metadata document is left out: its signing certificates are public, and no check reads them. */
async function samlRecord({ iam, signal }: AccountSession, arn: string, entry: Listed): Promise<Answer<object>> {
  const answer = await ask(
    () => iam.send(new GetSAMLProviderCommand({ SAMLProviderArn: arn }), { abortSignal: signal }),
    {
      operation: GET_SAML,
      requires: ["SAMLMetadataDocument"],
      signal,
    },
  );
  if (!answer.ok) return answer;
  const { SAMLMetadataDocument: _metadata, PrivateKeyList, ...details } = answer.value;
  const keys = PrivateKeyList === undefined ? {} : { PrivateKeyList: PrivateKeyList.map(plain) };
  return { ok: true, value: { ...plain(entry), ...plain(details), ...keys, Arn: arn } };
}

async function oidcRecord({ iam, signal }: AccountSession, arn: string): Promise<Answer<object>> {
  const answer = await ask(
    () => iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }), { abortSignal: signal }),
    {
      operation: GET_OIDC,
      requires: ["Url", "ClientIDList"],
      signal,
    },
  );
  return answer.ok ? { ok: true, value: { ...plain(answer.value), Arn: arn } } : answer;
}
