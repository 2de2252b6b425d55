import { spawn } from "node:child_process";
import { get as httpGet } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
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
import { setLimits } from "../harness/limits.js";
import { type Answer, proxyPorts, type RunningProxy, startProxy, withoutNginx } from "../harness/proxy.js";
import { importBundle } from "../harness/setting.js";
import { codeOf } from "../harness/totp.js";
import { Town } from "../harness/town.js";

/** A gateway in production behind the proxy's configuration as it is shipped: what a browser, or internet.nl, sees. */

const why = withoutNginx();
const hosts = { widget: "chat.proefdorp.nl", inbox: "inbox.proefdorp.nl" };
const townSite = "https://www.proefdorp.nl";

const cookiesOf = ({ headers }: Answer) => [headers["set-cookie"] ?? []].flat();

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

  /** What becomes of a socket: its challenge as a citizen, that it opened as a colleague, or that it did not. */
  const openSocket = (origin: string, at = `${widget}/citizen`, cookie?: string) =>
    new Promise<string>((resolve) => {
      const socket = io(at, {
        transports: ["websocket"],
        forceNew: true,
        reconnection: false,
        // Its types know the browser's client; in Node it hands the agent to the socket beneath.
        agent: proxy.agent as unknown as string,
        extraHeaders: { origin, ...(cookie !== undefined && { cookie }) },
      });
      const end = (outcome: string) => {
        socket.disconnect();
        resolve(outcome);
      };
      socket.once("challenge", ({ nonce }: { nonce: Uint8Array }) =>
        end(`challenge of ${nonce.byteLength} bytes`),
      );
      // A citizen's opens before it is challenged.
      if (cookie !== undefined) socket.once("connect", () => end("open"));
      socket.once("connect_error", () => end("refused"));
    });

  test("a WebSocket opens through the proxy from the chat's own origin, and from no other", async () => {
    expect(await openSocket(widget)).toBe("challenge of 32 bytes");
    for (const origin of [townSite, inbox, widget.replace("https", "http")])
      expect([origin, await openSocket(origin)]).toEqual([origin, "refused"]);
  });

  describe("of a colleague who has signed in", () => {
    let header = "";
    let cookie = "";
    const ask = (
      method: string,
      path: string,
      { origin = inbox, body }: { origin?: string; body?: unknown },
    ) =>
      proxy.get(`${inbox}/api/v1${path}`, {
        method,
        headers: { origin, cookie, ...(body !== undefined && { "content-type": "application/json" }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });

    beforeAll(async () => {
      const first = await signIn({ origin: inbox });
      cookie = cookiesOf(first)[0]?.split(";")[0] ?? "";
      const offered = await ask("POST", "/session/enrolment", { body: {} });
      const { secretBase32 } = JSON.parse(offered.body);
      const entered = await ask("POST", "/session/enrolment/confirmation", {
        body: { code: codeOf(secretBase32) },
      });
      expect(entered.status).toBe(200);
      header = cookiesOf(entered).find((each) => each.startsWith("__Host-eigenkanaal_inbox=")) ?? "";
      cookie = header.split(";")[0] ?? "";
    });

    test("the session itself is a cookie for this host, over https, out of scripts' reach, and for its own pages", async () => {
      expect(header).toMatch(/^__Host-eigenkanaal_inbox=[^;]{30,};/);
      const attributes = header.split("; ").slice(1);
      expect(attributes).toEqual(expect.arrayContaining(["HttpOnly", "Secure", "SameSite=Strict", "Path=/"]));
      expect(header).not.toMatch(/Domain/i);
      expect((await ask("GET", "/session", {})).status).toBe(200);
      // The same value under a name that another host of the town could set.
      const unbound = { cookie: cookie.replace("__Host-", "") };
      expect((await proxy.get(`${inbox}/api/v1/session`, { headers: unbound })).status).toBe(401);
    });

    test("their WebSocket opens through the proxy from the inbox's own origin with the session, and not otherwise", async () => {
      expect(await openSocket(inbox, `${inbox}/agent`, cookie)).toBe("open");
      for (const origin of [townSite, widget, inbox.replace("https", "http"), "null"])
        expect([origin, await openSocket(origin, `${inbox}/agent`, cookie)]).toEqual([origin, "refused"]);
      expect(await openSocket(inbox, `${inbox}/agent`, `${cookie}x`)).toBe("refused");
      expect(await openSocket(widget, `${widget}/agent`, cookie)).toBe("refused");
    });

    test("what changes something is refused from another origin on every route, with the session too, and signs nobody out", async () => {
      const changes = [
        ["DELETE", "/session"],
        ["DELETE", "/sessions"],
        ["POST", "/second-factor/enrolment"],
        ["POST", "/session/enrolment"],
        ["DELETE", "/standard-answers/00000000-0000-4000-8000-000000000000"],
      ] as const;
      for (const [method, path] of changes)
        for (const origin of [townSite, widget, "null"]) {
          const { status, body } = await ask(method, path, { origin });
          expect([method, path, origin, status, JSON.parse(body).code]).toEqual([
            ...[method, path, origin, 403, "foreign_origin"],
          ]);
        }
      expect((await ask("GET", "/session", {})).status).toBe(200);
      expect((await ask("DELETE", "/session", {})).status).toBe(204);
      expect((await ask("GET", "/session", {})).status).toBe(401);
    });
  });

  test("nothing is compressed, whatever a browser would take: it could give away what stands beside a secret", async () => {
    for (const url of everywhere()) {
      const { headers } = await proxy.get(url, { headers: { "accept-encoding": "gzip, deflate, br, zstd" } });
      expect([url, headers["content-encoding"]]).toEqual([url, undefined]);
    }
  });

  const hsts = "max-age=31536000; includeSubDomains";

  test("what the proxy answers by itself demands https too, once, and over http nothing does", async () => {
    const tooLong = { method: "POST", body: "a".repeat(70_000), headers: { origin: inbox } };
    const own = [
      [404, await proxy.get(`${widget}/healthz`)],
      [413, await proxy.get(`${inbox}/api/v1/session`, tooLong)],
    ] as const;
    for (const [status, answer] of own) {
      expect(answer.status).toBe(status);
      expect(answer.headers["strict-transport-security"]).toBe(hsts);
    }
    // Of the gateway's own there is one too, and not the proxy's beside it.
    const { headers } = await proxy.get(`${widget}/`);
    expect(headers["strict-transport-security"]).toBe(hsts);
    const plain = await new Promise<unknown>((resolve, reject) => {
      const at = { host: "127.0.0.1", port: proxy.httpPort, headers: { host: hosts.widget } };
      httpGet(at, (response) => resolve(response.resume().headers["strict-transport-security"])).once(
        "error",
        reject,
      );
    });
    expect(plain).toBeUndefined();
  });

  test("keys are exchanged over X25519, P-256 or P-384, and the proxy's order of ciphers holds", async () => {
    for (const ecdhCurve of ["X25519", "P-256", "P-384"])
      expect([ecdhCurve, await handshake({ ecdhCurve })]).toEqual([
        ecdhCurve,
        expect.stringMatching(/^TLSv1\.3 /),
      ]);
    for (const ecdhCurve of ["P-521", "X448"])
      expect([ecdhCurve, await handshake({ ecdhCurve })]).toEqual([ecdhCurve, "refused"]);
    const ciphers = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384";
    expect(await handshake({ ciphers, maxVersion: "TLSv1.2" })).toBe("TLSv1.2 ECDHE-ECDSA-AES256-GCM-SHA384");
  });

  /** What OpenSSL's client says of a connection on which it sends this. */
  const clientSays = async (args: string[], sends: string) => {
    const at = ["-connect", `127.0.0.1:${proxy.httpsPort}`, "-servername", hosts.widget];
    const client = spawn("openssl", ["s_client", ...at, ...args]);
    const said = Promise.all([text(client.stdout), text(client.stderr)]);
    // It must be connected before it is told, and say what came of it before it ends.
    await wait(1_000);
    client.stdin.write(sends);
    await wait(1_000);
    client.stdin.end();
    return (await said).join("\n");
  };

  test("TLS is neither compressed nor renegotiated, and takes no early data", async () => {
    const older = await clientSays(["-tls1_2"], "R\n");
    expect(older).toContain("Compression: NONE");
    expect(older).toContain("RENEGOTIATING");
    expect(older).toMatch(/no renegotiation/);
    const newer = await clientSays(["-tls1_3"], "\n");
    expect(newer).toContain("Max Early Data: 0");
  });

  test("who asks is the address that the proxy sees, whatever a visitor says of their own", async () => {
    const { OWNER_DATABASE_URL } = installation.owner;
    await setLimits(
      { requestsPerAddress: { burst: 20, perMinute: 1 } },
      {
        organisation: town.organisation,
        gateway,
        query: (sql, values) => withClient(OWNER_DATABASE_URL, (client) => client.query(sql, values)),
      },
    );
    const forged = (index: number) => ({
      "x-forwarded-for": `198.51.${index}.7, 127.0.0.1`,
      "x-real-ip": `198.51.${index}.7`,
      forwarded: `for=198.51.${index}.7`,
    });
    const path = "/embed.js";
    const statuses: number[] = [];
    for (let index = 0; index < 30; index += 1)
      statuses.push((await proxy.get(widget + path, { headers: forged(index) })).status);
    expect(statuses.at(-1)).toBe(429);
    // Of the proxy itself the gateway believes it: then these are thirty askers.
    for (let index = 0; index < 30; index += 1) {
      const url = gateway.widgetOrigin.replace("localhost", "127.0.0.1") + path;
      const direct = await fetch(url, { headers: { "x-forwarded-for": `198.51.${index}.7` } });
      expect(direct.status).toBe(200);
    }
  });

  // The last, since nothing comes after it.
  test("also while no gateway is there the proxy's answer demands https, and names no version", async () => {
    await gateway.stop();
    for (const url of [`${widget}/`, `${inbox}/`]) {
      const { status, headers, body } = await proxy.get(url);
      expect([status, headers["strict-transport-security"]]).toEqual([502, hsts]);
      expect(body).not.toMatch(/nginx\/\d/);
    }
  });
});
