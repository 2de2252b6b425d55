import { unzipSync } from "fflate";
import { afterEach, describe, expect, it } from "vitest";
import { sha256 } from "./bytes.js";
import { checkPackage } from "./checkPackage.js";
import { readManifestJson } from "./manifest.js";
import { newPackage, type PackageState, reachedOf } from "./plan.js";
import {
  idOf,
  load,
  memorySink,
  runThrough,
  same,
  sampleConversation,
  samplePlan,
  signAsOfficer,
  verifyOfficer,
} from "./sample.js";
import { notChecked, requireValid } from "./schema.js";
import { packageFileName } from "./seal.js";
import { type PackageProgress, writePackage } from "./writePackage.js";

const whole = async (count: number): Promise<Uint8Array> => {
  const sink = memorySink();
  await runThrough(newPackage(samplePlan(count)), { sink });
  return sink.bytes();
};
const faultsOf = (bytes: Uint8Array) =>
  checkPackage(new Blob([new Uint8Array(bytes)]), { verify: verifyOfficer });
const textsOf = (bytes: Uint8Array) =>
  Object.entries(unzipSync(bytes)).map(
    ([path, content]) => [path, new TextDecoder().decode(content)] as const,
  );

describe("a package", () => {
  it("is a bag of transcripts and metadata, in a folder per conversation", async () => {
    const bytes = await whole(2);
    expect(await faultsOf(bytes)).toEqual([]);
    const folder = (i: number) => {
      const name = `12345-00000-00000-00000-00000-0000${i}`;
      return [
        ...["html", "txt", "json"].flatMap((ending) => [
          `data/${name}/transcript.${ending}`,
          `data/${name}/transcript.${ending}.bestand.mdto.xml`,
        ]),
        `data/${name}/${name}.mdto.xml`,
      ];
    };
    const paths = [
      "bagit.txt",
      ...folder(0),
      ...folder(1),
      "data/selectie.mdto.xml",
      "manifest-sha256.txt",
      "bag-info.txt",
      "manifest.json",
      "manifest.json.sig",
      "tagmanifest-sha256.txt",
    ];
    expect(textsOf(bytes).map(([path]) => path)).toEqual(paths.map((path) => `gesprekken-2026-11/${path}`));
  });

  it("of one conversation needs no selection", async () => {
    const bytes = await whole(1);
    expect(await faultsOf(bytes)).toEqual([]);
    expect(textsOf(bytes).filter(([path]) => path.includes("selectie"))).toEqual([]);
    expect(textsOf(bytes).filter(([, text]) => text.includes("isOnderdeelVan"))).toEqual([]);
  });

  it("says in its manifest who exported what, and of which envelopes", async () => {
    const texts = new Map(textsOf(await whole(2)));
    const manifest = readManifestJson(texts.get("gesprekken-2026-11/manifest.json") ?? "");
    expect(manifest).toMatchObject({
      organisation: "Gemeente Voorbeeld",
      exported_by: { alias: "Archief 1" },
      exported_at: "2026-11-29T23:30:12.000Z",
      conversations: [
        { conversation: idOf(0), head: "00".repeat(32) },
        { conversation: idOf(1), head: "01".repeat(32) },
      ],
      files: [{ path: "data/selectie.mdto.xml" }],
    });
    expect(texts.get("gesprekken-2026-11/bag-info.txt")).toContain("Bagging-Date: 2026-11-30\n");
  });

  it("has metadata that are valid against the schema", async ({ skip }) => {
    if (notChecked) skip(notChecked);
    const documents = textsOf(await whole(6)).flatMap(([path, text]) => (path.endsWith(".xml") ? text : []));
    expect(documents).toHaveLength(6 * 4 + 1);
    requireValid(documents);
  });

  it("tells of a conversation what is known, and no citizen's name", async () => {
    const texts = new Map(textsOf(await whole(2)));
    const folder = "12345-00000-00000-00000-00000-00000";
    const object = texts.get(`gesprekken-2026-11/data/${folder}/${folder}.mdto.xml`) ?? "";
    const expected = [
      `<identificatieKenmerk>${idOf(0)}</identificatieKenmerk>`,
      "<begripLabel>Container &amp; &lt;afvalpas&gt;</begripLabel>",
      "<begripLabel>Archiefstuk</begripLabel>",
      "<dekkingInTijdBegindatum>2026-10-01</dekkingInTijdBegindatum>",
      "<taal>nl</taal>",
      "<eventResultaat>Overgedragen aan Afval</eventResultaat>",
      "<begripCode>V</begripCode>",
      "<termijnStartdatumLooptijd>2026-10-01</termijnStartdatumLooptijd>",
      "<termijnLooptijd>P1Y6M</termijnLooptijd>",
      "<termijnEinddatum>2028-04-01</termijnEinddatum>",
      "<begripCode>14.1</begripCode>",
      "<verwijzingNaam>Selectielijst gemeenten en intergemeentelijke organen 2020</verwijzingNaam>",
      "<verwijzingNaam>Gesprekken over afval</verwijzingNaam>",
      "<verwijzingNaam>transcript.txt</verwijzingNaam>",
      "<identificatieKenmerk>gm9999</identificatieKenmerk>",
      "<verwijzingNaam>Inwoner, naam niet vastgelegd</verwijzingNaam>",
      "<verwijzingNaam>Balie</verwijzingNaam>",
      "<begripCode>5.1, tweede lid, onder e</begripCode>",
      "<beperkingGebruikNadereBeschrijving>Naam en adres van wie vroeg.</beperkingGebruikNadereBeschrijving>",
      "<termijnEinddatum>2101-10-01</termijnEinddatum>",
    ];
    expect(expected.filter((text) => !object.includes(text))).toEqual([]);
    const file = texts.get(`gesprekken-2026-11/data/${folder}/transcript.html.bestand.mdto.xml`);
    expect(file).toContain("<begripCode>fmt/471</begripCode>");
  });
});

