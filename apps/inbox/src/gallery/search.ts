import type { SearchResult } from "@eigenkanaal/client";
import { minuteMs, nowMs, rowAt } from "./morning.js";

type Hit = SearchResult["hits"][number];

const hit = (who: string | null, words: string, over: Partial<Hit> = {}): Hit => ({
  ...{ entry: `${who} ${words.length}`, channel: "public", who, atMs: nowMs - 40 * minuteMs },
  // What stands between brackets is what was searched for.
  pieces: words.split(/[[\]]/).map((text, at) => ({ text, hit: at % 2 === 1 })),
  ...over,
});

const result = (index: number, hits: Hit[], more = 0): SearchResult => {
  const { conversation, desk, topic, state, lastActivityAtMs } = rowAt(index);
  return { conversation, hits, more, desk, topic, state, lastActivityAtMs };
};

export const found: SearchResult[] = [
  result(
    3,
    [
      hit(
        null,
        "Ik heb een [offerte] van de kringloop: 185 euro inclusief bezorgen. Is dat goed? En krijg ik…",
      ),
      hit("Sanne", "[Offerte] mag ook van een kringloopwinkel zijn, zie de nieuwe beleidsregel.", {
        channel: "internal",
      }),
      hit("Noor", "…de aanvraag is bijna klaar. Ik mis alleen nog de bon of [offerte] van de wasmachine."),
    ],
    2,
  ),
  result(11, [hit("Wil", "Stuurt u de [offerte] van de aannemer mee met de aanvraag.")]),
  result(23, [hit(null, "Mijn [offerte] is verlopen. Moet ik een nieuwe vragen?")]),
];
