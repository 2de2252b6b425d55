/** What the frame tells the page around it. */
export type FrameMessage = { type: "ready" } | { type: "minimise" } | { type: "unread"; count: number };

/** What the page tells the frame: whether the person sees it, and what the link said that opened it. */
export type PageMessage = { type: "opened" } | { type: "minimised" } | { type: "linked"; link: string };

const maxLinkLength = 300;

const typeOf = (data: unknown): unknown =>
  typeof data === "object" && data !== null && "type" in data ? data.type : undefined;

/** A message of the frame; undefined for anything else, which is to be ignored. */
export const parseFrameMessage = (data: unknown): FrameMessage | undefined => {
  const type = typeOf(data);
  if (type === "ready" || type === "minimise") return { type };
  if (type !== "unread") return undefined;
  const { count } = data as { count?: unknown };
  return typeof count === "number" && Number.isSafeInteger(count) && count >= 0 ? { type, count } : undefined;
};

/** A message of the page; undefined for anything else, which is to be ignored. */
export const parsePageMessage = (data: unknown): PageMessage | undefined => {
  const type = typeOf(data);
  if (type === "opened" || type === "minimised") return { type };
  if (type !== "linked") return undefined;
  const { link } = data as { link?: unknown };
  return typeof link === "string" && link.length <= maxLinkLength ? { type, link } : undefined;
};
