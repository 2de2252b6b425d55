import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { id16, noHash, seedOf } from "../vectors/scene.js";
import { toBase64Url } from "./bytes.js";
import { isIn, valueAt } from "./growing.js";
import type { OpenedMessage } from "./message.js";
import {
  acceptMessage,
  acknowledgementsFor,
  emptyTranscript,
  leaveUnread,
  nextPlace,
  resumeAfterGap,
  type Transcript,
} from "./transcript.js";

type Said = Partial<Pick<OpenedMessage, "epoch" | "messageClass" | "acknowledgements" | "previousHash">> & {
  readonly text?: string;
};

/** The `seq`-th message of a sender, chained to the one before it. */
function message(sender: string, seq: number, said: Said = {}): OpenedMessage {
  const { text = "", ...rest } = said;
  return {
    messageClass: "message",
    epoch: 0,
    senderRef: id16(`ref ${sender}`),
    seq,
    messageId: id16(`id ${sender} ${seq} ${text}`),
    hash: seedOf(`${sender} ${seq} ${text}`),
    previousHash: seq === 0 ? noHash : seedOf(`${sender} ${seq - 1} `),
    sender: { role: "desk", vk: noHash, instance: noHash },
    timeMs: 0,
    acknowledgements: [],
    body: { type: "text", text: "x" },
    ...rest,
  };
}

const acknowledges = ({ senderRef, seq, hash }: OpenedMessage) => ({
  acknowledgements: [{ senderRef, seq, hash }],
});

function transcriptOf(...messages: readonly OpenedMessage[]): Transcript {
  return messages.reduce((transcript, one) => {
    const accepted = acceptMessage(transcript, one);
    if (!accepted.ok) throw new Error(accepted.why);
    return accepted.transcript;
  }, emptyTranscript());
}

function verdict(transcript: Transcript, one: OpenedMessage): string {
  const accepted = acceptMessage(transcript, one);
  return accepted.ok ? "ok" : accepted.why;
}

it("says where a sender's next message belongs, of each transcript as it was", () => {
  const early = transcriptOf(message("a", 0));
  const later = transcriptOf(message("a", 0), message("a", 1));
  acceptMessage(early, message("a", 1));
  expect(nextPlace(early, id16("ref a"))).toEqual({ seq: 1, previousHash: seedOf("a 0 ") });
  expect(nextPlace(later, id16("ref a"))).toEqual({ seq: 2, previousHash: seedOf("a 1 ") });
  expect(nextPlace(later, id16("ref b"))).toEqual({ seq: 0, previousHash: noHash });
});

describe("per sender", () => {
  it("the next in the chain is accepted; a repeat, another version, a leap and a loose one are not", () => {
    const transcript = transcriptOf(message("a", 0), message("a", 1));
    expect(verdict(transcript, message("a", 2))).toBe("ok");
    expect(verdict(transcript, message("a", 1))).toBe("replay");
    expect(verdict(transcript, message("a", 1, { text: "other" }))).toBe("fork");
    expect(verdict(transcript, message("a", 3))).toBe("gap");
    expect(verdict(transcript, message("a", 2, { previousHash: seedOf("else") }))).toBe("chain");
    expect(verdict(transcript, { ...message("a", 2), messageId: message("a", 0).messageId })).toBe("replay");
  });

  it("the sequence runs across epochs, and never back to an earlier one", () => {
    const transcript = transcriptOf(message("a", 0), message("a", 1, { epoch: 1 }));
    expect(verdict(transcript, message("a", 2, { epoch: 1 }))).toBe("ok");
    expect(verdict(transcript, message("a", 2))).toBe("epoch");
    expect(verdict(transcript, message("b", 0))).toBe("ok");
  });

  it("the first version of a message that was sealed again for the next epoch is refused without a fork alarm", () => {
    const transcript = transcriptOf(message("a", 0), message("a", 1, { epoch: 1 }));
    expect(verdict(transcript, message("a", 1, { epoch: 0, text: "first version" }))).toBe("epoch");
    expect(verdict(transcript, message("a", 1, { epoch: 1, text: "other" }))).toBe("fork");
  });

  it("what is ephemeral leaves no trace", () => {
    const transcript = transcriptOf(message("a", 0));
    const accepted = acceptMessage(transcript, message("a", 0, { messageClass: "ephemeral", text: "types" }));
    expect(accepted).toEqual({ ok: true, transcript, warnings: [] });
  });
});

