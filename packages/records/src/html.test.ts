import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { example, hostileTexts, saying } from "./example.js";
import { toHtml } from "./html.js";
import { transcriptWords } from "./texts/transcript.js";

const { nl, en } = transcriptWords;

const decoded: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#13;": "\r",
};
/** A tag whose attributes are all quoted, or text without anything that could begin one. */
const token = /<(?<end>\/?)(?<name>[a-z][a-z0-9]*)(?<attributes>(?: [a-z-]+="[^"<>]*")*)>|(?<text>[^<>]+)/y;

/** Reads a page as a browser does, as far as ours goes; throws at anything that could mean more. The journeys ask a browser. */
const read = (page: string) => {
  const names = new Set<string>();
  const attributes = new Set<string>();
  const open: string[] = [];
  const said: string[] = [];
  let inSaid = false;
  const doctype = "<!doctype html>";
  expect(page.startsWith(doctype)).toBe(true);
  token.lastIndex = doctype.length;
  while (token.lastIndex < page.length) {
    const { lastIndex } = token;
    const groups = token.exec(page)?.groups;
    if (!groups) throw new Error(`neither a tag nor text: ${page.slice(lastIndex, lastIndex + 80)}`);
    const { end, name, text } = groups;
    if (text !== undefined) {
      const words = text.replace(/&[^;]*;?/g, (reference) => {
        if (decoded[reference] === undefined) throw new Error(`an unknown reference: ${reference}`);
        return decoded[reference];
      });
      if (inSaid) said[said.length - 1] += words;
    } else if (end) {
      expect(open.pop()).toBe(name);
      inSaid = false;
    } else if (name) {
      names.add(name);
      for (const [, attribute] of (groups.attributes ?? "").matchAll(/ ([a-z-]+)="[^"]*"/g))
        if (attribute) attributes.add(attribute);
      if (name !== "meta") open.push(name);
      inSaid = groups.attributes?.includes('class="said"') ?? false;
      if (inSaid) said.push("");
    }
  }
  expect(open).toEqual([]);
  return { names, attributes, said };
};

/** What no page can hold stands as U+FFFD. */
const holdable = (text: string): string => text.replaceAll("\0", "\uFFFD").replace(/\p{Cs}/gu, "\uFFFD");

const anything = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom("<", ">", "/", "&", ";", '"', "'", "\r", "\n", "p", "#", "1", "\0", "\uD83D"),
  }),
);

