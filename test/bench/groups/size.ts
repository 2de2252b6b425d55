import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { rootUrl } from "../../harness/root.js";
import type { Figure, Measure } from "../figure.js";

/** What crosses the line before anybody can write, and after that: each file gzipped on its own. */

const widgetDir = new URL("apps/widget/dist/", rootUrl);
const appDir = new URL("widget/", widgetDir);

/** The client, the worker that encrypts and its WebAssembly: fetched at once, with what they import. */
const encryption = /^(?:connect|vault\.worker|libsodium)-/;
/** Fetched by who comes by a link or with a code. */
const waysIn = /^(?:CodeSheet|followLink)-/;
/** What a citizen takes home: fetched by who asks for it. */
const saving = /^SaveSheet-/;
/** What asks the town to erase it: likewise. */
const erasing = /^EraseSheet-/;
/** The search for topics: fetched when somebody begins to say what it is about. */
const suggestion = /^suggestions-/;

/** Fonts are compressed already, and are sent as they are. */
const transferBytes = async (url: URL): Promise<number> => {
  const content = await readFile(url);
  return url.pathname.endsWith(".woff2") ? content.length : gzipSync(content, { level: 9 }).length;
};

const sum = async (urls: URL[]): Promise<number> =>
  (await Promise.all(urls.map(transferBytes))).reduce((total, bytes) => total + bytes, 0);

/** The files that a page or a stylesheet names, in `assets/`. */
const assetsIn = (text: string): URL[] =>
  [...text.matchAll(/assets\/([\w.-]+\.(?:js|css))/g)].map(([path]) => new URL(path, appDir));

/** The chunks that one imports as it begins, not while it runs. */
const importsOf = async (url: URL): Promise<URL[]> =>
  url.pathname.endsWith(".js")
    ? [...(await readFile(url, "utf8")).matchAll(/(?:from|import)"(\.\/[\w.-]+\.js)"/g)].map(
        ([, path = ""]) => new URL(path, url),
      )
    : [];

/** The fonts whose range has the Latin letters: browsers load a font when a letter of its range is shown. */
const latinFontsIn = (stylesheet: string): URL[] =>
  [...stylesheet.matchAll(/@font-face\s*\{[^}]*\}/g)].flatMap(([face]) => {
    const [, name] = /url\([^)]*?([\w.-]+\.woff2)/.exec(face) ?? [];
    return name && /unicode-range:\s*U\+(?:\?\?|0+-)/i.test(face) ? [new URL(`assets/${name}`, appDir)] : [];
  });

export const measure: Measure = async () => {
  const page = await readFile(new URL("index.html", appDir), "utf8");
  const named = assetsIn(page);
  const stylesheets = named.filter(({ pathname }) => pathname.endsWith(".css"));
  const fonts = (await Promise.all(stylesheets.map((url) => readFile(url, "utf8")))).flatMap(latinFontsIn);
  if (fonts.length === 0) throw new Error("no font with the Latin letters was found");
  const opened = [new URL("index.html", appDir), ...named, ...fonts];
  // The rest of the code: the client, and the worker with the encryption and its WebAssembly.
  const code = (await readdir(new URL("assets/", appDir)))
    .filter((name) => /\.(?:js|wasm)$/.test(name))
    .map((name) => new URL(`assets/${name}`, appDir));
  const nameOf = ({ pathname }: URL): string => pathname.split("/").at(-1) ?? "";
  const isWayIn = (url: URL): boolean => waysIn.test(nameOf(url));
  const isSaving = (url: URL): boolean => saving.test(nameOf(url));
  const isErasing = (url: URL): boolean => erasing.test(nameOf(url));
  const isSuggestion = (url: URL): boolean => suggestion.test(nameOf(url));
  const isEncryption = (url: URL): boolean => encryption.test(nameOf(url));
  const atOnce = new Set([...opened, ...code.filter(isEncryption)].map(({ href }) => href));
  // A set is gone through with what is added on the way.
  for (const href of atOnce)
    for (const { href: imported } of await importsOf(new URL(href))) atOnce.add(imported);
  const withCrypto = [...atOnce].map((href) => new URL(href));
  const isApart = (url: URL) => [isWayIn, isSaving, isErasing, isSuggestion].some((isOne) => isOne(url));
  const isLater = (url: URL): boolean => !atOnce.has(url.href) && !isApart(url);
  const figure = async (id: string, urls: URL[], atMost: number): Promise<Figure> => ({
    id,
    value: await sum(urls),
    unit: "bytes",
    of: urls.map(({ pathname }) => pathname.split("/").at(-1)).join(", "),
    target: { atMost },
  });
  return [
    await figure("loader_gzip_bytes", [new URL("embed.js", widgetDir)], 3_000),
    await figure("opened_gzip_bytes", opened, 60_000),
    await figure("opened_with_crypto_gzip_bytes", withCrypto, 190_000),
    await figure("later_gzip_bytes", code.filter(isLater), 10_000),
    await figure("ways_in_gzip_bytes", code.filter(isWayIn), 5_000),
    await figure("saving_gzip_bytes", code.filter(isSaving), 6_000),
    await figure("erasing_gzip_bytes", code.filter(isErasing), 3_000),
    await figure("suggestion_gzip_bytes", code.filter(isSuggestion), 12_000),
  ];
};
