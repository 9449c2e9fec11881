import * as z from "zod";

/** Instants as Google writes them: RFC 3339, with or without fractions. */
export const instantText = z.iso.datetime({ offset: true });

export const text = z.string();
export const flag = z.boolean().optional();
