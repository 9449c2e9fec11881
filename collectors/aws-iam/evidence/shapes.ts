import * as z from "zod";

/** Text of an ISO 8601 instant as we write it: SDK dates and report columns are brought to this form. */
export const instantText = z.iso.datetime({ offset: true });
