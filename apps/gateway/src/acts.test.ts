import { readFileSync } from "node:fs";
import { agentRequests, citizenRequests } from "@eigenkanaal/protocol";
import type { Express } from "express";
import pino from "pino";
import { Server } from "socket.io";
import { expect, test } from "vitest";
import { mayAsk, parties, routeActs, socketActs } from "./acts.js";
import { inboxApp, widgetApp } from "./http/apps.js";
import { trustProxies } from "./limits/clientAddress.js";
import { createLimitKeeper } from "./limits/limitKeeper.js";
import { createNews } from "./sockets/news.js";
import { openDatabase, openPool } from "./store/database.js";
import { openSecondFactorKeys } from "./store/secondFactorKeys.js";

/** Both apps as they are, over databases that nothing asks. */
const apps = (): Express[] => {
  const logger = pino({ level: "silent" });
  const nowhere = "postgresql://localhost:1/none";
  const database = openDatabase(nowhere, { logger });
  const keyPool = openPool(nowhere, { logger });
  const limits = createLimitKeeper({ database, trust: trustProxies([]), logger, nowMs: Date.now });
  const side = (port: number) => ({ port, origin: `http://localhost:${port}`, dir: "." });
  const [widget, inbox] = [side(1), side(2)];
  const parts = { database, keyPool, limits, logger, cluster: undefined };
  const sockets = new Server();
  const [citizens, agents] = [sockets.of("/citizen"), sockets.of("/agent")];
  const news = createNews({ citizens, agents, reach: "this gateway" });
  const http = {
    ...parts,
    news,
    factorKeys: openSecondFactorKeys({ pool: keyPool }),
    chatOrigin: widget.origin,
    refusals: { note: () => {} },
    phase: { current: "serving" as const },
    securityTxt: { contact: "mailto:security@voorbeeld.example", expiresMs: 0, policy: undefined },
  };
  return [widgetApp(widget, http), inboxApp({ ...inbox, contact: "beheer@voorbeeld.example" }, http)];
};

type Layer = {
  slash: boolean;
  match(path: string): boolean;
  handle: { stack?: Layer[] };
  route?: { path: string; methods: Record<string, boolean> };
};

/** Method and path of every route of an app; where routers are mounted elsewhere than here, this test does not know. */
const routesOf = (stack: readonly Layer[], prefix = ""): string[] =>
  stack.flatMap((layer) => {
    if (layer.route)
      return Object.keys(layer.route.methods).map(
        (method) => `${method.toUpperCase()} ${prefix}${layer.route?.path}`,
      );
    if (!layer.handle.stack) return [];
    if (!layer.slash && !layer.match("/api/v1/x")) throw new Error("a router at an unknown path");
    return routesOf(layer.handle.stack, layer.slash ? prefix : `${prefix}/api/v1`);
  });

test("every route of both apps is in the matrix, and every row of it is a route", () => {
  const routes = apps().flatMap((app) =>
    routesOf((app as unknown as { router: { stack: Layer[] } }).router.stack),
  );
  expect(routes.length).toBeGreaterThan(10);
  expect([...new Set(routes)].toSorted()).toEqual(Object.keys(routeActs).toSorted());
});

test("every event of both namespaces is in the matrix, and every row of it is an event", () => {
  expect(Object.keys(socketActs["/citizen"]).toSorted()).toEqual(Object.keys(citizenRequests).toSorted());
  expect(Object.keys(socketActs["/agent"]).toSorted()).toEqual(Object.keys(agentRequests).toSorted());
});

test("the README shows the matrix as it is", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const section = readme.split("## Who may do what")[1]?.split("\n## ")[0] ?? "";
  const shown = [...section.matchAll(/^\| `(.+?)` +\|(.+)\|$/gm)].map(([, act = "", cells = ""]) => [
    act,
    cells.split("|").map((cell) => cell.trim()),
  ]);
  const rows = [
    ...Object.entries(socketActs).flatMap(([namespace, acts]) =>
      Object.entries(acts).map(([event, row]) => [`${namespace} ${event}`, row] as const),
    ),
    ...Object.entries(routeActs),
  ];
  expect(shown).toEqual(rows.map(([act, row]) => [act, parties.map((party) => row[party] ?? "–")]));
});

test("a party may ask what one of theirs may, and no other", () => {
  const row = { supervisor: "yes" } as const;
  expect(mayAsk(row, ["agent", "supervisor"])).toBe(true);
  expect(mayAsk(row, ["agent"])).toBe(false);
  expect(mayAsk(row, [])).toBe(false);
});
