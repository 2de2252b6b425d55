import type { OrganisationId } from "@eigenkanaal/protocol";
import type pg from "pg";
import type { Logger } from "pino";
import { Gauge, type Registry } from "prom-client";
import type { Readiness } from "../http/health.js";
import type { Cluster } from "../sockets/cluster.js";
import type { AgentNamespace, CitizenNamespace } from "../sockets/news.js";
import { certificateEnds } from "../store/certificateEnds.js";
import { countWaiting } from "../store/conversations.js";
import type { Database, Scope } from "../store/database.js";
import { figuresUpTo } from "../store/figures.js";
import { organisations } from "../store/organisations.js";
import type { PoolName } from "../store/watchStatements.js";

/** What is asked how things stand, at the moment that somebody reads the metrics. */
export type Sources = {
  citizens: CitizenNamespace;
  agents: AgentNamespace;
  pools: Readonly<Record<PoolName, pg.Pool>>;
  /** Per kind of work, how many wait for a batch. */
  waiting: Readonly<Record<string, () => number>>;
  cluster: Pick<Cluster, "state"> | undefined;
  readiness: () => Promise<Readiness>;
  database: Database;
  /** What the last verification of the audit logs found here, by town; none at a gateway that does not lead. */
  auditFaults: () => ReadonlyMap<OrganisationId, number>;
  /** How many conversations' figures were not what their events say, and how many packed days not what those say, likewise. */
  figureFaults: () => ReadonlyMap<OrganisationId, number>;
  logger: Logger;
  nowMs: () => number;
};

/** Adds the gauges that are read only when they are asked for. */
export const addReadings = (registry: Registry, sources: Sources): void => {
  const registers = [registry];
  new Gauge({
    name: "eigenkanaal_connections",
    help: "Open connections; unauthenticated: who has not shown yet who they are.",
    labelNames: ["namespace", "state"],
    registers,
    collect() {
      const citizens = [...sources.citizens.sockets.values()];
      const known = citizens.filter(({ data }) => data.citizen !== undefined).length;
      this.set({ namespace: "/citizen", state: "authenticated" }, known);
      this.set({ namespace: "/citizen", state: "unauthenticated" }, citizens.length - known);
      // A colleague without a session does not get in.
      this.set({ namespace: "/agent", state: "authenticated" }, sources.agents.sockets.size);
    },
  });
  new Gauge({
    name: "eigenkanaal_lane_waiting",
    help: "Messages and pages that wait for a batch.",
    labelNames: ["work"],
    registers,
    collect() {
      for (const [work, waiting] of Object.entries(sources.waiting)) this.set({ work }, waiting());
    },
  });
  new Gauge({
    name: "eigenkanaal_pool_connections",
    help: "Connections to the databases; waiting: who waits for one.",
    labelNames: ["pool", "state"],
    registers,
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(sources.pools)) {
        this.set({ pool, state: "idle" }, idleCount);
        this.set({ pool, state: "busy" }, totalCount - idleCount);
        this.set({ pool, state: "waiting" }, waitingCount);
      }
    },
  });
  new Gauge({
    name: "eigenkanaal_ready",
    help: "1 when /readyz answers 200.",
    registers,
    async collect() {
      const { status } = await sources.readiness();
      this.set(status === "ok" || status === "degraded" ? 1 : 0);
    },
  });
  const { cluster } = sources;
  if (cluster)
    new Gauge({
      name: "eigenkanaal_redis_linked",
      help: "1 when news goes to the other gateways; absent where there is one gateway.",
      registers,
      collect() {
        this.set(cluster.state() === "linked" ? 1 : 0);
      },
    });
  new Gauge({
    name: "eigenkanaal_audit_faults",
    help: "Lines of a town's audit log that are not as they were sealed, or not sealed, at the last verification.",
    labelNames: ["organisation"],
    registers,
    collect() {
      this.reset();
      for (const [organisation, faults] of sources.auditFaults()) this.set({ organisation }, faults);
    },
  });
  new Gauge({
    name: "eigenkanaal_figure_faults",
    help: "Conversations of a town whose figures were not what their events say, and days packed otherwise, at the last verification.",
    labelNames: ["organisation"],
    registers,
    collect() {
      this.reset();
      for (const [organisation, faults] of sources.figureFaults()) this.set({ organisation }, faults);
    },
  });
  addTownReadings(registry, sources);
};

/** What stands in the database, per town and no finer. */
const addTownReadings = (registry: Registry, { database, logger, nowMs }: Sources): void => {
  const registers = [registry];
  /** With the database away there is no reading, rather than an old one. */
  const read = async (gauge: Gauge, one: (scope: Scope) => Promise<void>) => {
    gauge.reset();
    try {
      for (const organisation of await organisations(database))
        await database.forOrganisation(organisation, one);
    } catch (error) {
      gauge.reset();
      logger.warn({ err: error }, "a metric could not be read");
    }
  };
  new Gauge({
    name: "eigenkanaal_waiting_conversations",
    help: "Conversations of a town that wait for a colleague.",
    labelNames: ["organisation"],
    registers,
    collect() {
      return read(this, async (scope) =>
        this.set({ organisation: scope.organisation }, await countWaiting(scope)),
      );
    },
  });
  new Gauge({
    name: "eigenkanaal_figures_uncounted_since_timestamp_seconds",
    help: "Since when something is not counted yet in a town's figures; absent where all is.",
    labelNames: ["organisation"],
    registers,
    collect() {
      return read(this, async (scope) => {
        const sinceMs = await figuresUpTo(scope);
        if (sinceMs !== null) this.set({ organisation: scope.organisation }, sinceMs / 1000);
      });
    },
  });
  new Gauge({
    name: "eigenkanaal_certificate_end_timestamp_seconds",
    help: "When the first of a town's certificates of a type ends.",
    labelNames: ["organisation", "type"],
    registers,
    collect() {
      return read(this, async (scope) => {
        const { organisation } = scope;
        for (const { type, endsAtMs } of await certificateEnds(scope, nowMs()))
          this.set({ organisation, type }, endsAtMs / 1000);
      });
    },
  });
};
