import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databasesIn, importBundle } from "../harness/databases.js";
import { freePort } from "../harness/gateway.js";
import { type RunningRedis, startRedis } from "../harness/redis.js";
import { type Colleague, Town } from "../harness/town.js";
import { type Cluster, mountSmallDisk, query, type SmallDisk, startCluster } from "./cluster.js";
import { type SupervisedGateway, superviseGateway } from "./gatewayProcess.js";
import { type ConnectionKind, deviceHeader, type Lines, openLines } from "./lines.js";
import type { GatewayCount, LineFault, ServerFault } from "./schedule.js";

/**
 * Everything that people use and faults strike: two clusters, a gateway or two with Redis between them, and the lines to
 * the two doors.
 */
export type Stage = {
  origins: { widget: string; inbox: string };
  rootVk: string;
  colleagues: Colleague[];
  databases: { databaseUrl: string; keyDatabaseUrl: string };
  /** How a client on this stage is known to the lines. */
  networkOf(client: string): { headers: Record<string, string>; isUp(): boolean };
  /** Strikes and mends; resolves when all runs again. */
  strikeServer(fault: ServerFault, forMs: number): Promise<void>;
  strikeLines(fault: LineFault, clients: string[], forMs: number): Promise<void>;
  /** Redis is away while the work is done, and back after it. Without a Redis the work is not done. */
  withoutRedis(work: () => Promise<void>): Promise<void>;
  /** Faults that this machine does not permit, with the reason. */
  notRun: Map<ServerFault, string>;
  mend(): Promise<void>;
  gatewayOutput(): string;
  /** Ends and removes everything. Safe to call twice, also while it is being made. */
  clear(): Promise<void>;
};

/** Sets the stage with a town of one desk and these colleagues. */
export const setStage = async (
  names: string[],
  {
    gateways: count,
    mishap,
    onMade,
  }: { gateways: GatewayCount; mishap: (what: string) => void; onMade: (clear: () => Promise<void>) => void },
): Promise<Stage> => {
  const toClear: (() => unknown)[] = [];
  const clear = async () => {
    for (const one of toClear.splice(0).reverse()) await one();
  };
  onMade(clear);
  const dir = await mkdtemp(join(tmpdir(), "eigenkanaal-faults-"));
  toClear.push(() => rm(dir, { recursive: true, force: true }));
  // Run as root, the databases have an account of their own, which must be able to reach their folders.
  await chmod(dir, 0o711);
  const mounted = mountSmallDisk(join(dir, "disk"));
  const disk = "away" in mounted ? undefined : mounted;
  if (disk) toClear.push(() => disk.remove());

  const main = await startCluster(join(disk?.dir ?? dir, "data"));
  toClear.push(() => main.stop());
  const keys = await startCluster(join(dir, "keys"));
  toClear.push(() => keys.stop());
  const databases = await databasesIn(main.url, { keyServer: keys.url });
  const town = await Town.found({ desk: names });
  const imported = await importBundle(town.bundle(), databases.databaseUrl);
  if (imported.code !== 0) throw new Error(imported.output);
  // A new town asks everybody for a second factor; these faults are about something else.
  await query(databases.databaseUrl, "UPDATE organisation SET second_factor = 'offered'");

  const redis = count === 1 ? undefined : await startRedis();
  if (redis) toClear.push(() => redis.kill());
  const [widgetDoor, inboxDoor] = [await freePort(), await freePort()];
  const origins = { widget: `http://localhost:${widgetDoor}`, inbox: `http://localhost:${inboxDoor}` };
  const gateways: (SupervisedGateway & { port: number; inboxPort: number })[] = [];
  for (const which of ["first", "second"].slice(0, count)) {
    const [port, inboxPort] = [await freePort(), await freePort()];
    const gateway = await superviseGateway(databases, {
      settings: {
        PORT: String(port),
        INBOX_PORT: String(inboxPort),
        WIDGET_ORIGIN: origins.widget,
        INBOX_ORIGIN: origins.inbox,
        LOG_LEVEL: "info",
        ...(redis && { REDIS_URL: redis.url }),
      },
      mishap: (what) => mishap(`the ${which} gateway: ${what}`),
    });
    toClear.push(() => gateway.stop());
    gateways.push({ ...gateway, port, inboxPort });
  }
  const lines = [
    await openLines(widgetDoor, { upstreamPort: inTurn(gateways.map(({ port }) => port)) }),
    await openLines(inboxDoor, { upstreamPort: inTurn(gateways.map(({ inboxPort }) => inboxPort)) }),
  ];
  toClear.push(() => Promise.all(lines.map((one) => one.stop())));

  const strike = serverStrikes({ main, keys, disk, gateways, redis });
  return {
    origins,
    rootVk: town.rootB64,
    colleagues: names.flatMap((name) => town.people.get(name) ?? []),
    databases,
    networkOf: (client) => ({
      headers: { [deviceHeader]: client },
      isUp: () => !lines.some((one) => one.isOffline(client)),
    }),
    strikeServer: (fault, forMs) => strike[fault](forMs),
    strikeLines: async (fault, clients, forMs) => {
      await Promise.all(lines.map((one: Lines) => one.strike(fault, clients, forMs)));
    },
    withoutRedis: async (work) => {
      if (!redis) return;
      await redis.kill();
      await work();
      await redis.start();
    },
    notRun: new Map("away" in mounted ? [["disk-full", mounted.away]] : []),
    mend: async () => {
      await Promise.all(lines.map((one) => one.mend()));
      await main.start();
      await keys.start();
    },
    gatewayOutput: () => gateways.map((gateway) => gateway.output()).join("\n"),
    clear,
  };
};

