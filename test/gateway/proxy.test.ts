import { get as httpGet } from "node:http";
import { type ConnectionOptions, connect as tlsConnect } from "node:tls";
import { toBase64Url } from "@eigenkanaal/crypto";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, type RunningGateway, startGateway } from "../harness/gateway.js";
import {
  prepareInstallation,
  productionSettings,
  useInstallation,
  withClient,
} from "../harness/installation.js";
import { proxyPorts, type RunningProxy, startProxy, withoutNginx } from "../harness/proxy.js";
import { importBundle } from "../harness/setting.js";
import { Town } from "../harness/town.js";

/** A gateway in production behind the proxy's configuration as it is shipped: what a browser, or internet.nl, sees. */

const why = withoutNginx();
const hosts = { widget: "chat.proefdorp.nl", inbox: "inbox.proefdorp.nl" };
const townSite = "https://www.proefdorp.nl";

const behindProxy = why === undefined ? describe : describe.skip;
if (why !== undefined) console.log(`test/gateway/proxy.test.ts ${why}`);

behindProxy("behind the shipped proxy", () => {
  const installation = useInstallation();
  let gateway: RunningGateway;
  let proxy: RunningProxy;
  let town: Awaited<ReturnType<typeof Town.found>>;
  let widget = "";
  let inbox = "";

  beforeAll(async () => {
    await prepareInstallation(installation);
    const { OWNER_DATABASE_URL } = installation.owner;
    town = await Town.found({ first: ["anna"] }, "proefdorp.nl");
    const imported = await importBundle(town.bundle(), OWNER_DATABASE_URL);
    if (imported.code !== 0) throw new Error(imported.output);
    await withClient(OWNER_DATABASE_URL, (client) =>
      client.query("INSERT INTO embedding_origin VALUES ($1, $2)", [town.organisation, townSite]),
    );
    const ports = await proxyPorts();
    widget = `https://${hosts.widget}:${ports.https}`;
    inbox = `https://${hosts.inbox}:${ports.https}`;
    const gatewayPorts = { widget: String(await freePort()), inbox: String(await freePort()) };
    const { DATABASE_URL, KEY_DATABASE_URL } = installation.application;
    gateway = await startGateway(
      { databaseUrl: DATABASE_URL, keyDatabaseUrl: KEY_DATABASE_URL },
      {
        ...productionSettings,
        WIDGET_ORIGIN: widget,
        INBOX_ORIGIN: inbox,
        PORT: gatewayPorts.widget,
        INBOX_PORT: gatewayPorts.inbox,
      },
    );
    proxy = await startProxy(hosts, gatewayPorts, ports);
  });
  afterAll(async () => {
    await proxy?.stop();
    await gateway?.stop();
  });

  const signIn = (headers: Record<string, string>) => {
    const anna = town.people.get("anna");
    return proxy.get(`${inbox}/api/v1/session`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ account: anna?.account, auth: toBase64Url(anna?.auth ?? new Uint8Array()) }),
    });
  };

  const everywhere = () => [
    `${widget}/`,
    `${widget}/embed.js`,
    `${widget}/api/v1/organisations/${town.rootB64}/directory`,
    `${widget}/nothing`,
    `${inbox}/`,
    `${inbox}/api/v1/session`,
    `${inbox}/nothing`,
  ];

  test("every answer demands https for a year, allows its own scripts only, and tells nobody where one came from", async () => {
    for (const url of everywhere()) {
      const { headers } = await proxy.get(url);
      const age = /^max-age=(\d+)/.exec(String(headers["strict-transport-security"]))?.[1];
      expect([url, Number(age) >= 31_536_000]).toEqual([url, true]);
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": url.endsWith("/embed.js") ? "cross-origin" : "same-origin",
        "permissions-policy": expect.stringMatching(/camera=\(\).*geolocation=\(\).*microphone=\(\)/),
      });
      const policy = new Map(
        String(headers["content-security-policy"])
          .split(";")
          .map((each) => [each.split(" ")[0], each.split(" ").slice(1).join(" ")] as const),
      );
      const own = url.startsWith(widget) ? widget : inbox;
      expect([url, Object.fromEntries(policy)]).toMatchObject([
        url,
        {
          "default-src": "'none'",
          "script-src": "'self' 'wasm-unsafe-eval'",
          "connect-src": `'self' ${own.replace("https", "wss")}`,
          "base-uri": "'none'",
          "form-action": "'none'",
          "require-trusted-types-for": "'script'",
          "trusted-types": "eigenkanaal",
        },
      ]);
    }
  });

  test("the widget's page may be framed by the town's pages; the inbox, and all else, by nobody", async () => {
    for (const url of everywhere()) {
      const { headers } = await proxy.get(url);
      const isWidgetPage = url === `${widget}/`;
      const ancestors = /frame-ancestors ([^;]*)/.exec(String(headers["content-security-policy"]))?.[1];
      expect([url, ancestors, headers["x-frame-options"]]).toEqual(
        isWidgetPage ? [url, townSite, undefined] : [url, "'none'", "DENY"],
      );
    }
  });

  test("no answer names a version or a framework", async () => {
    for (const url of [...everywhere(), `${widget}/healthz`]) {
      const { headers, body } = await proxy.get(url);
      expect(headers["x-powered-by"]).toBeUndefined();
      expect(headers.server).toBe("nginx");
      expect(body).not.toMatch(/nginx\/\d|Express|at \w+ \(/);
    }
  });

  test("the session's cookie is for this host, over https, out of scripts' reach, and for its own pages", async () => {
    // The first of two steps; what it gives is kept like a session.
    const { status, headers } = await signIn({ origin: inbox });
    expect(status).toBe(202);
    const cookies = [headers["set-cookie"] ?? []].flat();
    expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual([
      "__Host-eigenkanaal_sign_in",
      "__Host-eigenkanaal_device",
    ]);
    for (const cookie of cookies) {
      const attributes = cookie.split("; ").slice(1);
      expect(attributes).toEqual(expect.arrayContaining(["HttpOnly", "Secure", "SameSite=Strict", "Path=/"]));
      expect(cookie).not.toMatch(/Domain/i);
    }
    const { headers: anonymous } = await proxy.get(`${widget}/`);
    expect(anonymous["set-cookie"]).toBeUndefined();
  });

  test("signing in is refused from another origin, the other host's, its http twin or none", async () => {
    for (const origin of [townSite, widget, inbox.replace("https", "http"), "null"])
      expect([origin, (await signIn({ origin })).status]).toEqual([origin, 403]);
    expect((await signIn({})).status).toBe(403);
    expect((await signIn({ origin: inbox })).status).toBe(202);
  });

  test("http leads to the same page over https, and only for the hosts that are ours", async () => {
    const plain = (host: string, path: string) =>
      new Promise<[number | undefined, string | undefined] | "no answer">((resolve) => {
        httpGet({ host: "127.0.0.1", port: proxy.httpPort, path, headers: { host } }, (response) => {
          response.resume();
          resolve([response.statusCode, response.headers.location]);
        }).once("error", () => resolve("no answer"));
      });
    for (const host of Object.values(hosts))
      expect(await plain(host, "/a?b=c")).toEqual([308, `https://${host}/a?b=c`]);
    expect(await plain("other.example", "/")).toBe("no answer");
  });

  /** The version and cipher that a handshake ends in, or why it fails. */
  const handshake = (options: ConnectionOptions) =>
    new Promise<string>((resolve) => {
      const socket = tlsConnect({
        host: "127.0.0.1",
        port: proxy.httpsPort,
        servername: hosts.widget,
        ca: proxy.certificate,
        ...options,
      });
      socket.once("secureConnect", () => {
        resolve(`${socket.getProtocol()} ${socket.getCipher().name}`);
        socket.destroy();
      });
      socket.once("error", () => resolve("refused"));
    });

  test("TLS is 1.2 or newer, with forward secrecy and authenticated encryption, for our names only", async () => {
    expect(await handshake({})).toMatch(/^TLSv1\.3 /);
    expect(await handshake({ maxVersion: "TLSv1.2" })).toMatch(/^TLSv1\.2 ECDHE-.*(GCM|CHACHA20)/);
    // Security level 0, so that it is the server who refuses and not this client.
    const old = { ciphers: "ALL:@SECLEVEL=0", minVersion: "TLSv1" } as const;
    expect(await handshake({ ...old, maxVersion: "TLSv1.2" })).toMatch(/^TLSv1\.2 ECDHE-/);
    for (const maxVersion of ["TLSv1", "TLSv1.1"] as const)
      expect([maxVersion, await handshake({ ...old, maxVersion })]).toEqual([maxVersion, "refused"]);
    for (const weak of ["ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-SHA", "AES256-GCM-SHA384"])
      expect([weak, await handshake({ ciphers: `${weak}:@SECLEVEL=0`, maxVersion: "TLSv1.2" })]).toEqual([
        weak,
        "refused",
      ]);
    // Whatever certificate came would do for this client.
    const trusting = { rejectUnauthorized: false };
    expect(await handshake({ ...trusting, servername: hosts.inbox })).toMatch(/^TLSv1\.3 /);
    expect(await handshake({ ...trusting, servername: "other.example" })).toBe("refused");
  });

  test("security.txt says on both hosts where weaknesses are reported, and until when", async () => {
    for (const origin of [widget, inbox]) {
      const url = `${origin}/.well-known/security.txt`;
      const { status, headers, body } = await proxy.get(url);
      expect([status, headers["content-type"]]).toEqual([200, "text/plain; charset=utf-8"]);
      const fields = body.split("\r\n").filter(Boolean);
      expect(fields).toContain(`Contact: ${productionSettings.SECURITY_CONTACT}`);
      expect(fields).toContain(`Canonical: ${url}`);
      const expires = fields.filter((field) => field.startsWith("Expires: "));
      expect(expires).toEqual([`Expires: ${productionSettings.SECURITY_EXPIRES}`]);
    }
  });

  test("health is for who runs it: not shown to the outside", async () => {
    for (const path of ["/healthz", "/readyz"])
      for (const origin of [widget, inbox]) expect((await proxy.get(origin + path)).status).toBe(404);
    for (const path of ["/healthz", "/readyz"])
      expect((await fetch(`${gateway.widgetOrigin.replace("localhost", "127.0.0.1")}${path}`)).status).toBe(
        200,
      );
  });

  /** What becomes of a socket to `/citizen`: its challenge, or why it did not open. */
  const openSocket = (origin: string) =>
    new Promise<string>((resolve) => {
      const socket = io(`${widget}/citizen`, {
        transports: ["websocket"],
        forceNew: true,
        reconnection: false,
        // Its types know the browser's client; in Node it hands the agent to the socket beneath.
        agent: proxy.agent as unknown as string,
        extraHeaders: { origin },
      });
      const end = (outcome: string) => {
        socket.disconnect();
        resolve(outcome);
      };
      socket.once("challenge", ({ nonce }: { nonce: Uint8Array }) =>
        end(`challenge of ${nonce.byteLength} bytes`),
      );
      socket.once("connect_error", () => end("refused"));
    });

  test("a WebSocket opens through the proxy from the chat's own origin, and from no other", async () => {
    expect(await openSocket(widget)).toBe("challenge of 32 bytes");
    for (const origin of [townSite, inbox, widget.replace("https", "http")])
      expect([origin, await openSocket(origin)]).toEqual([origin, "refused"]);
  });
});
