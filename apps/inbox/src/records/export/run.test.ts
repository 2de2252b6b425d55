import type { AccountAnswer, RecordOutcome } from "@eigenkanaal/client";
import type { ConversationId, DepositId, EndDeposit } from "@eigenkanaal/protocol";
import {
  checkPackage,
  type LeftOut,
  newPackage,
  type PackagedConversation,
} from "@eigenkanaal/records/package";
import { describe, expect, it } from "vitest";
import type { KeptExport } from "./kept.js";
import type { OpenTarget } from "./openTarget.js";
import { type ExportWork, runExport } from "./run.js";

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}` as ConversationId;
const chosen = [1, 2, 3, 4].map((n) => ({ conversation: idOf(n), closedAtMs: n }));
const fresh: KeptExport = {
  ...{
    deposit: "d" as DepositId,
    begun: {} as never,
    chosen,
    key: null,
    target: { kind: "memory", parts: [] },
  },
  state: newPackage({
    ...{ name: "gesprekken", organisation: { name: "Gemeente Voorbeeld", identifier: null }, software: "x" },
    ...{ exportedAtMs: 1_000, timeZone: "Europe/Amsterdam", selection: { id: "s", name: "Gesprekken" } },
    ...{
      exportedBy: { alias: "Hendrik", vkB64: "vk" },
      conversations: chosen.map((one) => one.conversation),
    },
  }),
};
const packaged = (conversation: ConversationId): PackagedConversation => ({
  record: { conversation, desk: "Afval", topic: null, language: "nl", openedAtMs: 0, closedAtMs: 1 },
  number: `12345 ${conversation.slice(-5)}`,
  ...{ events: [], appraisal: { kind: "undetermined" }, doubts: [], head: new Uint8Array(32) },
  restrictions: [{ ground: "personal_data", description: null, duration: null }],
  files: [{ name: "transcript.txt", bytes: new Uint8Array(10), mediaType: "text/plain" }],
});
const said = { ok: true, value: null } as AccountAnswer<never>;

/** A device with a disk, and what the gateway heard; `over`: what goes otherwise. */
const stand = (over: Partial<ExportWork> & { roomFor?: number; keeps?: number } = {}) => {
  const disk = { bytes: new Uint8Array(0), names: ["gesprekken.zip.deel"] };
  const heard = { endings: [] as EndDeposit["result"][], added: [] as string[] };
  const store: { kept: KeptExport | undefined } = { kept: undefined };
  const control = new AbortController();
  let { keeps = 0 } = over;
  const open = async (_: unknown, { state }: { state: KeptExport["state"] }): Promise<OpenTarget> => {
    let copy = disk.bytes.slice(0, state.bytes);
    const commit = () => {
      if (copy.length > (over.roomFor ?? Number.POSITIVE_INFINITY))
        throw new DOMException("full", "QuotaExceededError");
      disk.bytes = copy;
    };
    return {
      sink: {
        startsAt: copy.length,
        write: async (bytes) => {
          const grown = new Uint8Array([...copy, ...bytes]);
          if (grown.length > (over.roomFor ?? Number.POSITIVE_INFINITY)) {
            copy = grown;
            throw new DOMException("full", "QuotaExceededError");
          }
          copy = grown;
        },
      },
      keep: async () => {
        if (keeps === 0) return false;
        keeps--;
        commit();
        return true;
      },
      close: async () => commit(),
      finish: async () => {
        disk.names = ["gesprekken.zip"];
        return "gesprekken.zip";
      },
    };
  };
  const work: ExportWork = {
    reading: {
      openRecord: async (conversation) => ({ ok: true, record: { conversation } }) as RecordOutcome,
    },
    deposits: {
      begin: async () => said,
      add: async (_, conversations) => {
        heard.added.push(...conversations.map(({ conversation }) => conversation));
        return said;
      },
      end: async (_, { result }) => {
        heard.endings.push(result);
        return said;
      },
      sign: async () => new Uint8Array(64),
      sealTo: async () => undefined,
    },
    open,
    keeping: {
      save: async (kept) => {
        store.kept = structuredClone(kept);
      },
      clear: async () => {
        store.kept = undefined;
      },
    },
    packaged: (outcome) =>
      outcome.ok ? packaged(outcome.record.conversation) : { number: null, why: outcome.why },
    ...{ isOnline: () => true, signal: control.signal, told: () => undefined, ...over },
  };
  return { ...{ disk, heard, store, work, control } };
};
const faultsOf = (bytes: Uint8Array) =>
  checkPackage(new Blob([new Uint8Array(bytes)]), { verify: async () => true });
/** Opens the second one otherwise. */
const second = (outcome: (conversation: ConversationId) => RecordOutcome | Promise<RecordOutcome>) => ({
  reading: {
    openRecord: async (conversation: ConversationId) =>
      conversation === idOf(2)
        ? outcome(conversation)
        : ({ ok: true, record: { conversation } } as RecordOutcome),
  },
});

describe("an export", () => {
  it("ends whole: under its own name, told to the gateway, and with nothing left to go on with", async () => {
    const { disk, heard, store, work } = stand();
    const end = await runExport(fresh, work);
    expect(end).toMatchObject({
      at: "whole",
      fileName: "gesprekken.zip",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(disk.names).toEqual(["gesprekken.zip"]);
    expect(await faultsOf(disk.bytes)).toEqual([]);
    expect(heard).toEqual({ endings: ["whole"], added: chosen.map(({ conversation }) => conversation) });
    expect(store.kept).toBeUndefined();
  });

  it("names what could not go along, and goes on with the rest", async () => {
    const { heard, work } = stand(
      second((conversation) => ({ ok: false, conversation, why: "unavailable" })),
    );
    const end = await runExport(fresh, work);
    const leftOut: LeftOut[] = [{ conversation: idOf(2), number: null, why: "unavailable" }];
    expect(end).toMatchObject({ at: "whole", state: { leftOut, written: { length: 3 } } });
    expect(heard.added).toEqual([idOf(1), idOf(3), idOf(4)]);
  });

  it("is empty where nothing could go along", async () => {
    const { disk, heard, work } = stand({ packaged: () => ({ number: null, why: "destroyed" }) });
    expect(await runExport(fresh, work)).toMatchObject({ at: "empty" });
    expect(heard).toEqual({ endings: ["empty"], added: [] });
    expect(disk.bytes).toHaveLength(0);
  });
});

describe("an export that stops", () => {
  /** Goes on with what was kept, and gives the same package as never having stopped. */
  const goesOn = async ({ disk, store }: ReturnType<typeof stand>) => {
    expect(disk.names).toEqual(["gesprekken.zip.deel"]);
    expect(await faultsOf(disk.bytes)).not.toEqual([]);
    const kept = store.kept;
    if (!kept) throw new Error("nothing was kept");
    const again = stand();
    again.disk.bytes = disk.bytes;
    const opened: ConversationId[] = [];
    again.work.reading.openRecord = async (conversation) => {
      opened.push(conversation);
      return { ok: true, record: { conversation } } as RecordOutcome;
    };
    expect(await runExport(kept, again.work)).toMatchObject({ at: "whole" });
    const never = stand();
    await runExport(fresh, never.work);
    expect(again.disk.bytes).toEqual(never.disk.bytes);
    return opened;
  };

  it("when it is cancelled: no package, and all that was written is gone on with", async () => {
    const made = stand(
      second((conversation) => {
        made.control.abort();
        return { ok: false, conversation, why: "aborted" };
      }),
    );
    expect(await runExport(fresh, made.work)).toMatchObject({ at: "stopped", why: "cancelled" });
    expect(made.heard.endings).toEqual(["stopped"]);
    expect(await goesOn(made)).toEqual([idOf(2), idOf(3), idOf(4)]);
  });

  it("when the disk is full: what was kept before is gone on with", async () => {
    const size = stand();
    await runExport({ ...fresh, state: fresh.state }, size.work);
    const made = stand({ roomFor: Math.floor(size.disk.bytes.length / 2), keeps: 1 });
    expect(await runExport(fresh, made.work)).toMatchObject({ at: "stopped", why: "disk_full" });
    // The second was written, and is not there.
    expect(await goesOn(made)).toEqual([idOf(2), idOf(3), idOf(4)]);
  });

  it("when the disk is full and nothing was kept before: from the beginning", async () => {
    const made = stand({ roomFor: 500 });
    expect(await runExport(fresh, made.work)).toMatchObject({ at: "stopped", why: "disk_full" });
    expect(await goesOn(made)).toHaveLength(chosen.length);
  });

  it("when the line is away, and not as if that conversation could not be opened", async () => {
    const unavailable = second((conversation) => ({ ok: false, conversation, why: "unavailable" }));
    const made = stand({ ...unavailable, isOnline: () => false });
    expect(await runExport(fresh, made.work)).toMatchObject({
      at: "stopped",
      why: "offline",
      state: { leftOut: [] },
    });
    expect(await goesOn(made)).toEqual([idOf(2), idOf(3), idOf(4)]);
  });

  it("when the gateway does not hear that it is whole: it has no name of its own before", async () => {
    const made = stand();
    const { end } = made.work.deposits;
    made.work.deposits.end = async (deposit, ending) =>
      ending.result === "whole" ? { ok: false, failure: "unreachable" } : end(deposit, ending);
    expect(await runExport(fresh, made.work)).toMatchObject({ at: "stopped", why: "offline" });
    expect(made.disk.names).toEqual(["gesprekken.zip.deel"]);
  });

  it("by its reason: no key of the archive, no such receiver, the gateway's word, what nobody thought of", async () => {
    const why = async (over: Partial<ExportWork>, from = fresh) => runExport(from, stand(over).work);
    const noKey = second((conversation) => ({ ok: false, conversation, why: "no_key" }));
    expect(await why(noKey)).toMatchObject({ why: "no_archive_key" });
    expect(await why({}, { ...fresh, key: "AAAA" })).toMatchObject({ why: "no_receiver" });
    const { deposits } = stand().work;
    const refusing = { ...deposits, begin: async () => ({ ok: false, failure: "id_in_use" }) as const };
    expect(await why({ deposits: refusing })).toMatchObject({ why: "refused" });
    const error = new Error("unthought of");
    const failing = {
      packaged: () => {
        throw error;
      },
    };
    expect(await why(failing)).toMatchObject({ why: "failed", error });
  });
});
