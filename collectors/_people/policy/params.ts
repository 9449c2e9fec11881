import * as z from "zod";

/** Parameters by which an operator says whose accounts are whose; the same in every check that compares with the directory. */
export const people = z
  .record(z.string(), z.string())
  .default({})
  .describe("account name: e-mail address of the person. origin: our default, nobody: what the platform shows is used");

export const serviceAccounts = z
  .array(z.string())
  .default([])
  .describe("names of accounts that are programs, shared or for emergencies. origin: our default, none");

export const emailTags = z
  .array(z.string())
  .default(["email", "owner-email"])
  .describe("tag keys that hold the person's e-mail address, in any case. origin: our default, common use");

export const maxDays = z
  .number()
  .int()
  .min(0)
  .default(0)
  .describe("days that an account may outlive the one in the directory. origin: our default, none");
