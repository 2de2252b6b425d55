/** PostgreSQL keeps neither the letter NUL nor half a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes("\u0000") && !/\p{Surrogate}/u.test(text);
