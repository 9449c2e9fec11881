import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { role } from "../../_aws/policy/index.ts";
import { complete, indexed } from "../../_aws/policy/views.ts";
import { deletedPerson, isAddress, leaver, person, standingOf } from "../../_people/policy/index.ts";
import { deletedUserKind, groupKind, userKind } from "../../google-workspace/evidence.ts";
import { roleKind } from "../evidence.ts";

interface Tagged {
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[] | undefined;
}

/** Addresses that owner tags hold; a tag that names a team in words cannot be looked up. */
function owners({ Tags = [] }: Tagged, ownerTags: readonly string[]): readonly string[] {
  const keys = ownerTags.map((key) => key.toLowerCase());
  return Tags.filter(({ Key }) => keys.includes(Key.toLowerCase()))
    .map(({ Value }) => Value.trim())
    .filter(isAddress);
}

const owned = (owner: string) => role("app", { Tags: [{ Key: "Owner", Value: owner }] });

export default defineCheck({
  id: "aws-iam-role-owner-is-active",
  version: 1,
  title: "Owners named by roles are in the directory",
  rationale: "A tag that names somebody who left is an owner on paper: nobody answers for the role any more.",
  severity: "low",
  over: roleKind,
  reads: [userKind, deletedUserKind, groupKind],
  needs: [userKind],
  params: z.object({
    ownerTags: z
      .array(z.string())
      .default(["owner", "owner-email"])
      .describe("tag keys that name an owner, in any case. origin: our default, common use"),
  }),
  remediation: "Hand the role over and change the tag, preferably to the address of a team.",
  expected: () => "each owner whose address a role is tagged with is a person or group that the directory has open",
  about: (record, { ownerTags }) => owners(record, ownerTags).length > 0,
  test(record, ctx) {
    const groups = ctx.read(groupKind);
    const teams = indexed(groups, "addresses", ({ email, aliases = [] }) =>
      [email, ...aliases].map((address) => address.toLowerCase()),
    );
    const texts: string[] = [];
    for (const owner of owners(record, ctx.params.ownerTags)) {
      if (teams.has(owner.toLowerCase())) {
        texts.push(`${owner}: a group of the directory`);
        continue;
      }
      const standing = standingOf([owner], { users: ctx.read(userKind), deleted: ctx.read(deletedUserKind) });
      if (standing.state === "closed") return fail(standing.text);
      if (standing.state === "absent") {
        complete(groups);
        return fail(`${owner}: neither a person nor a group of the directory`);
      }
      texts.push(standing.text);
    }
    return pass(texts.join("; "));
  },
  examples: [
    {
      name: "somebody who works here",
      record: owned("ana@example.com"),
      reads: { "google-workspace.user": [person("ana")] },
      outcome: "pass",
    },
    {
      name: "a team",
      record: owned("Platform@example.com"),
      reads: { "google-workspace.group": [{ id: "g1", email: "platform@example.com" }] },
      outcome: "pass",
    },
    {
      name: "somebody who left",
      record: owned("ana@example.com"),
      reads: { "google-workspace.user": [leaver("ana")] },
      outcome: "fail",
    },
    {
      name: "somebody who was deleted",
      record: owned("ana@example.com"),
      reads: { "google-workspace.deleted-user": [deletedPerson("ana")] },
      outcome: "fail",
    },
    { name: "nobody in the directory", record: owned("ana@example.com"), outcome: "fail" },
    {
      name: "groups not seen",
      record: owned("platform@example.com"),
      unavailable: { "google-workspace.group": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "owner in words", record: owned("platform"), outcome: "not-applicable" },
    { name: "no owner", record: role("app"), outcome: "not-applicable" },
  ],
});
