import type { Channel, ConversationId } from "@eigenkanaal/protocol";
import MiniSearch from "minisearch";
import type { Found, Hit, Searchable, Segment } from "./searchParts.js";
import { excerptOf, folded, termsOf, wordsOf } from "./searchWords.js";

/** So many hits of one conversation are shown, and so many conversations. */
const shownHits = 3;
const maxFound = 500;

type Place = { conversation: ConversationId; channel: Channel; message: Searchable | null };

/** Everything that is searched, in memory: which conversation holds words that begin like these. */
export const createSearchIndex = () => {
  const made = () =>
    new MiniSearch<{ id: string; text: string }>({
      fields: ["text"],
      tokenize: wordsOf,
      processTerm: folded,
    });
  let index = made();
  const segments = new Map<string, Segment & { of: ConversationId; channel: Channel }>();
  const places = new Map<string, Place>();
  const nameOf = (conversation: ConversationId, channel: Channel) => `${conversation}/${channel}`;

  const add = (id: string, text: string, place: Place) => {
    if (text === "" || places.has(id)) return;
    places.set(id, place);
    index.add({ id, text });
  };
  const remove = (id: string) => {
    if (places.delete(id)) index.discard(id);
  };

  const put = (conversation: ConversationId, channel: Channel, segment: Segment) => {
    const name = nameOf(conversation, channel);
    segments.set(name, { ...segment, of: conversation, channel });
    for (const message of segment.messages)
      add(`${name}/${message.id}`, message.text, { conversation, channel, message });
    remove(`${name}/about`);
    add(`${name}/about`, segment.about, { conversation, channel, message: null });
  };

  const drop = (conversation: ConversationId) => {
    for (const channel of ["public", "internal"] as const) {
      const name = nameOf(conversation, channel);
      for (const { id } of segments.get(name)?.messages ?? []) remove(`${name}/${id}`);
      remove(`${name}/about`);
      segments.delete(name);
    }
  };

  /** Conversations in which every word begins some word, best first. Nothing for words of a single letter alone. */
  const search = (words: string): Found[] => {
    const terms = termsOf(words);
    if (terms.length === 0) return [];
    const results = index.search(terms.join(" "), { prefix: true, combineWith: "OR" });
    const byConversation = new Map<ConversationId, typeof results>();
    for (const result of results) {
      const place = places.get(result.id);
      if (!place) continue;
      const found = byConversation.get(place.conversation);
      if (found) found.push(result);
      else byConversation.set(place.conversation, [result]);
    }
    const all: Found[] = [];
    for (const [conversation, found] of byConversation) {
      const matched = new Set(found.flatMap(({ queryTerms }) => queryTerms));
      if (!terms.every((term) => matched.has(term))) continue;
      const hits = found.slice(0, shownHits).flatMap(({ id, terms: inText }) => hitOf(id, new Set(inText)));
      all.push({ conversation, hits, more: Math.max(0, found.length - hits.length) });
      if (all.length === maxFound) break;
    }
    return all;
  };

  const hitOf = (id: string, terms: ReadonlySet<string>): Hit[] => {
    const place = places.get(id);
    if (!place) return [];
    const { channel, message, conversation } = place;
    const about = segments.get(nameOf(conversation, channel))?.about ?? "";
    return [
      {
        ...{ entry: message?.id ?? null, channel, who: message?.who ?? null, atMs: message?.atMs ?? 0 },
        pieces: excerptOf(message?.text ?? about, terms),
      },
    ];
  };

  return {
    put,
    drop,
    segment: (conversation: ConversationId, channel: Channel): Segment | undefined =>
      segments.get(nameOf(conversation, channel)),
    search,
    /** How many messages can be found. */
    count: () => index.documentCount,
    clear: () => {
      index = made();
      segments.clear();
      places.clear();
    },
  };
};
