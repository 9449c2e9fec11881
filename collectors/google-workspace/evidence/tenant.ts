import { defineKind } from "#sdk";
import * as z from "zod";
import { flag, instantText, text } from "./shapes.ts";

export const Customer = z.looseObject({
  /** `C03az79cb`: the account of the scope. */
  id: text,
  customerDomain: text,
  customerCreationTime: instantText.optional(),
  language: text.optional(),
});
export type Customer = z.infer<typeof Customer>;
export const customerKind = defineKind({
  id: "google-workspace.customer",
  version: 1,
  title: "Google Workspace tenant",
  schema: Customer,
  key: (record) => record.id,
  sensitivity: "internal",
  personalData: false,
  redact: [
    { path: "alternateEmail", rule: "mask", why: "that an address outside the tenant exists is the evidence" },
    { path: "phoneNumber", rule: "remove", why: "personal data that no check needs" },
    { path: "postalAddress", rule: "remove", why: "personal data that no check needs" },
  ],
  population: "The tenant itself by customers.get.",
  singleton: true,
});

/** `creationTime` is Unix time in milliseconds, as Google sends it. */
export const Domain = z.looseObject({
  domainName: text,
  isPrimary: flag,
  verified: flag,
  creationTime: text.optional(),
  /** The domain that this one is an alias of. */
  parentDomainName: text.optional(),
  alias: z.boolean(),
});
export type Domain = z.infer<typeof Domain>;
export const domainKind = defineKind({
  id: "google-workspace.domain",
  version: 1,
  title: "Domain or domain alias of the tenant",
  schema: Domain,
  key: (record) => record.domainName,
  sensitivity: "internal",
  personalData: false,
  population: "All domains by domains.list and all domain aliases by domainAliases.list.",
});

/** The root has path `/` and no parent. Ids are `id:03…`; policies write them `orgUnits/03…`. */
export const OrgUnit = z.looseObject({
  orgUnitId: text,
  orgUnitPath: text,
  name: text.optional(),
  parentOrgUnitId: text.optional(),
  parentOrgUnitPath: text.optional(),
});
export type OrgUnit = z.infer<typeof OrgUnit>;
export const orgUnitKind = defineKind({
  id: "google-workspace.org-unit",
  version: 1,
  title: "Organizational unit",
  schema: OrgUnit,
  key: (record) => record.orgUnitId,
  sensitivity: "internal",
  personalData: false,
  population: "All organizational units, the root included, by orgunits.list(type=allIncludingParent).",
});
