/**
 * What the town's own page decides about the chat. It travels in the fragment of the frame's address, which no
 * server sees: the town, not the chat host, says whom the widget trusts.
 */
export type FrameSettings = {
  /** The town's root key, base64url of 32 bytes. Null when the page gives none: then nothing can be trusted. */
  rootB64: string | null;
  phone: string | null;
  /** Where one reaches a person at the counter. */
  counterUrl: string | null;
  lang: Lang;
  /** The origin of the page around the frame; null when the widget stands alone. */
  pageOrigin: string | null;
};

export type Lang = "nl" | "en";

/** The language of the widget for a BCP 47 tag: English where asked for, Dutch for all else. */
export const langFor = (tag: string | null | undefined): Lang =>
  tag?.toLowerCase().split("-")[0] === "en" ? "en" : "nl";

const webUrl = (value: string | null): string | null => {
  if (value === null || !URL.canParse(value)) return null;
  const url = new URL(value);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
};

const webOrigin = (value: string | null): string | null => {
  const url = webUrl(value);
  return url === null ? null : new URL(url).origin;
};

const matching = (value: string | null, pattern: RegExp): string | null =>
  value !== null && pattern.test(value) ? value : null;

/** Reads a fragment (`#root=…&phone=…`). Anyone can write one: what is not of the right form counts as absent. */
export const parseFragment = (fragment: string): FrameSettings => {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  return {
    rootB64: matching(given.get("root"), /^[A-Za-z0-9_-]{43}$/),
    phone: matching(given.get("phone"), /^\+?[0-9][0-9 ()-]{1,23}$/),
    counterUrl: webUrl(given.get("counter")),
    lang: langFor(given.get("lang")),
    pageOrigin: webOrigin(given.get("page")),
  };
};

/** The fragment for the frame's address, `#` included; absent settings stay out. */
export const fragmentFor = (settings: Record<string, string | null | undefined>): string => {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(settings)) if (value) given.set(name, value);
  return `#${given}`;
};
