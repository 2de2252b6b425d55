/** A number with its word, in one and in more. */
export const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
