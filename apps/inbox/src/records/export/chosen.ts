import type { ArchiveReadingActions, RecordsActions, RecordsWish, SignInFailure } from "@eigenkanaal/client";
import type { ConversationRecord } from "@eigenkanaal/protocol";

export type Chosen = { ok: true; records: ConversationRecord[] } | { ok: false; failure: SignInFailure };

/** So long it waits where the gateway has heard too much from this officer. */
const waitMs = 2_000;

type Ask = { signal: AbortSignal; counted: (count: number) => void };

/** All closed conversations that fit, a page at a time; tells how many there are so far. */
export const chosenBy = async (
  list: RecordsActions["list"],
  wish: RecordsWish,
  { signal, counted }: Ask,
): Promise<Chosen> => {
  const records: ConversationRecord[] = [];
  for (let before: string | null = null; ; ) {
    const answer: Awaited<ReturnType<typeof list>> = await list({ ...wish, before });
    if (signal.aborted) return { ok: true, records: [] };
    if (!answer.ok && answer.failure === "too_many_requests") {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      continue;
    }
    if (!answer.ok) return answer;
    records.push(...answer.value.records);
    counted(records.length);
    before = answer.value.next;
    if (before === null) return { ok: true, records };
  }
};

/**
 * The one with a number, which only who opens it can know: they are opened one after another until it is found. None where
 * none of them has it.
 */
export const withNumber = async (
  { openRecords }: Pick<ArchiveReadingActions, "openRecords">,
  { records, number }: { records: readonly ConversationRecord[]; number: string },
  { signal, counted }: Ask,
): Promise<ConversationRecord[]> => {
  let opened = 0;
  for await (const outcome of openRecords(
    records.map(({ conversation }) => conversation),
    { signal },
  )) {
    counted(++opened);
    if (outcome.ok && outcome.record.number === number)
      return records.filter(({ conversation }) => conversation === outcome.record.conversation);
  }
  return [];
};
