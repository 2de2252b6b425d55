/** The longest text of one message in bytes of UTF-8: `maxTextBytes` of MCE1, which lives with the cipher and is not loaded for a number. */
export const maxTextBytes = 16_000;

const utf8 = new TextEncoder();

/** How many bytes of UTF-8 a text is over a limit, that of a message unless given; 0 when it fits. */
export const bytesOver = (text: string, maxBytes = maxTextBytes): number =>
  Math.max(0, utf8.encode(text).length - maxBytes);
