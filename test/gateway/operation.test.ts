import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { toBase64Url } from "@eigenkanaal/crypto";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { connectCitizen, inboxFetch } from "../harness/callers.js";
import { begin, codeOf, load, sending, yes } from "../harness/conversation.js";
import { freePort, runProgram, startGateway } from "../harness/gateway.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting({ SWEEP_INTERVAL_MS: "100" });

describe("stopping", () => {
  test("a graceful stop commits and acknowledges what was taken, refuses the rest, and ends with 0", async () => {
    const gateway = await startGateway(setting.databases);
    const citizen = () => connectCitizen({ gateway, town: setting.town });
    const begun = await begin({ ...setting, gateway, citizen });
    const answers: string[] = [];
    let seq = 0;
    const send = async () => {
      const envelope = begun.chain.text();
      const answer = await begun.citizen.call("message:send", sending(begun.conversation, envelope));
      answers.push(codeOf(answer));
      if (answer.ok) seq = Math.max(seq, Number(answer.value.seq));
    };
    const early = Array.from({ length: 100 }, send);
    await Promise.any(early);
    const ended = once(gateway.process, "exit");
    gateway.process.kill("SIGTERM");
    const late = Array.from({ length: 100 }, send);
    await Promise.allSettled([...early, ...late]);
    expect(await ended).toEqual([0, null]);
    const stored = await setting.rows("SELECT 1 FROM message WHERE conversation_id = $1", [
      begun.conversation,
    ]);
    expect(stored).toHaveLength(answers.filter((answer) => answer === "ok").length);
    expect(stored).toHaveLength(seq);
    expect(answers.filter((answer) => answer !== "ok" && answer !== "unavailable")).toEqual([]);
    expect(answers).toContain("ok");
  });

  test("a stop ends, with 1, also where the database lets nothing be finished, and then nothing is acknowledged", async () => {
    const gateway = await startGateway(setting.databases);
    const citizen = () => connectCitizen({ gateway, town: setting.town });
    const begun = await begin({ ...setting, gateway, citizen });
    const holder = new pg.Client({ connectionString: setting.databases.databaseUrl });
    await holder.connect();
    await holder.query("BEGIN; LOCK TABLE message");
    const waiting = () => setting.rows("SELECT 1 FROM pg_locks WHERE NOT granted");
    const sent = begun.citizen
      .call("message:send", sending(begun.conversation, begun.chain.text()))
      .then(codeOf, () => "unanswered");
    try {
      await expect.poll(waiting, { timeout: 20_000 }).not.toHaveLength(0);
      const ended = once(gateway.process, "exit");
      gateway.process.kill("SIGTERM");
      expect(await ended).toEqual([1, null]);
    } finally {
      await holder.end();
    }
    begun.citizen.socket.disconnect();
    expect(await sent).toBe("unanswered");
  }, 60_000);

  test("it stops when whoever started it is gone", async () => {
    const gateway = await startGateway(setting.databases);
    const ended = once(gateway.process, "exit");
    gateway.process.disconnect();
    expect(await ended).toEqual([0, null]);
  });

  test("it ends too when whoever started it is gone before the start is complete", async () => {
    const launch = async () => {
      const child = fork(fileURLToPath(new URL("../../apps/gateway/dist/main.js", import.meta.url)), {
        env: {
          NODE_ENV: "test",
          DATABASE_URL: setting.databases.databaseUrl,
          KEY_DATABASE_URL: setting.databases.keyDatabaseUrl,
          PORT: String(await freePort()),
          INBOX_PORT: String(await freePort()),
          LOG_LEVEL: "silent",
        },
        stdio: ["ignore", "ignore", "pipe", "ipc"],
      });
      if (!child.stderr) throw new Error("no stderr");
      const ended = Promise.all([once(child, "exit"), text(child.stderr)]);
      return { child, ended };
    };
    // Before its first line has run.
    const loading = await launch();
    loading.child.disconnect();
    expect(await loading.ended).toEqual([[1, null], ""]);

    // While it waits for somebody else's migration.
    const other = new pg.Client({ connectionString: setting.databases.databaseUrl });
    await other.connect();
    await other.query("SELECT pg_advisory_lock(72707369)");
    const migrating = await launch();
    const waiting = () => setting.rows("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
    await expect.poll(waiting, { timeout: 20_000 }).toHaveLength(1);
    migrating.child.disconnect();
    expect(await migrating.ended).toEqual([[1, null], ""]);
    await other.end();
  });
});

describe("starting", () => {
  const attempt = (env: Record<string, string>) =>
    runProgram("main.js", {
      env: {
        DATABASE_URL: setting.databases.databaseUrl,
        KEY_DATABASE_URL: setting.databases.keyDatabaseUrl,
        LOG_LEVEL: "silent",
        ...env,
      },
    });
  const withUrl = (change: (url: URL) => void) => {
    const url = new URL(setting.databases.databaseUrl);
    change(url);
    return url.href;
  };

  test("a port in use is one sentence that names the setting, and exit code 1", async () => {
    const taken = createServer().listen(0);
    await once(taken, "listening");
    const address = taken.address();
    const port = address !== null && typeof address === "object" ? String(address.port) : "";
    const free = String(await freePort());
    for (const [setting_, other] of [
      ["PORT", "INBOX_PORT"],
      ["INBOX_PORT", "PORT"],
    ] as const)
      expect(await attempt({ [setting_]: port, [other]: free })).toEqual({
        code: 1,
        output: `The port in ${setting_} is in use by another program.\n`,
      });
    taken.close();
  });

  test("a database that cannot be used is one sentence, without its password", async () => {
    const notPostgres = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).listen(0);
    await once(notPostgres, "listening");
    const address = notPostgres.address();
    const port = address !== null && typeof address === "object" ? String(address.port) : "";
    const closed = String(await freePort());
    const cases: [string, RegExp][] = [
      [
        withUrl((url) => {
          url.port = closed;
        }),
        /^No database answers at the address in DATABASE_URL\.\n$/,
      ],
      [
        withUrl((url) => {
          url.password = "wrong";
        }),
        /^The database refuses the password in DATABASE_URL\.\n$/,
      ],
      [
        withUrl((url) => {
          url.pathname = "/nothing";
        }),
        /^The database named in DATABASE_URL does not exist\.\n$/,
      ],
      [
        withUrl((url) => {
          url.port = port;
        }),
        /^What answers at the address in DATABASE_URL is not [^\n]*PostgreSQL[^\n]*\.\n$/,
      ],
    ];
    for (const [databaseUrl, sentence] of cases)
      expect(await attempt({ DATABASE_URL: databaseUrl })).toEqual({
        code: 1,
        output: expect.stringMatching(sentence),
      });
    notPostgres.close();
  });

  test("a setting that is missing or wrong is named", async () => {
    expect(await runProgram("main.js", { env: { KEY_DATABASE_URL: "nonsense", PORT: "70000" } })).toEqual({
      code: 1,
      output:
        "The setting PORT has a value that cannot be used.\nThe setting DATABASE_URL is missing.\nThe setting KEY_DATABASE_URL has a value that cannot be used.\n",
    });
  });
});

