import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "./gateway.js";

const template = new URL("../../apps/gateway/deploy/nginx.conf.template", import.meta.url);

/** Why there is no nginx to test with on this machine; undefined when there is one. */
export const withoutNginx = (): string | undefined => {
  try {
    execFileSync("nginx", ["-v"], { stdio: "ignore" });
    execFileSync("openssl", ["version"], { stdio: "ignore" });
    return undefined;
  } catch {
    return "not run: this machine has no nginx and openssl";
  }
};

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** The shipped proxy in front of a gateway, with a certificate that it signed itself. */
export type RunningProxy = {
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly certificate: Buffer;
  /** Asks as a browser would that has the proxy's address for every name. */
  get(
    url: string,
    options?: { method?: string; headers?: Record<string, string>; body?: string },
  ): Promise<Answer>;
  /** For sockets: connects every name with the proxy. */
  readonly agent: Agent;
  stop(): Promise<void>;
};

const hosts = (of: { widget: string; inbox: string }) => [of.widget, of.inbox];

/** Free ports for the proxy, chosen first: the origins, which the gateway must know, name one of them. */
export const proxyPorts = async () => ({ http: await freePort(), https: await freePort() });

/** Starts nginx with the shipped file. Rejects with what it said when it does not come up. */
export const startProxy = async (
  of: { widget: string; inbox: string },
  gatewayPorts: { widget: string; inbox: string },
  ports: { http: number; https: number },
): Promise<RunningProxy> => {
  const dir = mkdtempSync(join(tmpdir(), "eigenkanaal-proxy-"));
  chmodSync(dir, 0o755);
  mkdirSync(join(dir, "acme"));
  await selfSign(dir, hosts(of));
  const values: Record<string, string> = {
    WIDGET_HOST: of.widget,
    INBOX_HOST: of.inbox,
    WIDGET_SERVERS: `server 127.0.0.1:${gatewayPorts.widget};`,
    INBOX_SERVERS: `server 127.0.0.1:${gatewayPorts.inbox};`,
    // The addresses above do not change.
    RESOLVER: "",
    RUN_DIR: dir,
    CERTIFICATE: join(dir, "certificate.pem"),
    CERTIFICATE_KEY: join(dir, "key.pem"),
    ACME_DIR: join(dir, "acme"),
    HTTP_PORT: String(ports.http),
    HTTPS_PORT: String(ports.https),
  };
  const filled = readFileSync(template, "utf8").replace(
    /\$\{([A-Z_]+)\}/g,
    (_, name: string) => values[name] ?? "",
  );
  writeFileSync(join(dir, "nginx.conf"), filled);
  const nginx = spawn("nginx", ["-e", "stderr", "-c", join(dir, "nginx.conf"), "-g", "daemon off;"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  await listening(nginx, ports.https);
  const certificate = readFileSync(join(dir, "certificate.pem"));
  const agent = new Agent({
    ca: certificate,
    lookup: (_name, options, done) =>
      options.all ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4),
  });
  return {
    httpPort: ports.http,
    httpsPort: ports.https,
    certificate,
    agent,
    get: (url, options) => ask(url, agent, options),
    stop: async () => {
      agent.destroy();
      if (nginx.exitCode === null) {
        nginx.kill("SIGQUIT");
        const ended = once(nginx, "exit");
        await Promise.race([ended, wait(3_000).then(() => nginx.kill("SIGTERM"))]);
        await ended;
      }
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

const selfSign = (dir: string, names: string[]) =>
  promisify(execFile)("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
    ...[
      "-subj",
      `/CN=${names[0]}`,
      "-addext",
      `subjectAltName=${names.map((name) => `DNS:${name}`).join(",")}`,
    ],
    ...["-keyout", join(dir, "key.pem"), "-out", join(dir, "certificate.pem")],
  ]);

const listening = async (nginx: ChildProcess, port: number) => {
  let said = "";
  nginx.stderr?.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  for (;;) {
    if (nginx.exitCode !== null) throw new Error(`nginx ended with ${nginx.exitCode}: ${said}`);
    const socket = connect(port, "127.0.0.1");
    const isUp = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isUp) return;
    await wait(50);
  }
};

const ask = (
  url: string,
  agent: Agent,
  {
    method = "GET",
    headers = {},
    body = "",
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asking = request(url, { agent, method, headers }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    asking.once("error", reject);
    asking.end(body);
  });
