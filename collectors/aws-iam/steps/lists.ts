import {
  ListServerCertificatesCommand,
  type ListServerCertificatesResponse,
  ListServiceSpecificCredentialsCommand,
  type ListServiceSpecificCredentialsResponse,
} from "@aws-sdk/client-iam";
import type { Emission } from "#sdk";
import { byMarker, drain, pages } from "../../_aws/pages.ts";
import { plain } from "../../_aws/plain.ts";
import { complete, ending, record } from "../../_aws/emit.ts";
import { serverCertificateKind, serviceCredentialKind } from "../evidence.ts";
import type { AccountSession } from "../session.ts";

const CREDENTIALS = "iam:ListServiceSpecificCredentials";
const CERTIFICATES = "iam:ListServerCertificates";

/** Service-specific credentials of all users; the SDK has no paginator for this operation. */
export async function* serviceCredentials({ iam, scope, signal }: AccountSession): AsyncGenerator<Emission> {
  const source = pages<ListServiceSpecificCredentialsResponse>({
    operation: CREDENTIALS,
    requires: ["ServiceSpecificCredentials", "IsTruncated"],
    signal,
    fetch: (Marker) =>
      iam.send(
        new ListServiceSpecificCredentialsCommand({
          AllUsers: true,
          MaxItems: 1000,
          ...(Marker === undefined ? {} : { Marker }),
        }),
        { abortSignal: signal },
      ),
    continuation: byMarker,
  });
  const problem = yield* drain(source, function* (page) {
    for (const credential of page.ServiceSpecificCredentials ?? [])
      yield record(scope, serviceCredentialKind, plain(credential));
  });
  yield* ending(scope, serviceCredentialKind, CREDENTIALS, problem);
}

/** Server certificates; the summary's zero makes the call needless. */
export async function* serverCertificates(
  { iam, scope, signal }: AccountSession,
  counts: Readonly<Record<string, number>> | undefined,
): AsyncGenerator<Emission> {
  const reported = counts?.["ServerCertificates"];
  const reportedBy = "iam:GetAccountSummary (ServerCertificates)";
  if (reported === 0) {
    yield complete(scope, serverCertificateKind, { reported, reportedBy });
    return;
  }
  const source = pages<ListServerCertificatesResponse>({
    operation: CERTIFICATES,
    requires: ["ServerCertificateMetadataList", "IsTruncated"],
    signal,
    fetch: (Marker) =>
      iam.send(new ListServerCertificatesCommand({ MaxItems: 1000, ...(Marker === undefined ? {} : { Marker }) }), {
        abortSignal: signal,
      }),
    continuation: byMarker,
  });
  const problem = yield* drain(source, function* (page) {
    for (const certificate of page.ServerCertificateMetadataList ?? [])
      yield record(scope, serverCertificateKind, plain(certificate));
  });
  yield* ending(scope, serverCertificateKind, CERTIFICATES, problem, { reported, reportedBy });
}