test("a key whose conversation never came to be is swept after an hour, one whose conversation exists is kept", async () => {
  const { conversation } = await begin(setting);
  const orphans = [randomUUID(), randomUUID()];
  const insert = "INSERT INTO conversation_key VALUES ($1, $2, $3, now() - $4::interval)";
  const { organisation } = setting.town;
  await setting.keyRows(insert, [organisation, orphans[0], Buffer.alloc(32), "61 minutes"]);
  await setting.keyRows(insert, [organisation, orphans[1], Buffer.alloc(32), "59 minutes"]);
  await setting.keyRows(
    "UPDATE conversation_key SET bound_at = NULL, created_at = now() - interval '2 hours' WHERE conversation_id = $1",
    [conversation],
  );
  const left = async () => {
    const rows = await setting.keyRows<{ conversation_id: string; bound: boolean }>(
      "SELECT conversation_id, bound_at IS NOT NULL AS bound FROM conversation_key WHERE conversation_id = ANY($1)",
      [[...orphans, conversation]],
    );
    return new Map(rows.map((row) => [row.conversation_id, row.bound]));
  };
  await expect.poll(left).toEqual(
    new Map([
      [orphans[1], false],
      [conversation, true],
    ]),
  );
});

describe("running", () => {
  test("healthz says that it lives, readyz that its databases answer", async () => {
    for (const path of ["/healthz", "/readyz"]) {
      const response = await fetch(`${setting.gateway.widgetOrigin}${path}`);
      expect([path, response.status, await response.json()]).toEqual([path, 200, { status: "ok" }]);
    }
  });

  test("its log names no key, token, signature, query string or address", async () => {
    const begun = await begin(setting);
    yes(await load(begun.citizen, begun.conversation));
    const { account, auth } = setting.colleague("anna");
    const response = await inboxFetch(setting, "/api/v1/session?geheim=ja", {
      method: "POST",
      body: { account, auth: toBase64Url(auth) },
    });
    const token = response.headers.getSetCookie()[0]?.split(/[.;]/)[1] ?? "";
    await inboxFetch(setting, "/api/v1/session?geheim=ja", {
      cookie: `eigenkanaal_inbox=${randomUUID()}.${token}`,
    });
    const output = setting.gateway.output();
    expect(output).toContain('"path":"/api/v1/session"');
    for (const secret of [
      token,
      toBase64Url(auth),
      account,
      "geheim",
      "127.0.0.1",
      "::1",
      "envelope",
      "signature",
    ])
      expect([secret, output.includes(secret)]).toEqual([secret, false]);
  });

  test("a town's message in flight is not lost when the database drops its connections", async () => {
    const begun = await begin(setting);
    const messages = Array.from({ length: 20 }, () => sending(begun.conversation, begun.chain.text()));
    const sends = messages.map((message) => begun.citizen.call("message:send", message));
    await setting.rows(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    const codes = (await Promise.all(sends)).map(codeOf);
    expect(codes.every((code) => code === "ok" || code === "unavailable" || code === "out_of_order")).toBe(
      true,
    );
    const seqs: unknown[] = [];
    for (const message of messages) seqs.push(yes(await begun.citizen.call("message:send", message)).seq);
    expect(seqs).toEqual(messages.map((_, index) => index + 1));
  });
});

/** PostgreSQL's ErrorResponse to a connection that an administrator ends: type, length, fields, end. */
const terminated = () => {
  const fields = Buffer.from("SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0");
  const head = Buffer.from("E....");
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
};

describe("a database that breaks off its connections", () => {
  test("ends no gateway, not even when it does so in the moment that a connection is ready", async () => {
    const readyForQuery = Buffer.from("Z\0\0\0\x05I", "latin1");
    const { hostname, port } = new URL(setting.databases.databaseUrl);
    let breaks = false;
    let broken = 0;
    const proxy = createServer((gateway) => {
      const server = connect(Number(port), hostname);
      gateway.pipe(server);
      server.on("data", (chunk: Buffer) => {
        const isBroken = breaks && chunk.subarray(-readyForQuery.length).equals(readyForQuery);
        if (isBroken) broken++;
        if (isBroken) gateway.end(Buffer.concat([chunk, terminated()]));
        else gateway.write(chunk);
      });
      for (const [one, other] of [
        [gateway, server],
        [server, gateway],
      ] as const)
        one.on("error", () => undefined).on("close", () => other.destroy());
    }).listen(0, "127.0.0.1");
    await once(proxy, "listening");
    const address = proxy.address();
    const proxied = address !== null && typeof address === "object" ? String(address.port) : "";
    const through = new URL(setting.databases.databaseUrl);
    through.port = proxied;

    const gateway = await startGateway({ ...setting.databases, databaseUrl: through.href });
    const begun = await begin({
      ...setting,
      gateway,
      citizen: () => connectCitizen({ gateway, town: setting.town }),
    });
    const ask = async () => codeOf(await load(begun.citizen, begun.conversation));
    breaks = true;
    const answers = await Promise.all(Array.from({ length: 24 }, ask));
    expect(broken).toBeGreaterThan(0);
    expect(answers.filter((answer) => !["ok", "unavailable", "internal"].includes(answer))).toEqual([]);
    breaks = false;
    expect(await ask()).toBe("ok");
    expect(await gateway.stop()).toBe(0);
    proxy.close();
  });
});