describe("the same conversations and the same moment", () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it("give the same bytes, whatever the device's time zone", async () => {
    const bytes = await whole(3);
    process.env.TZ = "Pacific/Kiritimati";
    expect(same(await whole(3), bytes)).toBe(true);
  });
});

describe("what gives no package", () => {
  const plan = samplePlan(2);
  const given = (over: Partial<ReturnType<typeof sampleConversation>>) =>
    runThrough(newPackage(plan), {
      sink: memorySink(),
      load: async (id) => ({ ...sampleConversation(id), ...over }),
    });
  const file = (name: string) => ({ name, bytes: new Uint8Array(1), mediaType: "text/plain" });

  it("is refused: no conversations, a selection without a name, a name that leads elsewhere", () => {
    expect(newPackage(plan).bytes).toBe(0);
    expect(() => newPackage({ ...plan, conversations: [] })).toThrow(RangeError);
    expect(() => newPackage({ ...plan, selection: null })).toThrow(RangeError);
    expect(() => newPackage({ ...plan, name: "../elsewhere" })).toThrow(RangeError);
  });

  it("is refused: files that would hide each other or leave their folder", async () => {
    expect(await given({ files: [file("a.txt"), file("b.txt")] })).toHaveLength(3);
    const others = [[file("a.txt"), file("A.TXT")], [file("../a.txt")], [file("a.mdto.xml")]];
    for (const files of others) await expect(given({ files })).rejects.toThrow(RangeError);
    await expect(given({ number: "12345" })).rejects.toThrow("two conversations of one number");
    await expect(given({ record: sampleConversation(idOf(7)).record })).rejects.toThrow(RangeError);
  });
});