/**
 * One after the other, as a balancer gives them out that does not know which of them is away; each kind of connection by
 * itself, or who asks once before each socket would have all sockets at one gateway.
 */
const inTurn = (ports: readonly number[]) => {
  const given: Record<ConnectionKind, number> = { webSocket: 0, request: 0 };
  return (kind: ConnectionKind) => ports[given[kind]++ % ports.length] ?? 0;
};

type Struck = {
  main: Cluster;
  keys: Cluster;
  disk: SmallDisk | undefined;
  gateways: readonly SupervisedGateway[];
  redis: RunningRedis | undefined;
};

const sleep = (forMs: number) => new Promise<void>((resolve) => setTimeout(resolve, forMs));

const serverStrikes = ({
  main,
  keys,
  disk,
  gateways: [first, second],
  redis,
}: Struck): Record<ServerFault, (forMs: number) => Promise<void>> => {
  const stopped = (cluster: Cluster) => async (forMs: number) => {
    await cluster.stop();
    await sleep(forMs);
    await cluster.start();
  };
  const killed = (cluster: Cluster) => async (forMs: number) => {
    cluster.kill();
    await sleep(forMs);
    await cluster.start();
  };
  const redisAway = (end: "kill" | "stop") => async (forMs: number) => {
    await redis?.[end]();
    await sleep(forMs);
    await redis?.start();
  };
  return {
    "gateway-killed": async (forMs) => first?.kill(forMs),
    "gateway-restarted": async (forMs) => first?.restart(forMs),
    "gateway-frozen": async (forMs) => first?.freeze(forMs),
    "second-killed": async (forMs) => second?.kill(forMs),
    "second-restarted": async (forMs) => second?.restart(forMs),
    "second-frozen": async (forMs) => second?.freeze(forMs),
    "redis-stopped": redisAway("stop"),
    "redis-killed": redisAway("kill"),
    "redis-frozen": async (forMs) => redis?.freeze(forMs),
    "redis-cut": async () => void (await redis?.ask("CLIENT KILL TYPE normal")),
    "database-stopped": stopped(main),
    "database-killed": killed(main),
    "database-cut": main.cut,
    "disk-full": async (forMs) => {
      await disk?.fill();
      await sleep(forMs);
      await disk?.free();
      // It may have given up, which is its right; it must have lost nothing.
      await main.start();
    },
    "keys-stopped": stopped(keys),
    "keys-killed": killed(keys),
  };
};
