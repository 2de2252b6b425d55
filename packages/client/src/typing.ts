import type { Author, Channel } from "./views.js";

/** Signs that somebody types in a conversation: in each channel sent at most once in four seconds, believed for six. */
export type Typing = {
  typed(channel: Channel): void;
  heard(author: Author, channel: Channel): void;
  /** A message of theirs came: the sign has served. */
  clear(author: Author, channel: Channel): void;
  /** Who types to one's own side. */
  other(): Author | null;
  /** Who types on one's own side, and where. */
  colleagues(): Typist[];
};

export type Typist = { author: Author; channel: Channel };

const sendEveryMs = 4000;
const believeForMs = 6000;

const nameOf = (author: Author): string => (author.role === "citizen" ? "citizen" : author.member);

export const createTyping = (
  me: Author,
  { send, changed }: { send: (channel: Channel) => void; changed: () => void },
): Typing => {
  const quiet = new Set<Channel>();
  const typists = new Map<string, Typist & { timer: ReturnType<typeof setTimeout> }>();
  const clear = (author: Author, channel: Channel) => {
    const key = `${channel} ${nameOf(author)}`;
    clearTimeout(typists.get(key)?.timer);
    if (typists.delete(key)) changed();
  };
  const all = () => [...typists.values()];
  return {
    typed: (channel) => {
      if (quiet.has(channel)) return;
      quiet.add(channel);
      setTimeout(() => quiet.delete(channel), sendEveryMs);
      send(channel);
    },
    heard: (author, channel) => {
      // Our own sign, sent back to us or made in another tab, is nobody else's.
      if (nameOf(author) === nameOf(me)) return;
      const key = `${channel} ${nameOf(author)}`;
      clearTimeout(typists.get(key)?.timer);
      typists.set(key, { author, channel, timer: setTimeout(() => clear(author, channel), believeForMs) });
      changed();
    },
    clear,
    other: () => all().find(({ author }) => author.role !== me.role)?.author ?? null,
    colleagues: () =>
      all()
        .filter(({ author }) => author.role === me.role)
        .map(({ author, channel }) => ({ author, channel })),
  };
};
