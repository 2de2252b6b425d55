import type { Author } from "./views.js";

/** The sign that someone types: sent at most once in four seconds, believed for six. */
export type Typing = {
  typed(): void;
  heard(author: Author): void;
  /** A message of theirs came: the sign has served. */
  clear(): void;
  who(): Author | null;
};

const sendEveryMs = 4000;
const believeForMs = 6000;

export const createTyping = ({ send, changed }: { send: () => void; changed: () => void }): Typing => {
  let quiet = false;
  let author: Author | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const forget = () => {
    clearTimeout(timer);
    if (!author) return;
    author = null;
    changed();
  };
  return {
    typed: () => {
      if (quiet) return;
      quiet = true;
      setTimeout(() => {
        quiet = false;
      }, sendEveryMs);
      send();
    },
    heard: (now) => {
      clearTimeout(timer);
      timer = setTimeout(forget, believeForMs);
      author = now;
      changed();
    },
    clear: forget,
    who: () => author,
  };
};
