import type { ConversationView, ReaderView, TownView } from "@eigenkanaal/client";
import { defaultRetention } from "@eigenkanaal/domain";
import { DeskId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { loadTexts, readingIn } from "../texts/reading.js";
import { lockLine } from "./readers.js";

const desk = DeskId.parse("00000000-0000-4000-8000-000000000001");
const town: TownView = {
  name: "Gemeente Voorbeeld",
  organisationNumber: "",
  contact: {
    phone: "14 0000",
    counterUrl: "https://v.example",
    privacyUrl: "https://v.example",
    crisisLines: [],
  },
  emergencyProcedure: null,
  former: { desks: [], topics: [] },
  retention: defaultRetention,
  desks: [
    {
      desk,
      name: { nl: "Afval", en: "Waste" },
      general: false,
      hours: { timeZone: "Europe/Amsterdam", weekly: [], exceptions: [] },
    },
  ],
  topics: [],
};
const conversation = (readers: ReaderView[]): ConversationView => ({
  conversation: null,
  number: null,
  desk,
  topic: null,
  state: "waiting",
  keeping: null,
  verdict: null,
  entries: [],
  warnings: [],
  readers,
  typing: null,
  sending: "possible",
});
const you: ReaderView = { role: "citizen", name: "", members: [] };
const afval: ReaderView = { role: "desk", name: "Afval", members: ["Sanne"] };
const nl = readingIn("nl", { timeZone: "Europe/Amsterdam", nowMs: 0 });
await loadTexts("en");
const en = readingIn("en", { timeZone: "Europe/Amsterdam", nowMs: 0 });

describe("the lock line", () => {
  it("names the chosen desk and the archive before anything has been sent", () => {
    expect(lockLine(conversation([]), town, nl)).toBe(
      "Alleen u, bureau Afval en het archief kunnen dit lezen",
    );
    expect(lockLine(conversation([]), town, en)).toBe(
      "Only you, the Waste desk and the archive can read this",
    );
  });

  it("leaves no reader out", () => {
    const all: ReaderView[] = [
      you,
      afval,
      { role: "archive", name: "Archief", members: [] },
      { role: "reviewer", name: "Toezicht", members: [] },
    ];
    expect(lockLine(conversation(all), town, nl)).toBe(
      "Alleen u, bureau Afval, het archief en een controleur kunnen dit lezen",
    );
  });

  it("names those who can read now, also when that is another desk than the one chosen", () => {
    const wonen: ReaderView = { role: "desk", name: "Wonen", members: [] };
    expect(lockLine(conversation([you, wonen]), town, nl)).toBe("Alleen u en bureau Wonen kunnen dit lezen");
  });

  it("names a desk in the reader's language, and by its certificate when the directory has no such desk", () => {
    expect(lockLine(conversation([you, afval]), town, en)).toBe("Only you and the Waste desk can read this");
    const renamed: ReaderView = { role: "desk", name: "Afval en Groen", members: [] };
    expect(lockLine(conversation([you, renamed]), town, en)).toBe(
      "Only you and the Afval en Groen desk can read this",
    );
  });
});
