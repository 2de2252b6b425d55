import type { ChannelName, Diary, Rows, Screen, Violation, ViolationKind } from "./record.js";

type Case = { diary: Diary; rows: Rows; screens: Screen[] };

const violation = (kind: ViolationKind, where: string): Violation => ({ kind, where });

/** Which citizen each stored conversation belongs to, by their screens. */
export const citizensByConversation = (screens: readonly Screen[]): Map<string, string> =>
  new Map(screens.map(({ conversation, citizen }) => [conversation, citizen]));

/** Holds what people wrote and were told against what is stored. */
export const checkWritten = ({ diary, rows, screens }: Case): Violation[] => {
  const owner = citizensByConversation(screens);
  const stored = new Map(rows.messages.map((row) => [row.messageId, row]));
  const idsByText = new Map<string, Set<string>>();
  for (const { messageId, text } of [...diary.told, ...screens.flatMap(({ texts }) => texts)])
    if (stored.has(messageId)) idsByText.set(text, (idsByText.get(text) ?? new Set()).add(messageId));
  const found: Violation[] = [];

  for (const { said, messageId, text, screen, citizen, channel } of diary.told) {
    const row = stored.get(messageId);
    const isThere = row?.channel === channel && owner.get(row.conversation) === citizen;
    if (said === "refused" && row)
      found.push(violation("refused-yet-stored", `${text}, as told to ${screen}`));
    if (said !== "refused" && !isThere)
      found.push(violation("lost", `${text}, ${said} as told to ${screen}`));
  }
  const refused = new Set(diary.told.filter(({ said }) => said === "refused").map(({ text }) => text));
  for (const { text, state } of diary.written) {
    const times = idsByText.get(text)?.size ?? 0;
    if (times > 1) found.push(violation("doubled", text));
    if (times === 0 && state === "kept" && !refused.has(text))
      found.push(violation("lost", `${text}, kept by its author`));
  }
  return found;
};

/** Each author's texts stand in the order of writing, and none that nobody wrote. */
export const checkOrder = ({ diary, rows, screens }: Case): Violation[] => {
  const textOf = new Map(
    [...diary.told, ...screens.flatMap(({ texts }) => texts)].map(({ messageId, text }) => [messageId, text]),
  );
  const written = new Map(diary.written.map((one, place) => [one.text, { ...one, place }]));
  const owner = citizensByConversation(screens);
  const newest = new Map<string, number>();
  const found: Violation[] = [];
  for (const { conversation, channel, seq, messageId, class: messageClass } of rows.messages) {
    if (messageClass !== 1) continue;
    const where = `${owner.get(conversation) ?? conversation} ${channel} ${seq}`;
    const one = written.get(textOf.get(messageId) ?? "");
    if (!one || one.channel !== channel || one.citizen !== owner.get(conversation)) {
      found.push(violation("foreign", `${where}: ${textOf.get(messageId) ?? "nobody's"}`));
      continue;
    }
    const chain = `${conversation} ${channel} ${one.author}`;
    if (one.place < (newest.get(chain) ?? -1)) found.push(violation("reordered", `${where}: ${one.text}`));
    newest.set(chain, one.place);
  }
  return found;
};

/** Every channel is numbered 1, 2, 3 …, every chain in it 0, 1, 2 …, every epoch is there; no id stands twice. */
export const checkNumbers = ({ rows }: Pick<Case, "rows">): Violation[] => {
  const found: Violation[] = [];
  const next = new Map<string, number>();
  const ids = new Set<string>();
  const counts = (key: string, from: number, number: number) => {
    const due = next.get(key) ?? from;
    if (number !== due) found.push(violation("gap", `${key}: ${number} where ${due} was due`));
    next.set(key, number + 1);
  };
  for (const { conversation, channel, epoch } of rows.epochs)
    counts(`${conversation} ${channel} epoch`, 0, epoch);
  for (const row of rows.messages) {
    const channel = `${row.conversation} ${row.channel}`;
    counts(`${channel} seq`, 1, row.seq);
    counts(`${channel} chain ${row.senderRef}`, 0, row.senderSeq);
    if (ids.has(row.messageId)) found.push(violation("doubled", `the id of ${channel} ${row.seq}`));
    ids.add(row.messageId);
    if (row.epoch >= (next.get(`${channel} epoch`) ?? 0))
      found.push(violation("gap", `${channel} ${row.seq}: no epoch ${row.epoch}`));
  }
  for (const { conversation, ...seqs } of rows.conversations)
    for (const [channel, newest] of [
      ["public", seqs.publicSeq],
      ["internal", seqs.internalSeq],
    ] as const)
      counts(`${conversation} ${channel} seq`, 1, newest + 1);
  return found;
};

/** Each screen shows exactly what is stored, in its order, in the same words as all others, and nothing waits. */
export const checkScreens = ({ rows, screens }: Pick<Case, "rows" | "screens">): Violation[] => {
  const found: Violation[] = [];
  const words = new Map<string, string>();
  const numbers = new Map<string, string | null>();
  for (const screen of screens) {
    const where = `${screen.citizen} as ${screen.who} sees it`;
    const channels: ChannelName[] = screen.who === screen.citizen ? ["public"] : ["public", "internal"];
    for (const channel of channels) {
      const shown = screen.texts.filter((one) => one.channel === channel && one.state === "stored");
      const stored = rows.messages.filter(
        (row) => row.conversation === screen.conversation && row.channel === channel && row.class === 1,
      );
      const [shownIds, storedIds] = [
        shown.map(({ messageId }) => messageId),
        stored.map(({ messageId }) => messageId),
      ];
      if (shownIds.join() !== storedIds.join())
        found.push(
          violation(
            "unequal",
            `${where}: ${shownIds.length} of ${storedIds.length} ${channel} messages, or in another order`,
          ),
        );
      for (const { messageId, text } of shown) {
        if ((words.get(messageId) ?? text) !== text) found.push(violation("unequal", `${where}: ${text}`));
        words.set(messageId, text);
      }
    }
    const number = numbers.get(screen.conversation) ?? screen.number;
    if (screen.number === null || screen.number !== number)
      found.push(violation("unequal", `${where}: another number`));
    numbers.set(screen.conversation, number);
    const queued = screen.texts.filter(({ state }) => state === "queued").length;
    if (queued + screen.outbox > 0)
      found.push(violation("stuck", `${where}: ${queued} queued, ${screen.outbox} in the outbox`));
    for (const doubt of screen.doubts) found.push(violation("doubtful", `${where}: ${doubt}`));
  }
  return found;
};
