import * as z from "zod";

export const instantText = z.iso.datetime({ offset: true });
export const yesNo = z.boolean().nullable().optional();
export const text = z.string().nullable().optional();
export const count = z.number().nullable().optional();

/** Members that are missing because a call was refused or failed. */
export const NotObserved = z.array(
  z.looseObject({ members: z.array(z.string()), operation: z.string(), reason: z.string(), detail: z.string() }),
);
export const unseen = { not_observed: NotObserved.optional() };

/** Repository visibility as GitHub writes it. */
export const visibility = z.enum(["public", "private", "internal"]).nullable().optional();