describe("while it is written", () => {
  it("holds one conversation at a time: the next is loaded when this one is written", async () => {
    const order: string[] = [];
    const sink = memorySink();
    await runThrough(newPackage(samplePlan(3)), {
      sink: {
        startsAt: 0,
        write: async (bytes) => {
          order.push("write");
          await sink.write(bytes);
        },
      },
      load: (id) => {
        order.push("load");
        return load(id);
      },
    });
    expect(order).toEqual(["load", "write", "load", "write", "load", "write", "write"]);
  });

  it("tells how far it is, and when it is whole", async () => {
    const told = await runThrough(newPackage(samplePlan(3)), { sink: memorySink() });
    expect(told).toMatchObject([
      { step: "conversation", state: { written: { length: 1 } } },
      { step: "conversation", state: { written: { length: 2 } } },
      { step: "conversation", state: { written: { length: 3 } } },
      { step: "whole", state: { written: { length: 3 } } },
    ]);
  });

  it("names itself by its tag manifest, which lists all that lists the rest", async () => {
    const sink = memorySink();
    const last = (await runThrough(newPackage(samplePlan(3)), { sink })).at(-1);
    const tags = unzipSync(sink.bytes())["gesprekken-2026-11/tagmanifest-sha256.txt"];
    expect(last).toMatchObject({ step: "whole", sha256: await sha256(tags ?? new Uint8Array(0)) });
  });
});

describe("what cannot be opened", () => {
  const without = (...missing: number[]) => ({
    load: async (id: string) => {
      const i = Number(id.slice(-4));
      return missing.includes(i) ? { number: i === 1 ? "12345" : null, why: "unavailable" } : load(id);
    },
  });
  const manifestIn = (bytes: Uint8Array) => {
    const text = new Map(textsOf(bytes)).get("gesprekken-2026-11/manifest.json");
    return readManifestJson(text ?? "");
  };

  it("is left out, by its number and the reason, in what is signed", async () => {
    const sink = memorySink();
    const told = await runThrough(newPackage(samplePlan(4)), { sink, ...without(0, 1) });
    expect(await faultsOf(sink.bytes())).toEqual([]);
    const leftOut = [
      { conversation: idOf(0), number: null, why: "unavailable" },
      { conversation: idOf(1), number: "12345", why: "unavailable" },
    ];
    expect(manifestIn(sink.bytes())).toMatchObject({
      conversations: [
        { conversation: idOf(2), doubts: [] },
        { conversation: idOf(3), doubts: ["gap"] },
      ],
      left_out: leftOut,
    });
    expect(told.map(({ step }) => step)).toEqual([...Array(4).fill("conversation"), "whole"]);
    expect(told.at(-1)).toMatchObject({ state: { leftOut } });
  });

  it("is not asked for again when it goes on", async () => {
    const stopped = await interruptedAfter(2, 4, without(1));
    const sink = memorySink(stopped.bytes.slice(0, stopped.state.bytes));
    const loaded: string[] = [];
    await runThrough(stopped.state, {
      sink,
      load: (id) => {
        loaded.push(id);
        return load(id);
      },
    });
    expect(loaded).toEqual([idOf(2), idOf(3)]);
    expect(manifestIn(sink.bytes())?.left_out).toHaveLength(1);
  });

  it("leaves no package where it is all of it", async () => {
    const sink = memorySink();
    const told = await runThrough(newPackage(samplePlan(2)), { sink, ...without(0, 1) });
    expect(told.at(-1)).toMatchObject({ step: "nothing", state: { leftOut: { length: 2 } } });
    expect(sink.bytes()).toHaveLength(0);
  });
});

type LoadSome = Parameters<typeof writePackage>[1]["load"];

/** Writes until so many conversations are told of, then stops the way a closed tab does: without another word. */
async function interruptedAfter(count: number, of: number, over: { load: LoadSome } = { load }) {
  const sink = memorySink();
  let state: PackageState = newPackage(samplePlan(of));
  for await (const step of writePackage(state, { sink, ...over, sign: signAsOfficer })) {
    if (step.step === "conversation") state = step.state;
    if (reachedOf(state) === count) break;
  }
  // As it comes back from where it was stored.
  return { state: JSON.parse(JSON.stringify(state)) as PackageState, bytes: sink.bytes() };
}

