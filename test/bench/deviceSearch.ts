import { createSearchIndex, type Segment } from "@eigenkanaal/client/node";
import type { ConversationId } from "@eigenkanaal/protocol";
import { type Figure, median, rounded } from "./figure.js";
import { labelledQuestions, townTopics } from "./routingQuestions.js";

/** What a colleague's search costs their device, once the messages have been fetched and opened: invented questions, repeated. */

const messages = 10_000;
const perConversation = 10;
const searches = [
  "container",
  "afspraak morgen",
  "paspoort kind",
  "uitk",
  "belasting betalen termijn",
  "xyz",
];

export const measureDeviceSearch = async (
  rounds: number,
  report: (step: string) => void,
): Promise<Figure[]> => {
  const labelled = await labelledQuestions("routing.txt", await townTopics());
  const questions = labelled.map(({ question }) => question);
  const conversations = Array.from({ length: messages / perConversation }, (_, n) => {
    const segment: Segment = {
      seq: perConversation,
      about: "",
      messages: Array.from({ length: perConversation }, (_, m) => ({
        ...{ id: `${m}`, atMs: m, who: null },
        text: questions[(n * 7 + m * 13) % questions.length] ?? "",
      })),
    };
    return { conversation: `conversation-${n}` as ConversationId, segment };
  });
  const building: number[] = [];
  const searching: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const index = createSearchIndex();
    const fromMs = performance.now();
    for (const { conversation, segment } of conversations) index.put(conversation, "public", segment);
    building.push(((performance.now() - fromMs) * 1_000) / messages);
    for (const words of searches) {
      const beganMs = performance.now();
      index.search(words);
      searching.push(performance.now() - beganMs);
    }
  }
  report(`${messages} messages: ${rounded(median(building))} ms per 1,000 to read in`);
  return [
    {
      id: "search_build_ms",
      value: rounded(median(building)),
      unit: "ms",
      of: `1,000 messages into the index of ${messages}; without fetching and opening them`,
    },
    {
      id: "search_10000_ms",
      value: rounded(median(searching)),
      unit: "ms",
      of: `the middle of ${searching.length} searches in ${messages} messages; at worst ${rounded(Math.max(...searching))}`,
    },
  ];
};