describe("acknowledgements", () => {
  const held = message("a", 0);

  it("of what is held say nothing new; of something else they are a split view", () => {
    const transcript = transcriptOf(held);
    expect(acceptMessage(transcript, message("b", 0, acknowledges(held)))).toMatchObject({
      ok: true,
      warnings: [],
    });
    expect(verdict(transcript, message("b", 0, acknowledges(message("a", 0, { text: "other" }))))).toBe(
      "split",
    );
  });

  it("of what was never delivered warn until it arrives", () => {
    const accepted = acceptMessage(emptyTranscript(), message("b", 0, acknowledges(held)));
    if (!accepted.ok) throw new Error(accepted.why);
    expect(accepted.warnings).toEqual([{ kind: "withheld", senderRef: held.senderRef, seq: 0 }]);
    expect(accepted.transcript.withheld).toHaveLength(1);
    const again = acceptMessage(accepted.transcript, message("c", 0, acknowledges(held)));
    expect(again).toMatchObject({ ok: true, warnings: [] });
    const arrived = acceptMessage(accepted.transcript, held);
    expect(arrived).toMatchObject({ ok: true, transcript: { withheld: [] } });
    expect(verdict(accepted.transcript, message("a", 0, { text: "other" }))).toBe("split");
  });
});

describe("what to acknowledge", () => {
  it("is the newest message of each other sender, who spoke last first", () => {
    const transcript = transcriptOf(message("a", 0), message("b", 0), message("own", 0), message("a", 1));
    const expected = [message("a", 1), message("b", 0)].map(({ senderRef, seq, hash }) => ({
      senderRef,
      seq,
      hash,
    }));
    expect(acknowledgementsFor(transcript, id16("ref own"))).toEqual(expected);
  });

  it("is of eight senders at most, and never of what was leapt over", () => {
    const names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    const acknowledged = acknowledgementsFor(transcriptOf(...names.map((name) => message(name, 0))), noHash);
    expect(acknowledged.map(({ senderRef }) => senderRef)).toEqual(
      names
        .slice(1)
        .reverse()
        .map((name) => id16(`ref ${name}`)),
    );
    expect(acknowledgementsFor(resumeAfterGap(emptyTranscript(), message("a", 2)), noHash)).toEqual([]);
  });
});

describe("after a gap that will not fill", () => {
  const late = message("a", 3);
  const resumed = resumeAfterGap(transcriptOf(message("a", 0)), late);

  it("the message is accepted, and what follows it", () => {
    expect(verdict(transcriptOf(message("a", 0)), late)).toBe("gap");
    expect(verdict(resumed, late)).toBe("ok");
    const accepted = acceptMessage(resumed, late);
    if (!accepted.ok) throw new Error(accepted.why);
    expect(verdict(accepted.transcript, message("a", 4))).toBe("ok");
    expect(verdict(accepted.transcript, late)).toBe("replay");
  });

  it("what was leapt over can still come, newest first, and only as it was named", () => {
    const accepted = acceptMessage(resumed, late);
    if (!accepted.ok) throw new Error(accepted.why);
    const [one, two] = [message("a", 1), message("a", 2)];
    expect(verdict(accepted.transcript, one)).toBe("gap");
    expect(verdict(accepted.transcript, message("a", 2, { text: "other" }))).toBe("fork");
    const filled = acceptMessage(accepted.transcript, two);
    if (!filled.ok) throw new Error(filled.why);
    expect(verdict(filled.transcript, two)).toBe("replay");
    expect(verdict(filled.transcript, one)).toBe("ok");
    const acknowledging = acceptMessage(filled.transcript, message("b", 0, acknowledges(two)));
    expect(acknowledging).toMatchObject({ ok: true, warnings: [] });
    expect(verdict(filled.transcript, { ...one, hash: two.hash })).toBe("fork");
  });

  it("what is missing of an earlier epoch may still come; another version of it may not", () => {
    const next = message("a", 2, { epoch: 1 });
    const accepted = acceptMessage(resumeAfterGap(transcriptOf(message("a", 0)), next), next);
    if (!accepted.ok) throw new Error(accepted.why);
    expect(verdict(accepted.transcript, message("a", 1))).toBe("ok");
    expect(verdict(accepted.transcript, message("a", 1, { text: "other" }))).toBe("epoch");
  });

  it("an acknowledgement of what is missing warns, and of another version is a split view", () => {
    const accepted = acceptMessage(resumed, late);
    if (!accepted.ok) throw new Error(accepted.why);
    const acknowledging = acceptMessage(accepted.transcript, message("b", 0, acknowledges(message("a", 2))));
    expect(acknowledging).toMatchObject({ ok: true, warnings: [{ kind: "withheld", seq: 2 }] });
    const other = message("a", 2, { text: "other" });
    expect(verdict(accepted.transcript, message("b", 0, acknowledges(other)))).toBe("split");
  });

  it("a leap so long that only its own number asks for it is not resumed", () => {
    const transcript = transcriptOf(message("a", 0));
    expect(resumeAfterGap(transcript, message("a", 2 ** 32 - 1))).toBe(transcript);
    expect(resumeAfterGap(transcript, message("a", 1))).toBe(transcript);
    expect(verdict(resumeAfterGap(transcript, message("a", 10_001)), message("a", 10_001))).toBe("ok");
  });
});

