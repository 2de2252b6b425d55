import type { ConversationId } from "@eigenkanaal/protocol";
import { archiveWords, type OwnConversation, toHtml, toJson, toPlainText } from "@eigenkanaal/records";
import { newPackage, type PackagedConversation, writePackage } from "@eigenkanaal/records/package";
import { type Figure, median, rounded } from "./figure.js";
import { labelledQuestions, townTopics } from "./routingQuestions.js";

/** What a package costs an officer's device, once its conversations have been fetched and opened. */

const each = 10;

export const measureExporting = async (
  conversations: number,
  { rounds, report }: { rounds: number; report: (step: string) => void },
): Promise<Figure> => {
  const labelled = await labelledQuestions("routing.txt", await townTopics());
  const questions = labelled.map(({ question }) => question);
  const ids = Array.from(
    { length: conversations },
    (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}` as ConversationId,
  );
  const perSecond: number[] = [];
  for (let round = 0; round < rounds; round++) {
    let bytes = 0;
    const sink = {
      startsAt: 0,
      write: async (part: Uint8Array) => {
        bytes += part.length;
      },
    };
    const load = async (id: string) => packagedOf(id as ConversationId, questions);
    const sign = async () => new Uint8Array(64);
    const fromMs = performance.now();
    for await (const { step } of writePackage(newPackage(planOf(ids)), { sink, load, sign }))
      if (step === "nothing") throw new Error("nothing was packed");
    perSecond.push((conversations * 1_000) / (performance.now() - fromMs));
    report(`a package of ${conversations}: ${rounded(perSecond.at(-1) ?? 0)}/s, ${bytes} bytes`);
  }
  return {
    ...{ id: "export_per_s", value: rounded(median(perSecond)), unit: "per_s" },
    of: `conversations of ten messages, ${conversations} a package, opened before`,
  };
};

const planOf = (conversations: readonly ConversationId[]) => ({
  ...{
    name: "gesprekken",
    organisation: { name: "Gemeente Voorbeeld", identifier: null },
    software: "bench",
  },
  ...{ exportedAtMs: Date.UTC(2026, 10, 29), timeZone: "Europe/Amsterdam", conversations },
  ...{ selection: { id: "bench", name: "Gesprekken" }, exportedBy: { alias: "Archief 1", vkB64: "" } },
});

/** A citizen and a colleague by turns, and what an e-depot gets of it. */
const packagedOf = (conversation: ConversationId, questions: readonly string[]): PackagedConversation => {
  const n = Number(conversation.slice(-12));
  const openedAtMs = Date.UTC(2026, 9, 1) + n * 1_000;
  const closedAtMs = openedAtMs + 3_600_000;
  const number = `12345 ${String(n).padStart(25, "0")}`;
  const told: OwnConversation = {
    ...{
      conversation,
      number,
      organisation: { name: "Gemeente Voorbeeld" },
      desk: "Afval",
      topic: "Container",
    },
    ...{ language: "nl", openedAtMs, closedAtMs, turns: [], unsent: [], doubts: [], savedAtMs: closedAtMs },
    said: Array.from({ length: each }, (_, m) => ({
      ...{ seq: m + 1, messageId: `${m}`, storedAtMs: openedAtMs + m * 60_000, kind: "text" as const },
      by:
        m % 2 === 0
          ? { role: "citizen" as const }
          : { role: "colleague" as const, alias: "Sanne", member: "s" },
      text: questions[(n * 7 + m * 13) % questions.length] ?? "",
    })),
  };
  const { desk, topic, language } = told;
  const words = archiveWords.public;
  const file = (ending: string, mediaType: string, text: string) => ({
    ...{ name: `transcript.${ending}`, mediaType, bytes: new TextEncoder().encode(text) },
  });
  return {
    record: { conversation, desk, topic, language, openedAtMs, closedAtMs },
    ...{ number, doubts: [], head: new Uint8Array(32) },
    events: [
      { kind: "opened", atMs: openedAtMs, by: { role: "citizen" } },
      { kind: "closed", atMs: closedAtMs, by: { role: "desk", desk } },
    ],
    appraisal: {
      kind: "temporary",
      category: { number: "6.1.3", label: "Vraag om informatie" },
      duration: "P1Y",
    },
    restrictions: [{ ground: "personal_data", description: null, duration: null }],
    files: [
      file("html", "text/html", toHtml(told, words)),
      file("txt", "text/plain", toPlainText(told, words)),
      file("json", "application/json", toJson(told)),
    ],
  };
};
