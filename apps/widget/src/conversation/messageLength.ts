/** The longest text a message can carry, in bytes of UTF-8. */
export const maxMessageBytes = 16_000;

const nearLimitBytes = 1_000;

/** How a text stands towards the limit: said only when it comes near. Counts in bytes, which for Dutch are about characters. */
export type MessageLength =
  | { state: "fits" }
  | { state: "near"; leftBytes: number }
  | { state: "over"; overBytes: number };

export const messageLength = (text: string): MessageLength => {
  const leftBytes = maxMessageBytes - new TextEncoder().encode(text).length;
  if (leftBytes < 0) return { state: "over", overBytes: -leftBytes };
  return leftBytes <= nearLimitBytes ? { state: "near", leftBytes } : { state: "fits" };
};
