import { describe, expect, it } from "vitest";
import { concat, utf8 } from "./bytes.js";
import { fileSink } from "./fileSink.js";
import { newPackage, type PackageState } from "./plan.js";
import { load, memorySink, runThrough, same, samplePlan, signAsOfficer } from "./sample.js";
import { writePackage } from "./writePackage.js";

/** A file as a browser gives it: written to a copy that becomes the file when it is closed. */
const fakeFile = (content: Uint8Array) => {
  let stored = new Uint8Array(content);
  return {
    stored: () => stored,
    getFile: async () => new Blob([stored]),
    createWritable: async ({ keepExistingData }: { keepExistingData: boolean }) => {
      let copy = keepExistingData ? stored.slice() : new Uint8Array(0);
      let at = 0;
      return {
        write: async (bytes: Uint8Array<ArrayBuffer>) => {
          const longer = new Uint8Array(Math.max(copy.length, at + bytes.length));
          longer.set(copy);
          longer.set(bytes, at);
          [copy, at] = [longer, at + bytes.length];
        },
        truncate: async (bytes: number) => {
          const cut = new Uint8Array(bytes);
          cut.set(copy.subarray(0, bytes));
          copy = cut;
        },
        seek: async (offset: number) => {
          at = offset;
        },
        close: async () => {
          stored = copy;
        },
      };
    },
  };
};

/** The same, by its size alone. */
const sizeOnly = () => {
  let stored = 0;
  return {
    stored: () => stored,
    getFile: async () => new Blob([]),
    createWritable: async ({ keepExistingData }: { keepExistingData: boolean }) => {
      let [size, at] = [keepExistingData ? stored : 0, 0];
      return {
        write: async (bytes: Uint8Array) => {
          at += bytes.length;
          size = Math.max(size, at);
        },
        truncate: async (bytes: number) => {
          size = bytes;
        },
        seek: async (offset: number) => {
          at = offset;
        },
        close: async () => {
          stored = size;
        },
      };
    },
  };
};

const fresh = newPackage(samplePlan(3));
const whole = async () => {
  const sink = memorySink();
  await runThrough(fresh, { sink });
  return sink.bytes();
};

/** Two of three conversations, then cancelled: closed, or crashed. */
async function halfIn(
  file: ReturnType<typeof fakeFile>,
  { closed }: { closed: boolean },
): Promise<PackageState> {
  const sink = await fileSink(file, fresh);
  let state = fresh;
  for await (const step of writePackage(fresh, { sink, load, sign: signAsOfficer })) {
    if (step.step === "conversation") state = step.state;
    if (state.written.length === 2) break;
  }
  if (closed) await sink.close();
  return state;
}

const finish = async (file: ReturnType<typeof fakeFile>, state: PackageState) => {
  const sink = await fileSink(file, state);
  const told = await runThrough(state, { sink });
  await sink.close();
  return { startsAt: sink.startsAt, anew: told[0]?.step === "anew" };
};

describe("a package in a file", () => {
  it("is kept once a quarter more stands there, and never less than 16 MiB: what is kept outlives a crash", async () => {
    const file = sizeOnly();
    const sink = await fileSink(file, fresh);
    const mebibytes = (n: number) => new Uint8Array(n * 1024 * 1024);
    const kept: [boolean, number][] = [];
    for (const n of [1, 15, 16, 16, 32, 20, 10]) {
      await sink.write(mebibytes(n));
      kept.push([await sink.keep(), file.stored() / (1024 * 1024)]);
    }
    expect(kept).toEqual([
      [false, 0],
      [true, 16],
      [true, 32],
      [true, 48],
      [true, 80],
      [true, 100],
      [false, 100],
    ]);
    await sink.close();
    expect(file.stored()).toBe(110 * 1024 * 1024);
  });

  it("goes on where it was cancelled, and what stood behind is cut off", async () => {
    for (const behind of [new Uint8Array(0), utf8("half a file"), new Uint8Array(100_000)]) {
      const first = fakeFile(utf8("something else"));
      const state = await halfIn(first, { closed: true });
      const file = fakeFile(concat([first.stored(), behind]));
      expect(await finish(file, state)).toEqual({ startsAt: state.bytes, anew: false });
      expect(same(file.stored(), await whole())).toBe(true);
    }
  });

  it("begins anew after a crash, whatever the file was before", async () => {
    const other = memorySink();
    await runThrough({ ...fresh, plan: { ...fresh.plan, name: "another" } }, { sink: other });
    for (const before of [new Uint8Array(0), new Uint8Array(100_000), other.bytes()]) {
      const file = fakeFile(before);
      const state = await halfIn(file, { closed: false });
      expect(same(file.stored(), before)).toBe(true);
      expect(await finish(file, state)).toEqual({ startsAt: 0, anew: true });
      expect(same(file.stored(), await whole())).toBe(true);
    }
  });

  it("begins anew where a byte of what was written has changed, or the last is missing", async () => {
    const first = fakeFile(new Uint8Array(0));
    const state = await halfIn(first, { closed: true });
    const changed = first.stored().slice();
    changed[500] = (changed[500] ?? 0) ^ 0xff;
    for (const before of [changed, first.stored().slice(0, -1)]) {
      const file = fakeFile(before);
      expect(await finish(file, state)).toEqual({ startsAt: 0, anew: true });
      expect(same(file.stored(), await whole())).toBe(true);
    }
  });
});
