import { believeLookMs, lookEveryMs, type MemberId, type Viewer } from "@eigenkanaal/protocol";

/** Who else looks at a conversation, and that one looks oneself (PROTOCOL.md V1, V2). */
export type Viewing = {
  /** From now on one looks; said again as long as it lasts. */
  begin(): void;
  end(): void;
  heard(viewer: Viewer): void;
  who(): MemberId[];
};

/** So long after somebody arrived one says that one looks too: what several newcomers ask is answered once. */
const answerAfterMs = 300;

export const createViewing = (
  me: MemberId,
  { say, changed }: { say: (state: Viewer["state"]) => void; changed: () => void },
): Viewing => {
  const viewers = new Map<MemberId, ReturnType<typeof setTimeout>>();
  let repeating: ReturnType<typeof setInterval> | undefined;
  let answering: ReturnType<typeof setTimeout> | undefined;

  const forget = (member: MemberId) => {
    clearTimeout(viewers.get(member));
    if (viewers.delete(member)) changed();
  };
  const answer = () => {
    if (!repeating) return;
    answering ??= setTimeout(() => {
      answering = undefined;
      say("looking");
    }, answerAfterMs);
  };

  return {
    begin: () => {
      clearInterval(repeating);
      repeating = setInterval(() => say("looking"), lookEveryMs);
      say("arrived");
    },
    end: () => {
      if (repeating) say("left");
      clearInterval(repeating);
      clearTimeout(answering);
      repeating = answering = undefined;
      for (const timer of viewers.values()) clearTimeout(timer);
      viewers.clear();
    },
    heard: ({ member, state }) => {
      // A tab of one's own that was closed said so for all of them.
      if (state === "arrived" || (member === me && state === "left")) answer();
      if (member === me) return;
      if (state === "left") return forget(member);
      const before = viewers.get(member);
      clearTimeout(before);
      viewers.set(
        member,
        setTimeout(() => forget(member), believeLookMs),
      );
      if (before === undefined) changed();
    },
    who: () => [...viewers.keys()],
  };
};
