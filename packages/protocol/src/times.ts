import * as z from "zod/mini";

/** Unix milliseconds until the end of the year 9999, the last that every library between here and a column writes alike. */
export const timeMs = z.int().check(z.nonnegative(), z.maximum(253_402_300_799_999));
