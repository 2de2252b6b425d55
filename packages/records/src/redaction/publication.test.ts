import type { ConversationId } from "@eigenkanaal/protocol";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { publicationWords } from "../texts/publication.js";
import { csvOf } from "./csv.js";
import { wooGrounds } from "./grounds.js";
import { type Marking, withDecision } from "./markings.js";
import { type Assessed, publicationOf } from "./publication.js";
import { textsOf, type Weighed } from "./weighed.js";
import { zipOf } from "./zipOf.js";

const at = (time: string): number => Date.parse(`2026-${time}:00+01:00`);
const { nl } = publicationWords;

const weighed = (n: number, over: Partial<Weighed> = {}): Weighed => ({
  conversation: `00000000-0000-4000-c000-00000000000${n}` as ConversationId,
  ...{ number: `20417 88365 9021${n}`, organisation: { name: "Gemeente Voorbeeld" }, desk: "Afval" },
  ...{ topic: "Container niet geleegd", doubts: [], openedToWeighAtMs: at("11-29T20:00") },
  ...{ openedAtMs: at(`11-2${n}T16:52`), closedAtMs: at(`11-2${n}T17:00`) },
  lines: [
    { atMs: at(`11-2${n}T16:52`), speaker: "Inwoner", kind: "text", text: "Ik ben Kwik, bel 06-12345678." },
    { atMs: at(`11-2${n}T16:55`), speaker: "Sanne (bureau Afval)", kind: "text", text: "Dag Kwik" },
    { atMs: at(`11-2${n}T17:00`), speaker: null, kind: "system", text: "Sanne heeft het gesprek afgerond." },
  ],
  ...over,
});

const mask = (of: number, start: number, end: number): Marking => ({
  ...{ of, start, end, ground: "5.1.2.e", kind: "name", state: "confirmed" },
});
const masks = [mask(1, 7, 11), mask(1, 17, 28), mask(3, 4, 8), mask(2, 0, 5), mask(5, 0, 5)];
const partly: Assessed = { weighed: weighed(2), markings: masks, withheld: null };
const whole: Assessed = { weighed: weighed(1), markings: [], withheld: null };
const kept: Assessed = { weighed: weighed(3), markings: masks, withheld: "5.1.2.i" };

const filesOf = (assessed: readonly Assessed[]) => {
  const made = publicationOf(assessed, nl);
  if (!made.ok) throw new Error("undecided");
  return Object.fromEntries(
    made.files.map(({ path, content }) => [
      path,
      new TextDecoder("utf-8", { ignoreBOM: true }).decode(content),
    ]),
  );
};

describe("what is published", () => {
  const files = filesOf([kept, partly, whole]);

  it("has publication numbers in the order in which the conversations began, and no transcript of what is withheld", () => {
    expect(Object.keys(files)).toEqual([
      ...["0001.html", "0001.txt", "0002.html", "0002.txt"],
      ...["laklijst.csv", "inventarislijst.csv"],
    ]);
    expect(files["0002.html"]).toContain("<h1>0002: gesprek met Gemeente Voorbeeld</h1>");
  });

  it("has nothing of what is masked in any file, whoever said it, and all else", () => {
    for (const [path, text] of Object.entries(files)) {
      if (path.startsWith("0001")) continue;
      for (const words of ["Kwik", "06-12345678", "Sanne"]) expect(text, path).not.toContain(words);
    }
    expect(files["0002.txt"]).toContain("Ik ben [█\u00A05.1.2.e], bel [█\u00A05.1.2.e].");
    expect(files["0002.txt"]).toContain("[█\u00A05.1.2.e] (bureau Afval)");
    expect(files["0001.html"]).toContain("Ik ben Kwik, bel 06-12345678.");
  });

  it("has an inventory with what was decided, and a list of every mask with its ground", () => {
    expect(files["inventarislijst.csv"]).toBe(
      [
        '\uFEFF"publicatienummer";"gespreksnummer";"datum";"onderwerp";"aantal lakken";"gronden";"besluit"',
        '"0001";"20417 88365 90211";"2026-11-21";"Container niet geleegd";"0";"";"openbaar"',
        '"0002";"20417 88365 90212";"2026-11-22";"Container niet geleegd";"5";"5.1.2.e";"deels"',
        '"0003";"20417 88365 90213";"2026-11-23";"Container niet geleegd";"0";"5.1.2.i";"geweigerd"',
        "",
      ].join("\r\n"),
    );
    const rows = files["laklijst.csv"]?.split("\r\n") ?? [];
    expect(rows).toHaveLength(7);
    expect(rows[1]).toBe(
      '"0002";"1";"1";"22 november 2026 om 16:52 uur";"bericht";"5.1.2.e";"Persoonlijke levenssfeer"',
    );
    expect(rows[3]).toContain('"0002";"3";"2";"22 november 2026 om 16:55 uur";"wie"');
  });

  it("says where a message may be missing", () => {
    const doubtful = { ...whole, weighed: weighed(1, { doubts: ["gap"] }) };
    expect(filesOf([doubtful])["0001.txt"]).toContain("er ontbreekt misschien een bericht");
    expect(files["0001.txt"]).not.toContain("er ontbreekt misschien een bericht");
  });

  it("goes into a ZIP that another program opens", () => {
    const made = publicationOf([whole, partly], nl);
    const unzipped = unzipSync(zipOf(made.ok ? made.files : [], at("11-29T20:00")));
    expect(
      Object.fromEntries(
        Object.entries(unzipped).map(([path, bytes]) => [
          path,
          new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes),
        ]),
      ),
    ).toEqual(filesOf([whole, partly]));
  });
});

it("is refused while a suggestion is undecided, and not once it is decided or all is withheld", () => {
  const open: Marking = { ...mask(1, 7, 11), state: "suggested" };
  const undecided = { ...partly, markings: [open] };
  expect(publicationOf([whole, undecided], nl)).toEqual({
    ok: false,
    undecided: [undecided.weighed.conversation],
  });
  for (const state of ["confirmed", "refused"] as const)
    expect(
      publicationOf([{ ...undecided, markings: withDecision([open], "1.7.11", { state }) }], nl),
    ).toMatchObject({ ok: true });
  expect(publicationOf([{ ...undecided, withheld: "5.1.2.i" }], nl)).toMatchObject({ ok: true });
});

it("leaves the conversation that it was made of as it was", () => {
  const before = structuredClone(partly);
  filesOf([partly]);
  expect(partly).toEqual(before);
  expect(textsOf(partly.weighed)).toEqual([
    ...["Inwoner", "Ik ben Kwik, bel 06-12345678.", "Sanne (bureau Afval)", "Dag Kwik"],
    ...["", "Sanne heeft het gesprek afgerond."],
  ]);
});

it("names every ground in both languages", () => {
  for (const words of Object.values(publicationWords))
    expect(Object.keys(words.grounds)).toEqual([...wooGrounds]);
});

describe("a cell of a list", () => {
  it.each(["=1+1", "+31", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\n", "\0=1"])(
    "is never a formula: %j",
    (text) => {
      expect(csvOf([[text]])).toBe(`\uFEFF"'${text}"\r\n`);
    },
  );

  it("ends only where its quotes end", () => {
    expect(csvOf([['a";=1', "b\r\nc", 12]])).toBe('\uFEFF"a"";=1";"b\r\nc";"12"\r\n');
  });
});
