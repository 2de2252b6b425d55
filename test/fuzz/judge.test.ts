import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { createJudge } from "./judge.js";

it("knows which conversations may be stored: those that were begun by a citizen, or at the counter", () => {
  const judge = createJudge([]);
  const [opened, begun, loaded] = [randomUUID(), randomUUID(), randomUUID()];
  const call = (event: string, conversation: string) =>
    judge.called({ event, args: [{ conversation }] }, { ended: "closed" }, { mayClose: true });
  call("conversation:open", opened);
  call("conversation:begin", begun);
  call("conversation:load", loaded);
  expect([...judge.allowed.conversation]).toEqual([opened, begun]);
  expect(judge.findings()).toEqual([]);
});
