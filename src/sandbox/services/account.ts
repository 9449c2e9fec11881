import { ServiceError } from "../protocol/answer.ts";
import { type Handlers, textInput } from "./call.ts";
import { tokenPage } from "./paging.ts";

export const accountHandlers: Handlers = {
  GetAlternateContact(call) {
    const type = textInput(call, "AlternateContactType");
    if (type === undefined || !["BILLING", "OPERATIONS", "SECURITY"].includes(type))
      throw new ServiceError(
        400,
        "ValidationException",
        "AlternateContactType must be one of BILLING, OPERATIONS, SECURITY.",
      );
    const contact = type === "SECURITY" ? call.account.securityContact : undefined;
    if (contact === undefined)
      throw new ServiceError(
        404,
        "ResourceNotFoundException",
        "No contact of the inputted alternate contact type found.",
      );
    return {
      AlternateContact: {
        Name: contact.name,
        Title: contact.title,
        EmailAddress: contact.email,
        PhoneNumber: contact.phone,
        AlternateContactType: type,
      },
    };
  },

  ListRegions(call) {
    const wanted = call.input["RegionOptStatusContains"];
    const regions = call.account.regions.filter(({ status }) => !Array.isArray(wanted) || wanted.includes(status));
    return tokenPage(call, "Regions", regions, ({ name, status }) => ({ RegionName: name, RegionOptStatus: status }), {
      limitName: "MaxResults",
      tokenName: "NextToken",
      most: 50,
      invalidCode: "ValidationException",
    });
  },
};
