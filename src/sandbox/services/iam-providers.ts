import { type Fields, ServiceError } from "../protocol/answer.ts";
import { type Call, type Handlers, requiredInput } from "./call.ts";
import { arnOf, providerArn, roleSummary } from "./iam-shapes.ts";
import { listPage, page } from "./paging.ts";
import { uuid } from "../organisation/random.ts";

/** Identity providers, server certificates, roles, and service-last-accessed jobs. */
export const iamProviderHandlers: Handlers = {
  ListSAMLProviders: ({ account }) => ({
    SAMLProviderList: account.samlProviders.map(({ name, validUntil, created }) => ({
      Arn: providerArn(account, "saml-provider", name),
      ValidUntil: validUntil,
      CreateDate: created,
    })),
  }),

  GetSAMLProvider(call) {
    const { account } = call;
    const arn = requiredInput(call, "SAMLProviderArn");
    const provider = account.samlProviders.find(({ name }) => providerArn(account, "saml-provider", name) === arn);
    if (provider === undefined) throw new ServiceError(404, "NoSuchEntity", `Manifest not found for arn ${arn}`);
    return {
      SAMLProviderUUID: uuid(arn),
      SAMLMetadataDocument: `<?xml version="1.0"?><EntityDescriptor entityID="https://${provider.name.toLowerCase()}.example.com/saml"/>`,
      CreateDate: provider.created,
      ValidUntil: provider.validUntil,
      AssertionEncryptionMode: provider.encryption,
      PrivateKeyList: provider.privateKeys.map(({ id, added }) => ({ KeyId: id, Timestamp: added })),
      Tags: [{ Key: "owner", Value: "identity" }],
    };
  },

  ListOpenIDConnectProviders: ({ account }) => ({
    OpenIDConnectProviderList: account.oidcProviders.map(({ url }) => ({
      Arn: providerArn(account, "oidc-provider", url),
    })),
  }),

  GetOpenIDConnectProvider(call) {
    const { account } = call;
    const arn = requiredInput(call, "OpenIDConnectProviderArn");
    const provider = account.oidcProviders.find(({ url }) => providerArn(account, "oidc-provider", url) === arn);
    if (provider === undefined)
      throw new ServiceError(404, "NoSuchEntity", `OpenIDConnect Provider not found for arn ${arn}`);
    return {
      Url: provider.url,
      ClientIDList: provider.clientIds,
      ThumbprintList: provider.thumbprints,
      CreateDate: provider.created,
      Tags: [{ Key: "owner", Value: "delivery" }],
    };
  },

  ListServerCertificates: (call) =>
    listPage(
      call,
      "ServerCertificateMetadataList",
      call.account.serverCertificates,
      ({ name, id, path, uploaded, expires }) => ({
        Path: path,
        ServerCertificateName: name,
        ServerCertificateId: id,
        Arn: `${providerArn(call.account, "server-certificate", `${path.slice(1)}${name}`)}`,
        UploadDate: uploaded,
        Expiration: expires,
      }),
    ),

  ListRoles(call) {
    const { account } = call;
    const { from, to, paging } = page(call, account.roles.count);
    const roles: Fields[] = [];
    for (let index = from; index < to; index += 1) roles.push(roleSummary(account, account.roles.at(index)));
    return { Roles: roles, ...paging };
  },

  GenerateServiceLastAccessedDetails(call) {
    const arn = requiredInput(call, "Arn");
    const name = arn.slice(arn.lastIndexOf("/") + 1);
    const { account, jobs } = call;
    const known =
      (["user", "group", "role"] as const).some((type) => {
        const entity = account[`${type}s`].find(name);
        return entity !== undefined && arnOf(account, type, entity) === arn;
      }) || account.policies.find(name)?.arn === arn;
    if (!known) throw new ServiceError(404, "NoSuchEntity", `ARN ${arn} does not exist`);
    const id = uuid(`${account.id}/last-accessed/${jobs.lastAccessed.size}`);
    jobs.lastAccessed.set(id, {
      arn,
      granularity: String(call.input["Granularity"] ?? "SERVICE_LEVEL"),
      created: call.now,
      owner: call.identity.arn,
      pollsLeft: 1,
    });
    return { JobId: id };
  },

  GetServiceLastAccessedDetails(call) {
    const id = requiredInput(call, "JobId");
    const job = call.jobs.lastAccessed.get(id);
    // Only the principal that started a job may read its result.
    if (job === undefined || job.owner !== call.identity.arn)
      throw new ServiceError(404, "NoSuchEntity", `Job ${id} does not exist`);
    const head = { JobType: job.granularity, JobCreationDate: job.created };
    if (job.pollsLeft > 0) {
      job.pollsLeft -= 1;
      return {
        JobStatus: "IN_PROGRESS",
        ...head,
        JobCompletionDate: job.created,
        ServicesLastAccessed: [],
        IsTruncated: false,
      };
    }
    const { paging, ...services } = lastAccessedPage(call, job.arn);
    return { JobStatus: "COMPLETED", ...head, JobCompletionDate: call.now, ...services, ...paging };
  },
};

function lastAccessedPage(
  call: Call,
  arn: string,
): { readonly paging: Fields; readonly ServicesLastAccessed: readonly Fields[] } {
  const { from, to, paging } = page(call, call.account.lastAccessed.length);
  const list = call.account.lastAccessed.slice(from, to).map(({ name, namespace, usedDays }) => ({
    ServiceName: name,
    ServiceNamespace: namespace,
    TotalAuthenticatedEntities: usedDays === undefined ? 0 : 1,
    ...(usedDays === undefined
      ? {}
      : {
          LastAuthenticated: new Date(call.now.getTime() - usedDays * 86_400_000),
          LastAuthenticatedEntity: arn,
          LastAuthenticatedRegion: "eu-central-1",
        }),
  }));
  return { paging, ServicesLastAccessed: list };
}