describe("any schedule of a server", () => {
  const chain = ["a", "b"].flatMap((sender) => [0, 1, 2, 3].map((seq) => message(sender, seq)));
  const forged = [message("a", 1, { text: "x" }), message("b", 2, { text: "y" })];
  const delivery = fc.array(fc.constantFrom(...chain, ...forged), { maxLength: 40 });

  it("that drops, reorders and repeats leaves each sender's messages as an unbroken beginning of their chain", () => {
    fc.assert(
      fc.property(delivery, (delivered) => {
        let transcript = emptyTranscript();
        for (const one of delivered) {
          const accepted = acceptMessage(transcript, one);
          if (accepted.ok) transcript = accepted.transcript;
        }
        for (const sender of transcript.senders.values()) {
          const hashes = Array.from({ length: sender.hashes.length }, (_, seq) =>
            valueAt(sender.hashes, seq),
          );
          const honest = chain.filter((one) => hashes.includes(one.hash)).map(({ hash }) => hash);
          const firstForged = hashes.findIndex((hash) => hash && !honest.includes(hash));
          // A forged version chains to the honest one before it, but nothing honest chains to it.
          expect(firstForged === -1 || firstForged === hashes.length - 1).toBe(true);
          expect(honest).toEqual(hashes.slice(0, honest.length));
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it("that delivers everything in the end gives everybody the same transcript", () => {
    const order = fc.shuffledSubarray(chain, { minLength: chain.length });
    fc.assert(
      fc.property(order, (delivered) => {
        let transcript = emptyTranscript();
        let waiting: readonly OpenedMessage[] = delivered;
        for (let round = 0; round < chain.length && waiting.length > 0; round += 1) {
          waiting = waiting.filter((one) => {
            const accepted = acceptMessage(transcript, one);
            if (accepted.ok) transcript = accepted.transcript;
            else expect(accepted.why).toBe("gap");
            return !accepted.ok;
          });
        }
        expect(waiting).toEqual([]);
        const ids = chain.map(({ messageId }) => toBase64Url(messageId));
        expect(ids.every((id) => isIn(transcript.messageIds, id))).toBe(true);
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});

describe("what did not go along", () => {
  const unread = (...messages: OpenedMessage[]) => messages.reduce(leaveUnread, emptyTranscript());

  it("holds its place: what follows must name it, and no gap or withheld message is seen", () => {
    const transcript = unread(message("a", 0), message("a", 1), message("b", 0));
    expect(verdict(transcript, message("a", 2))).toBe("ok");
    expect(verdict(transcript, message("a", 2, { previousHash: seedOf("else") }))).toBe("chain");
    expect(verdict(transcript, message("a", 3))).toBe("gap");
    const accepted = acceptMessage(transcript, message("a", 2, acknowledges(message("b", 0))));
    expect(accepted.ok && accepted.transcript.withheld).toEqual([]);
    const other = acknowledges(message("b", 0, { text: "other" }));
    expect(verdict(transcript, message("a", 2, other))).toBe("split");
  });

  it("is never acknowledged, but what came after it is", () => {
    const before = unread(message("a", 0), message("b", 0));
    const accepted = acceptMessage(before, message("a", 1));
    const now = accepted.ok ? accepted.transcript : before;
    expect(acknowledgementsFor(before, id16("ref me"))).toEqual([]);
    const { senderRef, hash } = message("a", 1);
    expect(acknowledgementsFor(now, id16("ref me"))).toEqual([{ senderRef, seq: 1, hash }]);
  });

  it("is only what a sender began with, without a gap", () => {
    const begun = transcriptOf(message("a", 0));
    expect(leaveUnread(begun, message("a", 1))).toBe(begun);
    const gap = unread(message("a", 0));
    expect(leaveUnread(gap, message("a", 2))).toBe(gap);
    expect(leaveUnread(gap, message("a", 0))).toBe(gap);
  });
});
