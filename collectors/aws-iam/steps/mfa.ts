import { ListVirtualMFADevicesCommand, type ListVirtualMFADevicesResponse } from "@aws-sdk/client-iam";
import type { Exclusion } from "#core";
import type { Emission } from "#sdk";
import type { Problem } from "../../_aws/errors.ts";
import { byMarker, drain, pages } from "../../_aws/pages.ts";
import { plain } from "../../_aws/plain.ts";
import { ending, record } from "../../_aws/emit.ts";
import { virtualMfaKind } from "../evidence.ts";
import type { AccountSession } from "../session.ts";
import type { CredentialFacts } from "./credential-report.ts";

const OPERATION = "iam:ListVirtualMFADevices";

export interface MfaListing {
  readonly holders: Set<string>;
  received: number;
  problem: Problem | undefined;
}

/** Every virtual device, assigned or not. The population is stated later, because the tie-out needs the credential report. */
export async function* virtualMfaDevices(
  { iam, scope, signal }: AccountSession,
  listing: MfaListing,
): AsyncGenerator<Emission> {
  const source = pages<ListVirtualMFADevicesResponse>({
    operation: OPERATION,
    requires: ["VirtualMFADevices", "IsTruncated"],
    signal,
    fetch: (Marker) =>
      iam.send(
        new ListVirtualMFADevicesCommand({
          AssignmentStatus: "Any",
          MaxItems: 1000,
          ...(Marker === undefined ? {} : { Marker }),
        }),
        { abortSignal: signal },
      ),
    continuation: byMarker,
  });
  listing.problem = yield* drain(source, function* (page) {
    for (const { Base32StringSeed: _seed, QRCodePNG: _picture, ...device } of page.VirtualMFADevices ?? []) {
      listing.received += 1;
      if (device.User?.Arn !== undefined) listing.holders.add(device.User.Arn);
      yield record(scope, virtualMfaKind, plain(device));
    }
  });
}

/**
 * GetAccountSummary counts hardware and FIDO devices too. Where the credential report shows users with MFA but without
 * a virtual device, the difference is theirs; where it shows none, a difference means that the list was cut short.
 */
export function virtualMfaPopulation(
  { scope }: AccountSession,
  listing: MfaListing,
  counts: Readonly<Record<string, number>> | undefined,
  facts: CredentialFacts,
): Iterable<Emission> {
  const counted = counts?.["MFADevices"];
  const difference = counted === undefined ? 0 : counted - listing.received;
  const others =
    [...facts.usersWithMfa].filter((arn) => !listing.holders.has(arn)).length +
    (rootHasOtherDevice(listing, counts) ? 1 : 0);
  const explained = difference > 0 && others > 0;
  const excluded: Exclusion[] = explained
    ? [
        {
          rule: "hardware and FIDO devices are not virtual",
          count: difference,
          owner: "AWS",
          reason: `${others} principals have MFA without a virtual device`,
        },
      ]
    : [];
  const reported = facts.seen || difference <= 0 ? counted : undefined;
  return ending(scope, virtualMfaKind, OPERATION, listing.problem, {
    reported,
    reportedBy: "iam:GetAccountSummary (MFADevices)",
    excluded,
  });
}

function rootHasOtherDevice(listing: MfaListing, counts: Readonly<Record<string, number>> | undefined): boolean {
  return counts?.["AccountMFAEnabled"] === 1 && ![...listing.holders].some((arn) => arn.endsWith(":root"));
}
