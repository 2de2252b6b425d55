import { ConsiderationSubject } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { choices, subjectFor } from "./considerationWords.js";

const taken = (...names: string[]) => names.map((name) => ConsiderationSubject.parse(name));

it("makes a short name of what a channel is called, and another where it is taken", () => {
  expect(subjectFor("WhatsApp Business", [])).toBe("whatsapp-business");
  expect(subjectFor("  Café & Ré: één  ", [])).toBe("cafe-re-een");
  expect(subjectFor("X", taken("x"))).toBe("x-2");
  expect(subjectFor("X", taken("x", "x-2"))).toBe("x-3");
  expect(subjectFor("微信", [])).toBe("kanaal");
  expect(subjectFor("a".repeat(60), [])).toHaveLength(30);
});

it("never takes the name of what every town decides", () => {
  expect(choices).toContain("uploads");
  expect(subjectFor("Uploads", [])).toBe("uploads-2");
});
