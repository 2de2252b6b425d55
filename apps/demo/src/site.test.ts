import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PortTaken, serveTownWebsite } from "./site.js";

const PAGES = ["/", "/afval", "/paspoort", "/contact", "/privacy", "/zoeken"];
const chatOrigin = "http://localhost:3999";
// `$&` would repeat the marker if the tag were used as a replacement pattern.
const embedTag = `<script src="${chatOrigin}/embed.js" data-root="$&" defer></script>`;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

let site: { close(): Promise<void> };
let port: number;
const get = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${port}${path}`);
const html = async (path: string): Promise<string> => (await get(path)).text();

beforeAll(async () => {
  port = await freePort();
  site = await serveTownWebsite({ port, embedTag, chatOrigin });
});
afterAll(() => site.close());

describe("every page of the town", () => {
  it.each(PAGES)("%s carries the embed tag once, before the end", async (path) => {
    const page = await html(path);
    expect(page.split(embedTag)).toHaveLength(2);
    expect(page).toMatch(/data-root="\$&" defer><\/script>\s*<\/body>/);
    expect(page).not.toContain("<!--");
  });

  it.each(PAGES)("%s runs scripts and shows frames of the chat origin only", async (path) => {
    const policy = (await get(path)).headers.get("content-security-policy")?.split(";") ?? [];
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        `script-src ${chatOrigin}`,
        `frame-src ${chatOrigin}`,
        "style-src 'self'",
      ]),
    );
    expect(await html(path)).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?! src="http:\/\/localhost:3999)/);
  });

  it.each(["/", "/afval", "/paspoort", "/contact"])(
    "%s is marked in the menu as where one is",
    async (path) => {
      const menu = (await html(path)).match(/<nav class="menu".*?<\/nav>/s)?.[0] ?? "";
      expect([...menu.matchAll(/href="([^"]+)" aria-current="page"/g)].map(([, href]) => href)).toEqual([
        path,
      ]);
    },
  );

  it.each([...PAGES, "/bestaat-niet"])("%s leads to nothing that is missing", async (path) => {
    const addresses = [...(await html(path)).matchAll(/(?:href|src|action)="([^"]+)"/g)].map(
      ([, address]) => address ?? "",
    );
    const ours = addresses.filter((address) => /^[/#]/.test(address) && address !== "#chat");
    expect(ours.length).toBeGreaterThan(5);
    for (const address of new Set(ours)) {
      const target = address.startsWith("#") ? path + address : address;
      const response = await get(target);
      if (path !== target.split("#")[0]) expect(`${response.status} ${target}`).toBe(`200 ${target}`);
      const anchor = target.split("#")[1];
      if (anchor !== undefined) expect(await response.text()).toContain(`id="${anchor}"`);
    }
  });
});

describe("the town's website", () => {
  it("finds what holds every word that was asked for, and says so when nothing does", async () => {
    expect(await html("/zoeken?q=Container%20LEEG")).toContain('href="/afval#niet-geleegd"');
    expect(await html("/zoeken?q=container%20leeg")).not.toContain('href="/afval#grof-vuil"');
    expect(await html("/zoeken?q=olifant")).not.toContain("<li data-words");
  });

  it("answers 404 in Dutch, with the way to the chat", async () => {
    const response = await get("/bestaat-niet");
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("Deze pagina bestaat niet");
  });

  it("refuses a taken port by its number; once it is free it starts there", async () => {
    const other = await freePort();
    const first = await serveTownWebsite({ port: other, embedTag, chatOrigin });
    const refused = await serveTownWebsite({ port: other, embedTag, chatOrigin }).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(PortTaken);
    expect(refused).toMatchObject({ port: other, message: expect.stringContaining(String(other)) });
    await first.close();
    await (await serveTownWebsite({ port: other, embedTag, chatOrigin })).close();
  });
});
