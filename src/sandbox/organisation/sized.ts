import { allow, awsManaged, policy, serviceTrust, trust, webIdentityTrust } from "./documents.ts";
import { bareAccount, builder, type Builder } from "./builders.ts";
import type {
  Account,
  Group,
  ManagedPolicy,
  PolicyDocument,
  Population,
  PresetOptions,
  Role,
  Size,
  Statement,
  User,
} from "./model.ts";
import { generated, joined, listed, numbered } from "./population.ts";
import { chance, hash32, pick } from "./random.ts";
import { readerRole } from "./reader.ts";

const SERVICES = [
  "ec2.amazonaws.com",
  "lambda.amazonaws.com",
  "ecs-tasks.amazonaws.com",
  "sns.amazonaws.com",
  "cloudtrail.amazonaws.com",
] as const;

/** Fills the account up to `size` with generated entities; what a preset named stays first. Nothing is held in memory. */
export function filledUp(account: Account, options: PresetOptions, size: Size): Account {
  const build = builder(account.id, options.asOf);
  const fill = <T>(
    named: Population<T>,
    total: number | undefined,
    prefix: string,
    make: (index: number, name: string) => T,
  ): Population<T> => {
    const missing = Math.max(0, (total ?? 0) - named.count);
    return missing === 0
      ? named
      : joined(
          named,
          generated(missing, prefix, (index) => make(index, numbered(prefix, index))),
        );
  };
  const { seed } = options;
  const groups = fill(account.groups, size.groups, "squad-", (index, name) => sizedGroup(build, seed, index, name));
  const generatedPolicies = Math.max(0, (size.policies ?? 0) - account.policies.count);
  const squads = Math.max(0, (size.groups ?? 0) - account.groups.count);
  return {
    ...account,
    groups,
    policies: fill(account.policies, size.policies, "access-", (index, name) => sizedPolicy(build, seed, index, name)),
    users: fill(account.users, size.users, "worker-", (index, name) =>
      sizedUser(build, seed, index, name, squads, generatedPolicies),
    ),
    roles: fill(account.roles, size.roles, "service-", (index, name) =>
      sizedRole(build, seed, index, name, generatedPolicies),
    ),
  };
}

/** A further member account that has nothing of its own but the reader role and generated entities. */
export function sizedAccount(id: string, centralAccountId: string, options: PresetOptions, size: Size): Account {
  const build = builder(id, options.asOf);
  const bare = {
    ...bareAccount(id, `meridian-depot-${id.slice(-4)}`, options.asOf),
    roles: listed([readerRole(build, centralAccountId)]),
  };
  return filledUp({ ...bare, report: "fresh" }, options, size);
}

function sizedUser(build: Builder, seed: number, index: number, name: string, squads: number, policies: number): User {
  const key = `${seed}/${build.accountId}/${name}`;
  const person = chance(60, `${key}/person`);
  const mfa = person && chance(85, `${key}/mfa`);
  const age = hash32(`${key}/age`) % 900;
  const keyAge = Math.min(age, hash32(`${key}/key-age`) % 400);
  const unused = chance(8, `${key}/unused`);
  return build.user(name, {
    path: person ? "/people/" : "/machines/",
    ageDays: age,
    groups: squads === 0 ? [] : [numbered("squad-", index % squads)],
    inline: chance(50, `${key}/inline`) ? [build.inline("own", sizedDocument(key, 3))] : [],
    attached:
      policies > 0 && chance(5, `${key}/attached`) ? [build.policyArn(numbered("access-", index % policies))] : [],
    ...(person
      ? { password: build.password(Math.min(age, 120), unused ? undefined : hash32(key) % Math.min(age + 1, 40)) }
      : {}),
    mfa: mfa ? [chance(70, `${key}/virtual`) ? build.virtualMfa(name, age) : build.fido(name, "key", age)] : [],
    keys: person ? [] : [build.key(name, keyAge, unused ? undefined : Math.min(keyAge, hash32(key) % 30))],
    tags: [{ Key: "site", Value: pick(["yard", "port", "office"], key) }],
  });
}

