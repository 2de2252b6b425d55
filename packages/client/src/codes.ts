import { SecondFactorCode } from "@eigenkanaal/protocol";

/**
 * A one-time or recovery code as somebody typed it, in the form that the wire takes: without spaces and dashes, in
 * capitals, letters that look like digits read as those (Crockford's base 32). Undefined when it can be neither.
 */
export const readCode = (typed: string): string | undefined => {
  const plain = typed.replaceAll(/[\s-]/g, "").toUpperCase().replaceAll(/[IL]/g, "1").replaceAll("O", "0");
  return SecondFactorCode.safeParse(plain).data;
};
