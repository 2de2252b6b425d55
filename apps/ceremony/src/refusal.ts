/** Why a command was not carried out, as one sentence for the person at the table. Caught once, in `program.ts`. */
export class Refusal extends Error {}

/** The value, or a refusal with this sentence. */
export function required<T>(value: T | undefined, sentence: string): T {
  if (value === undefined) throw new Refusal(sentence);
  return value;
}
