import type { AccessKey, Account, User } from "../organisation/model.ts";
import { each } from "../organisation/population.ts";
import { type Fields, ServiceError } from "../protocol/answer.ts";
import { type Call, type Handlers, requiredInput, textInput } from "./call.ts";
import { rootArn, userSummary } from "./iam-shapes.ts";
import { listPage, nestedPage } from "./paging.ts";

/** A certificate that nobody can use: IAM wants a body, the sandbox has no key pair to sign with. */
const CERTIFICATE_BODY =
  "-----BEGIN CERTIFICATE-----\nMIIBsandboxEXAMPLEcertificateOfMeridianFreight\n-----END CERTIFICATE-----";

/** Devices and credentials of users: listed for all users at once, or one user a call. */
export const iamCredentialHandlers: Handlers = {
  ListVirtualMFADevices(call) {
    const { account } = call;
    const status = textInput(call, "AssignmentStatus") ?? "Any";
    const none: readonly Fields[] = [];
    const unassigned =
      status === "Assigned" ? none : account.unassignedDevices.map(({ serial }) => ({ SerialNumber: serial }));
    // Index 0 is the root user, then users, then the devices of nobody.
    return nestedPage(
      call,
      "VirtualMFADevices",
      account.users.count + 2,
      (index) => {
        if (index === account.users.count + 1) return unassigned;
        if (status === "Unassigned") return none;
        return index === 0 ? rootDevices(account) : userDevices(account, account.users.at(index - 1));
      },
      (device) => device,
    );
  },

  ListServiceSpecificCredentials(call) {
    const all = textInput(call, "AllUsers") === "true";
    const userName = textInput(call, "UserName");
    if (all === (userName !== undefined))
      throw new ServiceError(400, "InvalidInput", "Exactly one of UserName and AllUsers must be given.");
    const users = userName === undefined ? call.account.users : { count: 1, at: () => existingUser(call, userName) };
    const service = textInput(call, "ServiceName");
    return nestedPage(
      call,
      "ServiceSpecificCredentials",
      users.count,
      (index) =>
        users
          .at(index)
          .serviceCredentials.filter((credential) => service === undefined || credential.service === service),
      (credential, index) => ({
        UserName: users.at(index).name,
        Status: credential.status,
        ServiceUserName: credential.serviceUserName,
        ServiceCredentialAlias: credential.alias,
        CreateDate: credential.created,
        ExpirationDate: credential.expires,
        ServiceSpecificCredentialId: credential.id,
        ServiceName: credential.service,
      }),
    );
  },

  ListAccessKeys(call) {
    const user = namedUser(call);
    return listPage(call, "AccessKeyMetadata", user.keys, ({ id, status, created }) => ({
      UserName: user.name,
      AccessKeyId: id,
      Status: status,
      CreateDate: created,
    }));
  },

  GetAccessKeyLastUsed(call) {
    const { user, key } = keyOwner(call.account, requiredInput(call, "AccessKeyId"));
    const used = key.lastUsed;
    const last =
      used === undefined
        ? { ServiceName: "N/A", Region: "N/A" }
        : { LastUsedDate: used.at, ServiceName: used.service, Region: used.region };
    return { UserName: user.name, AccessKeyLastUsed: last };
  },

  ListSSHPublicKeys(call) {
    const user = namedUser(call);
    return listPage(call, "SSHPublicKeys", user.sshKeys, ({ id, status, uploaded }) => ({
      UserName: user.name,
      SSHPublicKeyId: id,
      Status: status,
      UploadDate: uploaded,
    }));
  },

  ListMFADevices(call) {
    const user = namedUser(call);
    return listPage(call, "MFADevices", user.mfa, ({ serial, enabled }) => ({
      UserName: user.name,
      SerialNumber: serial,
      EnableDate: enabled,
    }));
  },

  ListSigningCertificates(call) {
    const user = namedUser(call);
    return listPage(call, "Certificates", user.certificates, ({ id, status, uploaded }) => ({
      UserName: user.name,
      CertificateId: id,
      CertificateBody: CERTIFICATE_BODY,
      Status: status,
      UploadDate: uploaded,
    }));
  },
};

function rootDevices(account: Account): readonly Fields[] {
  const { root } = account;
  if (root.mfa?.kind !== "virtual") return [];
  // IAM has neither name nor path for the root user and leaves both out, against its own model.
  const user = {
    UserId: account.id,
    Arn: rootArn(account),
    CreateDate: root.created,
    PasswordLastUsed: root.passwordLastUsed,
  };
  return [{ SerialNumber: root.mfa.serial, User: user, EnableDate: root.mfa.enabled }];
}

function userDevices(account: Account, user: User): readonly Fields[] {
  return user.mfa
    .filter(({ kind }) => kind === "virtual")
    .map(({ serial, enabled }) => ({ SerialNumber: serial, User: userSummary(account, user), EnableDate: enabled }));
}

function namedUser(call: Call): User {
  return existingUser(call, requiredInput(call, "UserName"));
}

function existingUser(call: Call, name: string): User {
  const user = call.account.users.find(name);
  if (user === undefined) throw new ServiceError(404, "NoSuchEntity", `The user with name ${name} cannot be found.`);
  return user;
}

/** AWS refuses a key id that it does not know, instead of saying that it does not exist. */
function keyOwner(account: Account, id: string): { readonly user: User; readonly key: AccessKey } {
  for (const user of each(account.users)) {
    const key = user.keys.find((candidate) => candidate.id === id);
    if (key !== undefined) return { user, key };
  }
  throw new ServiceError(403, "AccessDenied", `The caller is not authorized to look up the access key ${id}.`);
}
