/** An element: its name, and a text or the elements in it. One that is undefined is left out. */
export type Element = readonly [name: string, content: string | Elements];
export type Elements = readonly (Element | undefined)[];

/** What no XML 1.0 document can hold, escaped or not (W3C XML 1.0, production 2): controls, lone surrogates, U+FFFE. */
const notXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** A text as an XML document can hold it: U+FFFD stands for each character that it cannot. */
const xmlText = (text: string): string => text.replace(notXml, "\uFFFD");

// A carriage return that is not escaped is read as a line feed.
const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };
const escaped = (text: string): string =>
  xmlText(text).replace(/[&<>\r]/g, (found) => escapes[found] ?? found);

/**
 * Elements as XML, each on a line of its own. All text passes here, and there are no attributes: names are the
 * program's, so that these lines escape everything that a library would.
 */
export const xml = (elements: Elements, indent = ""): string =>
  elements
    .filter((element) => element !== undefined)
    .map(([name, content]) =>
      typeof content === "string"
        ? `${indent}<${name}>${escaped(content)}</${name}>\n`
        : `${indent}<${name}>\n${xml(content, `${indent}\t`)}${indent}</${name}>\n`,
    )
    .join("");