describe("the readable page", () => {
  it("says everything once, in order, by day, with its doubts first", () => {
    const shown = toHtml(example, nl).replace(/<style>[^<]*<\/style>/, "<style></style>");
    expect(shown.slice(shown.indexOf("<title>"))).toBe(`<title>Uw gesprek met Gemeente Voorbeeld</title>
<style></style>
</head>
<body>
<header>
<h1>Uw gesprek met Gemeente Voorbeeld</h1>
<p>Let op: er ontbreekt misschien een bericht.</p>
<p>Alle tijden zijn Nederlandse tijden.</p>
</header>
<main>
<h2>Over dit gesprek</h2>
<dl>
<dt>Gemeente</dt><dd dir="auto">Gemeente Voorbeeld</dd>
<dt>Bureau</dt><dd dir="auto">Afval</dd>
<dt>Onderwerp</dt><dd dir="auto">Container niet geleegd</dd>
<dt>Begonnen</dt><dd dir="auto">20 november 2026 om 16:52 uur</dd>
<dt>Afgesloten</dt><dd dir="auto">23 november 2026 om 10:48 uur</dd>
<dt>Gespreksnummer</dt><dd dir="auto">20417 88365 90214</dd>
<dt>Bewaard</dt><dd dir="auto">23 november 2026 om 10:50 uur</dd>
</dl>
<h2>Berichten</h2>
<h3>vrijdag 20 november 2026</h3>
<ol>
<li><p><strong dir="auto">U</strong>, <time datetime="2026-11-20T15:52:00.000Z">16:52 uur</time></p><p class="said" dir="auto">Goedemiddag.
Mijn container is niet geleegd.</p><p><small>Gelezen</small></p></li>
<li><p><strong dir="auto">Sanne (bureau Afval)</strong>, <time datetime="2026-11-20T15:58:00.000Z">16:58 uur</time></p><p class="said" dir="auto">Wat vervelend. Ik kijk het voor u na en ik zorg dat hij alsnog geleegd wordt: https://voorbeeld.example/afval</p></li>
<li><p><time datetime="2026-11-20T16:03:00.000Z">17:03 uur</time></p><p class="said" dir="auto">Sanne van bureau Afval heeft uw gesprek overgedragen aan bureau Klantcontact.</p></li>
</ol>
<h3>maandag 23 november 2026</h3>
<ol>
<li><p><strong dir="auto">Onbekend</strong>, <time datetime="2026-11-23T09:44:00.000Z">10:44 uur</time></p><p>Dit bericht is ongeldig. We konden niet nagaan of het echt van uw gemeente is. Daarom staat het hier niet.</p></li>
<li><p><strong dir="auto">Mo</strong>, <time datetime="2026-11-23T09:46:00.000Z">10:46 uur</time></p><p class="said" dir="auto">De wagen komt om &lt; 12 &amp; &gt; 9 uur.</p></li>
<li><p><time datetime="2026-11-23T09:48:00.000Z">10:48 uur</time></p><p class="said" dir="auto">Mo heeft het gesprek afgesloten. Uw vraag is beantwoord.</p></li>
</ol>
<h2>Nog niet verstuurd</h2>
<p>Deze berichten stonden alleen op uw apparaat. Uw gemeente heeft ze niet gekregen.</p>
<ol>
<li><p>23 november 2026 om 10:49 uur</p><p class="said" dir="auto">Dank u wel</p></li>
</ol>
</main>
</body>
</html>
`);
  });

  it("is in the language of its words, and says that it is all there is when nothing is doubtful", () => {
    const page = toHtml(saying([], { closedAtMs: null }), en);
    expect(page).toContain('<html lang="en">');
    expect(page).toContain("<p>This is the whole conversation, as it was on 23 November 2026 at 10:50.</p>");
    expect(page).toContain('<dt>Closed</dt><dd dir="auto">not yet</dd>');
    expect(page).toContain("<p>There are no messages in this conversation.</p>");
    expect(toHtml(example, nl)).not.toContain("Dit is het hele gesprek");
  });

  it("may do nothing but look as it looks", async () => {
    const page = toHtml(example, nl);
    const [, style = ""] = /<style>([^<]*)<\/style>/.exec(page) ?? [];
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
    const hash = btoa(String.fromCharCode(...new Uint8Array(digest)));
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`,
    );
    // In a file it holds from where it stands: nothing may come before it but the encoding.
    expect(page.slice(0, page.indexOf("<meta http-equiv"))).toBe(
      '<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n',
    );
    expect(style).not.toMatch(/url|import/);
  });

  it("has no element and no attribute beyond these, whatever is said and whoever says it", () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 5 }), anything, (texts, name) => {
        const page = toHtml(
          {
            ...saying(texts, { organisation: { name }, desk: name, topic: name, number: name }),
            turns: [{ afterSeq: 0, atMs: 0, text: name }],
            unsent: [{ writtenAtMs: 0, text: name }],
            said: [
              ...saying(texts).said,
              {
                ...{ seq: 99, messageId: name, storedAtMs: 0, kind: "text", text: name },
                by: { role: "colleague", alias: name, member: name, desk: name },
              },
            ],
          },
          nl,
        );
        const { names, attributes } = read(page);
        expect([...names].toSorted()).toEqual(
          "body dd dl dt h1 h2 h3 head header html li main meta ol p strong style time title".split(" "),
        );
        expect([...attributes].toSorted()).toEqual(
          "charset class content datetime dir http-equiv lang name".split(" "),
        );
      }),
    );
  });

  it("gives back exactly what was said", () => {
    expect(read(toHtml(saying(hostileTexts), nl)).said).toEqual(hostileTexts.map(holdable));
    fc.assert(
      fc.property(fc.array(anything), (texts) => {
        expect(read(toHtml(saying(texts), nl)).said).toEqual(texts.map(holdable));
      }),
    );
  });
});
