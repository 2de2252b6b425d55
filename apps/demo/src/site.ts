import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import express from "express";
import helmet from "helmet";

export interface TownWebsite {
  /** TCP port on 127.0.0.1. */
  readonly port: number;
  /** The one script tag that a town pastes, as HTML. It stands before `</body>` of every page. */
  readonly embedTag: string;
  /** The only origin of which this website runs scripts and shows frames. */
  readonly chatOrigin: string;
}

/** Another program listens on the port of the town's website. */
export class PortTaken extends Error {
  override readonly name = "PortTaken";
  readonly port: number;

  constructor(port: number, options?: ErrorOptions) {
    super(`Port ${port} is in use by another program: stop it or choose another port.`, options);
    this.port = port;
  }
}

const PAGES = {
  "/": "index",
  "/afval": "afval",
  "/paspoort": "paspoort",
  "/contact": "contact",
  "/privacy": "privacy",
};
const OWN_ASSETS = ["colours.css", "site.css", "home.css", "wapen.svg"];

const siteDir = fileURLToPath(new URL("../site/", import.meta.url));
const require = createRequire(import.meta.url);

/**
 * Serves the website of gemeente Voorbeeld with a strict content security policy: everything from the site
 * itself, scripts and frames from the chat origin only, nothing inline. Rejects with PortTaken.
 */
export function serveTownWebsite(town: TownWebsite): Promise<{ close(): Promise<void> }> {
  const app = express();
  app.use(securityHeaders(town.chatOrigin));
  for (const [path, name] of Object.entries(PAGES)) {
    const html = page(name, town.embedTag).replace(
      `<li><a href="${path}"`,
      (link) => `${link} aria-current="page"`,
    );
    app.get(path, (_request, response) => void response.type("html").send(html));
  }
  const everything = page("zoeken", town.embedTag);
  app.get("/zoeken", (request, response) => {
    response.type("html").send(found(everything, String(request.query.q ?? "")));
  });
  for (const [path, file] of Object.entries(assetFiles())) {
    const content = readFileSync(file);
    app.get(path, (_request, response) => void response.type(extname(file)).send(content));
  }
  const notFound = page("niet-gevonden", town.embedTag);
  app.use((_request, response) => void response.status(404).type("html").send(notFound));
  return listen(app, town.port);
}

/** A page in the frame that all of them share: its own lines for the head, its own main. */
function page(name: string, embedTag: string): string {
  const read = (file: string): string => readFileSync(`${siteDir}${file}.html`, "utf8");
  const own = read(name);
  const main = own.indexOf("<main");
  return read("frame")
    .replace("<!-- head -->", () => own.slice(0, main))
    .replace("<!-- main -->", () => own.slice(main))
    .replace("<!-- eigenkanaal -->", () => embedTag);
}

/** What the pages load, by address: our own, and tokens, components and letters as their packages ship them. */
function assetFiles(): Record<string, string> {
  const lettersCss = require.resolve("@fontsource-variable/source-sans-3/index.css");
  const lettersDir = join(dirname(lettersCss), "files");
  const letters = readdirSync(lettersDir).map((name) => [`/letters/files/${name}`, join(lettersDir, name)]);
  return {
    ...Object.fromEntries(OWN_ASSETS.map((name) => [`/${name}`, join(siteDir, name)])),
    "/components/button.css": require.resolve("@nl-design-system-candidate/button-css/button.css"),
    "/components/heading.css": require.resolve("@nl-design-system-candidate/heading-css/heading.css"),
    "/components/link.css": require.resolve("@nl-design-system-candidate/link-css/link.css"),
    "/components/paragraph.css": require.resolve("@nl-design-system-candidate/paragraph-css/paragraph.css"),
    "/components/skip-link.css": require.resolve("@nl-design-system-candidate/skip-link-css/skip-link.css"),
    "/tokens.css": require.resolve("@nl-design-system-unstable/voorbeeld-design-tokens/dist/variables.css"),
    "/letters/index.css": lettersCss,
    ...Object.fromEntries(letters),
  };
}

const securityHeaders = (chatOrigin: string) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [chatOrigin],
        frameSrc: [chatOrigin],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    xFrameOptions: { action: "deny" },
    // The demo speaks plain HTTP; a browser would remember this for every port of localhost.
    strictTransportSecurity: false,
  });

/** The search page with only the results that hold every word of the question; all of them for an empty one. */
function found(html: string, question: string): string {
  const words = question.toLowerCase().split(/\s+/).filter(Boolean);
  return html
    .split("\n")
    .filter(
      (line) => !line.includes("<li data-words=") || words.every((word) => line.toLowerCase().includes(word)),
    )
    .join("\n");
}

const listen = (app: express.Express, port: number): Promise<{ close(): Promise<void> }> =>
  new Promise((started, failed) => {
    const server = createServer(app);
    server.once("error", (cause: NodeJS.ErrnoException) =>
      failed(cause.code === "EADDRINUSE" ? new PortTaken(port, { cause }) : cause),
    );
    server.listen(port, "127.0.0.1", () =>
      started({
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      }),
    );
  });