function sizedGroup(build: Builder, seed: number, index: number, name: string): Group {
  const administrators = index > 0 && index % 25 === 0;
  return build.group(name, {
    attached: [
      awsManaged(
        administrators
          ? "AdministratorAccess"
          : pick(["ReadOnlyAccess", "AmazonS3ReadOnlyAccess", "ViewOnlyAccess"], `${seed}/${name}`),
      ),
    ],
    inline: index % 4 === 0 ? [build.inline("squad", sizedDocument(`${seed}/${name}`, 2))] : [],
  });
}

function sizedRole(build: Builder, seed: number, index: number, name: string, policies: number): Role {
  const key = `${seed}/${build.accountId}/${name}`;
  const kind = hash32(`${key}/kind`) % 100;
  const attached =
    policies > 0 ? [build.policyArn(numbered("access-", index % policies))] : [awsManaged("AmazonS3ReadOnlyAccess")];
  return build.role(name, {
    ageDays: 30 + (hash32(`${key}/age`) % 900),
    ...(chance(80, `${key}/used`) ? { usedDays: hash32(key) % 120 } : {}),
    trust: sizedTrust(build.accountId, kind, key),
    attached: kind === 99 ? [awsManaged("AdministratorAccess")] : attached,
    inline: [build.inline("work", sizedDocument(key, 4))],
    instanceProfile: chance(10, `${key}/profile`),
    tags: [{ Key: "service", Value: name }],
  });
}

function sizedTrust(accountId: string, kind: number, key: string): PolicyDocument {
  if (kind < 70)
    return serviceTrust(
      pick(SERVICES, key),
      chance(50, `${key}/source`) ? { StringEquals: { "aws:SourceAccount": accountId } } : undefined,
    );
  if (kind < 85) return trust({ AWS: `arn:aws:iam::${accountId}:root` });
  if (kind < 92)
    return trust({ AWS: "arn:aws:iam::999999999999:root" }, { StringEquals: { "sts:ExternalId": key.slice(-8) } });
  if (kind < 95) return trust({ AWS: "arn:aws:iam::999999999999:root" });
  return webIdentityTrust(accountId, "token.actions.githubusercontent.com", {
    StringLike: { sub: `repo:meridian-freight/${pick(["dispatch", "yard", "port"], key)}:*` },
  });
}

function sizedPolicy(build: Builder, seed: number, index: number, name: string): ManagedPolicy {
  const earlier = index % 5 === 0 ? [sizedDocument(`${seed}/${name}/v1`, 3)] : [];
  return build.policy(name, sizedDocument(`${seed}/${name}`, 6), { earlier, ageDays: 30 + (index % 700) });
}

/** About 150 to 250 bytes a statement, so that documents are as long as AWS accounts' own: 0.5 to 2 KB. */
function sizedDocument(key: string, most: number): PolicyDocument {
  const statements: Statement[] = [];
  const count = 2 + (hash32(`${key}/statements`) % most);
  for (let index = 0; index < count; index += 1) {
    const area = pick(["arrivals", "customs", "tariffs", "manifests", "containers"], `${key}/${index}`);
    const service = pick(["s3", "dynamodb", "sqs", "logs"], `${key}/${index}/service`);
    statements.push({
      Sid: `Work${index}`,
      ...allow(
        [`${service}:Get*`, `${service}:List*`, `${service}:Describe*`, `${service}:Put${area}`],
        [
          `arn:aws:${service}:eu-central-1:111122223333:${area}/*`,
          `arn:aws:${service}:eu-west-1:111122223333:${area}/*`,
        ],
        chance(30, `${key}/${index}/condition`)
          ? { StringEquals: { "aws:RequestedRegion": "eu-central-1" } }
          : undefined,
      ),
    });
  }
  return policy(...statements);
}
