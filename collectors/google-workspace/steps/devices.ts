import type { admin_directory_v1 } from "@googleapis/admin";
import type { AnyKind, Emission } from "#sdk";
import { ending, notAsked, record } from "../emit.ts";
import type { Problem } from "../errors.ts";
import { chromeDeviceKind, mobileDeviceKind } from "../evidence.ts";
import { listed, type ListOptions, page, plain } from "../lists.ts";
import type { TenantSession } from "../session.ts";

const MOBILE = "directory:mobiledevices.list";
const CHROME = "directory:chromeosdevices.list";

/** Masks and schemas belong together; serial numbers, IMEI, addresses and telephone numbers are never asked for. */
const MOBILE_FIELDS = [
  "resourceId",
  "deviceId",
  "email",
  "model",
  "os",
  "type",
  "status",
  "deviceCompromisedStatus",
  "devicePasswordStatus",
  "encryptionStatus",
  "securityPatchLevel",
  "managedAccountIsOnOwnerProfile",
  "supportsWorkProfile",
  "unknownSourcesStatus",
  "adbStatus",
  "developerOptionsStatus",
  "firstSync",
  "lastSync",
] as const satisfies readonly (keyof admin_directory_v1.Schema$MobileDevice)[];
const CHROME_FIELDS = [
  "deviceId",
  "status",
  "model",
  "osVersion",
  "platformVersion",
  "bootMode",
  "annotatedUser",
  "annotatedAssetId",
  "orgUnitPath",
  "orgUnitId",
  "lastSync",
  "lastEnrollmentTime",
  "autoUpdateExpiration",
  "autoUpdateThrough",
  "osVersionCompliance",
] as const satisfies readonly (keyof admin_directory_v1.Schema$ChromeOsDevice)[];

export async function* mobileDevices(session: TenantSession): AsyncGenerator<Emission> {
  const { config, customer, directory, scope, signal } = session;
  if (config.include?.mobileDevices === false)
    return yield* notAsked(scope, mobileDeviceKind, MOBILE, "include.mobileDevices is off");
  yield* devices(session, mobileDeviceKind, {
    operation: MOBILE,
    pageKind: "admin#directory#mobiledevices",
    fetch: (token) =>
      directory.mobiledevices.list(
        {
          customerId: customer,
          projection: "FULL",
          maxResults: 100,
          fields: `kind,nextPageToken,mobiledevices(${MOBILE_FIELDS.join(",")})`,
          ...page(token),
        },
        { signal },
      ),
    items: (found) => found.mobiledevices,
  });
}

export async function* chromeDevices(session: TenantSession): AsyncGenerator<Emission> {
  const { config, customer, directory, scope, signal } = session;
  if (config.include?.chromeDevices === false)
    return yield* notAsked(scope, chromeDeviceKind, CHROME, "include.chromeDevices is off");
  yield* devices(session, chromeDeviceKind, {
    operation: CHROME,
    pageKind: "admin#directory#chromeosdevices",
    fetch: (token) =>
      directory.chromeosdevices.list(
        {
          customerId: customer,
          projection: "FULL",
          maxResults: 300,
          fields: `kind,nextPageToken,chromeosdevices(${CHROME_FIELDS.join(",")})`,
          ...page(token),
        },
        { signal },
      ),
    items: (found) => found.chromeosdevices,
  });
}

async function* devices<Page extends object, Item>(
  session: TenantSession,
  kind: AnyKind,
  options: ListOptions<Page, Item>,
): AsyncGenerator<Emission> {
  const { scope } = session;
  const source = listed(session, options);
  for (;;) {
    const step = await source.next();
    if (step.done === true) return yield* ending(scope, kind, options.operation, withoutFeature(step.value));
    yield record(scope, kind, plain(step.value));
  }
}

/**
 * Editions without device management answer 400 or 404 here (google-workspace.md §6, unverified): the list is not to be
 * had, which is no word about devices that people may use all the same.
 */
function withoutFeature(problem: Problem | undefined): Problem | undefined {
  if (problem === undefined || (problem.status !== 404 && problem.status !== 400)) return problem;
  return {
    ...problem,
    reason: "not-licensed",
    detail: `${problem.detail}: does the tenant's edition manage these devices?`,
  };
}
