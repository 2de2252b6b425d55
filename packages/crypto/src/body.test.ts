import { describe, expect, it } from "vitest";
import { seedOf, uuidOf } from "../vectors/scene.js";
import { type Body, decodeBody, encodeBody, type MessageClass, maxRegistrationBytes } from "./body.js";
import { toBase64Url, utf8 } from "./bytes.js";

const h = seedOf("hash");
const target = uuidOf("target");
const att = [
  { id: target, key: seedOf("key"), size: 3, chunks: 1, name: "foto.jpg", mime: "image/jpeg", hash: h },
];

const bodies: readonly [Body, number, MessageClass][] = [
  [{ type: "text", text: "Hoi" }, 1, "message"],
  [{ type: "text", text: "", re: { id: target, h }, att }, 1, "message"],
  [{ type: "edit", target, h, text: "Hallo" }, 2, "message"],
  [{ type: "redact", target, h, why: "vergissing" }, 3, "message"],
  [{ type: "system", text_key: "transfer.done" }, 4, "service"],
  [{ type: "close", outcome: "answered" }, 5, "service"],
  [{ type: "close", outcome: "refused" }, 5, "service"],
  [{ type: "receipt", read: false }, 6, "service"],
  [{ type: "typing" }, 7, "ephemeral"],
  [{ type: "gossip", size: 12, root: h }, 8, "service"],
  [{ type: "handover", step: "given", to: "desk", id: target, text: "" }, 9, "message"],
  [{ type: "case", number: "Z-2026-0001" }, 10, "message"],
  [{ type: "case", number: "" }, 10, "message"],
  [{ type: "registration", summary: "Container", place: "Centrum", topic: "Afval" }, 11, "message"],
  [{ type: "registration", summary: "Container", place: "", topic: "" }, 11, "message"],
  [{ type: "remark", text: "Vlot geholpen, dank.", shared: false }, 12, "service"],
];

describe("a body", () => {
  it.each(bodies)("reads back as written: %o", (body, ctype, messageClass) => {
    const encoded = encodeBody(body);
    expect(encoded).toMatchObject({ ctype, messageClass });
    expect(encoded && decodeBody(encoded)).toEqual(body);
  });

  it.each(bodies)("is refused under a class that does not fit: %o", (body, _ctype, own) => {
    const encoded = encodeBody(body);
    if (!encoded) throw new Error("body");
    for (const messageClass of ["message", "ephemeral", "service"] as const) {
      expect(decodeBody({ ...encoded, messageClass }) !== undefined).toBe(messageClass === own);
    }
  });

  it("is refused in any other spelling, or with a key too many or too few", () => {
    const read = (json: string, ctype = 1) =>
      decodeBody({ ctype, messageClass: ctype === 1 ? "message" : "service", bodyBytes: utf8(json) });
    expect(read('{"text":"é"}')).toEqual({ type: "text", text: "é" });
    const refused = [
      '{"text":"\\u00e9"}',
      '{"text": "a"}',
      '{"text":"a","x":1}',
      '{"text":"a","text":"a"}',
      '{"text":"a","__proto__":{}}',
      '{"text":"\\ud800"}',
      '{"text":1}',
      '{"text":""}',
      '{"text":"","att":[]}',
      "{}",
      "[]",
      "null",
      "",
      `{"text":"a","re":{"h":"${toBase64Url(h)}","id":"${target}"}}`,
    ];
    for (const json of refused) expect(read(json), json).toBeUndefined();
    expect(read('{"read":true}', 6)).toEqual({ type: "receipt", read: true });
    expect(read('{"read":1}', 6)).toBeUndefined();
    expect(read('{"outcome":"ok"}', 5)).toBeUndefined();
    // What nobody goes on with is closed by a rule, and nobody signs for that.
    expect(read('{"outcome":"abandoned"}', 5)).toBeUndefined();
    expect(read(`{"size":-1,"root":"${toBase64Url(h)}"}`, 8)).toBeUndefined();
    expect(read('{"text":"a"}', 9)).toBeUndefined();
    const number = (length: number) =>
      encodeBody({ type: "case", number: "9".repeat(length) })?.bodyBytes.length;
    expect([number(64), number(65)]).toEqual([77, undefined]);
    const remark = (text: string) => encodeBody({ type: "remark", text, shared: true }) !== undefined;
    expect([remark("€".repeat(1_000)), remark(`${"€".repeat(1_000)}a`), remark("")]).toEqual([
      true,
      false,
      false,
    ]);
    const registered = (over: Partial<Record<"summary" | "place" | "topic", string>>) =>
      encodeBody({ type: "registration", summary: "a", place: "", topic: "", ...over }) !== undefined;
    expect(registered({ summary: "" })).toBe(false);
    for (const field of ["summary", "place", "topic"] as const) {
      const most = maxRegistrationBytes[field];
      expect(registered({ [field]: "é".repeat(most / 2) }), field).toBe(true);
      expect(registered({ [field]: `${"é".repeat(most / 2)}a` }), field).toBe(false);
    }
    expect(decodeBody({ ctype: 1, messageClass: "message", bodyBytes: Uint8Array.of(0xff) })).toBeUndefined();
  });
});
