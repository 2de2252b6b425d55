import { describe, expect, it } from "vitest";
import { fragmentFor, langFor, parseFragment } from "./settings.js";

const rootB64 = "A".repeat(43);

describe("the fragment of the frame's address", () => {
  it("brings over what the town's page says", () => {
    const fragment = fragmentFor({
      root: rootB64,
      phone: "14 0000",
      counter: "https://voorbeeld.example/contact?balie=1&x=ü",
      lang: "en-GB",
      page: "https://voorbeeld.example",
    });
    expect(parseFragment(fragment)).toEqual({
      rootB64,
      phone: "14 0000",
      counterUrl: "https://voorbeeld.example/contact?balie=1&x=%C3%BC",
      lang: "en",
      pageOrigin: "https://voorbeeld.example",
    });
  });

  it("leaves out what the page does not say", () => {
    expect(fragmentFor({ root: rootB64, phone: undefined, counter: null, lang: "" })).toBe(
      `#root=${rootB64}`,
    );
    expect(parseFragment("")).toEqual({
      rootB64: null,
      phone: null,
      counterUrl: null,
      lang: "nl",
      pageOrigin: null,
    });
  });

  it.each([
    ["a script as counter", "counter=javascript:alert(1)", "counterUrl"],
    ["data as counter", "counter=data:text/html,x", "counterUrl"],
    ["no address as counter", "counter=contact", "counterUrl"],
    ["words as phone number", "phone=bel%20mij", "phone"],
    ["a root key that is too short", `root=${rootB64.slice(1)}`, "rootB64"],
    ["a root key in another alphabet", `root=${rootB64.slice(1)}%2B`, "rootB64"],
    ["an opaque page origin", "page=null", "pageOrigin"],
  ] as const)("takes %s for absent", (_, fragment, setting) => {
    expect(parseFragment(`#${fragment}`)[setting]).toBeNull();
  });

  it("cuts a page address down to its origin", () => {
    expect(parseFragment("#page=https://voorbeeld.example/contact").pageOrigin).toBe(
      "https://voorbeeld.example",
    );
  });
});

describe("the language", () => {
  it.each([
    ["en", "en"],
    ["en-GB", "en"],
    ["EN", "en"],
    ["nl", "nl"],
    ["nl-BE", "nl"],
    ["fy", "nl"],
    ["eng", "nl"],
    [null, "nl"],
  ] as const)("for %s is %s", (tag, lang) => {
    expect(langFor(tag)).toBe(lang);
  });
});