describe("after an interruption", () => {
  it("what is there is no package, and going on gives the same bytes as never having stopped", async () => {
    const bytes = await whole(4);
    for (const count of [1, 2, 3, 4]) {
      const stopped = await interruptedAfter(count, 4);
      expect(await faultsOf(stopped.bytes)).toEqual([{ code: "not_whole" }]);
      const loaded: string[] = [];
      const sink = memorySink(stopped.bytes.slice(0, stopped.state.bytes));
      const told = await runThrough(stopped.state, {
        sink,
        load: (id) => {
          loaded.push(id);
          return load(id);
        },
      });
      expect(loaded).toEqual(samplePlan(4).conversations.slice(count));
      expect(told.map(({ step }) => step)).not.toContain("anew");
      expect(same(sink.bytes(), bytes)).toBe(true);
    }
  });

  it("it begins anew, and says so, where nothing could be kept", async () => {
    const { state } = await interruptedAfter(2, 4);
    const sink = memorySink();
    const told = await runThrough(state, { sink });
    expect(told[0]).toEqual({ step: "anew" });
    expect(same(sink.bytes(), await whole(4))).toBe(true);
  });

  it("it does not go on behind other bytes than those it wrote", async () => {
    const { state, bytes } = await interruptedAfter(2, 4);
    const sink = memorySink(bytes.slice(0, state.bytes - 1));
    await expect(runThrough(state, { sink })).rejects.toThrow("the sink stands elsewhere");
  });

  it("a cancelled one stops before the next conversation, with the reason given", async () => {
    const cancel = new AbortController();
    const sink = memorySink();
    const told: PackageProgress[] = [];
    const run = async () => {
      const work = { sink, load, sign: signAsOfficer, signal: cancel.signal };
      for await (const step of writePackage(newPackage(samplePlan(4)), work)) {
        told.push(step);
        if (told.length === 2) cancel.abort(new Error("cancelled"));
      }
    };
    await expect(run()).rejects.toThrow("cancelled");
    expect(told).toHaveLength(2);
    expect(told.at(-1)).toMatchObject({ state: { bytes: sink.bytes().length } });
    expect(await faultsOf(sink.bytes())).toEqual([{ code: "not_whole" }]);
  });
});

describe("a sealed package", () => {
  /** Not a cipher: what goes in comes out turned over, in pieces of another size. */
  async function* seal(plain: AsyncIterable<Uint8Array>) {
    for await (const bytes of plain)
      for (let at = 0; at < bytes.length; at += 1_000)
        yield bytes.slice(at, at + 1_000).map((byte) => byte ^ 0xff);
  }

  const unsealed = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0xff);

  it("is the same package, sealed, and looks like no ZIP", async () => {
    const sink = memorySink();
    const told = await runThrough(newPackage(samplePlan(3)), { sink, seal });
    expect(same(unsealed(sink.bytes()), await whole(3))).toBe(true);
    expect(await faultsOf(sink.bytes())).toEqual([{ code: "not_whole" }]);
    expect(told.filter(({ step }) => step === "conversation")).toHaveLength(3);
    expect(told.at(-1)).toMatchObject({ step: "whole" });
    expect(packageFileName("gesprekken", { sealed: true })).toBe("gesprekken.zip.mce");
    expect(packageFileName("gesprekken", { sealed: false })).toBe("gesprekken.zip");
  });

  it("begins anew after an interruption, and says so", async () => {
    const { state, bytes } = await interruptedAfter(2, 3);
    const sink = memorySink();
    expect((await runThrough(state, { sink, seal }))[0]).toEqual({ step: "anew" });
    expect(same(unsealed(sink.bytes()), await whole(3))).toBe(true);
    await expect(runThrough(state, { sink: memorySink(bytes), seal })).rejects.toThrow(RangeError);
  });
});
