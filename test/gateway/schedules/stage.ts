import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import type { CitizenKeys } from "@eigenkanaal/crypto";
import { DeskId, errors } from "@eigenkanaal/protocol";
import { afterAll, beforeAll } from "vitest";
import {
  type Answer,
  type Connected,
  connectAgent,
  connectCitizen,
  inboxFetch,
  signIn,
} from "../../harness/callers.js";
import { type RunningGateway, startGateway } from "../../harness/gateway.js";
import { type Setting, useSetting } from "../../harness/setting.js";
import { deskSetting, topicSetting } from "../../harness/townSettings.js";
import { type Name, names, type Which } from "./steps.js";

/** Two gateways on one database that can be killed, and people whose lines come back by themselves. */
export type Stage = ReturnType<typeof useStage>;

/** Whose line it is may have none: their browser is gone. */
export type Line = () => Promise<Connected | undefined>;

const always = {
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, opens: "00:00", closes: "24:00" })),
  exceptions: [],
  holidays: [],
};
/** Closed today and tomorrow, and not for good: that is refused. */
const closedNow = () => ({
  ...always,
  weekly: always.weekly.filter(({ day }) => day === ((new Date().getUTCDay() + 3) % 7) + 1),
});
/** So long may a gateway be away, or a call without an answer. */
const patienceMs = 30_000;

export const useStage = (settings: Record<string, string>) => {
  const setting = useSetting(settings);
  let secondGateway: RunningGateway | undefined;
  const second: Setting = Object.create(setting, {
    gateway: {
      get: () => {
        if (!secondGateway) throw new Error("only inside a test");
        return secondGateway;
      },
    },
  });
  const places: readonly [Setting, Setting] = [setting, second];
  /** Resolves when a gateway that was killed runs again. */
  const away: [Promise<void> | undefined, Promise<void> | undefined] = [undefined, undefined];
  const cookies = new Map<string, string>();
  const lines = new Map<Name, { at: Which; browser: "open" | "gone"; connected?: Promise<Connected> }>();
  const deskOf = (which: Which) => (which === 0 ? setting.desk : setting.otherDesk);

  beforeAll(async () => {
    secondGateway = await startGateway(setting.databases, settings);
    const { organisation } = setting.town;
    const admin = setting.town.people.get("archivist");
    if (!admin) throw new Error("nobody sets anything");
    await setting.rows("UPDATE member SET roles = '{functional_administrator}' WHERE member_id = $1", [
      admin.member,
    ]);
    // Since long ago, so that a wait has a past: the first desk overflows to the second.
    for (const which of [0, 1] as const)
      await setting.rows(
        `INSERT INTO desk_setting (organisation_id, desk_id, valid_from, name, hours, assignment, overflow_desk_id)
         VALUES ($1, $2, '2020-01-01', '{"nl": "Bureau"}', $3, 'push', $4)`,
        [organisation, deskOf(which).desk, always, which === 0 ? setting.otherDesk.desk : null],
      );
    cookies.set("admin", await signIn(setting, admin));
    for (const name of names) {
      cookies.set(name, await signIn(setting, setting.colleague(name)));
      lines.set(name, { at: 0, browser: "open" });
    }
    // Whose browser is gone is off after a second: a schedule lasts a few.
    await setting.rows("UPDATE organisation SET absent_after_seconds = 1");
  });
  afterAll(async () => {
    await Promise.all(away);
    await secondGateway?.stop();
  });

  /** The gateway one is sent to, or the other one while that is away. */
  const placeAt = async (at: Which): Promise<Setting> => {
    const other = at === 0 ? 1 : 0;
    if (!away[at]) return places[at];
    if (!away[other]) return places[other];
    await Promise.race(away);
    return placeAt(at);
  };

  const lineOf = (name: Name) => {
    const line = lines.get(name);
    if (!line) throw new Error("only inside a test");
    return line;
  };
  const connect = async (name: Name): Promise<Connected> =>
    connectAgent(await placeAt(lineOf(name).at), setting.colleague(name), cookies.get(name));
  const hangUp = async (name: Name) => {
    const line = lineOf(name);
    const connected = await line.connected?.catch(() => undefined);
    // Without a word: a page that goes away says none either.
    connected?.socket.io.engine.close();
  };

  /** As the administrator, over HTTP, at whichever gateway is there. */
  const put = async (path: string, body: unknown) => {
    for (;;) {
      try {
        const response = await inboxFetch(await placeAt(0), `/api/v1/${path}/settings`, {
          method: "PUT",
          cookie: cookies.get("admin") ?? "",
          body,
        });
        if (response.status < 500) return response.status;
      } catch {
        // It was killed meanwhile.
      }
      await wait(50);
    }
  };

  const colleague =
    (name: Name): Line =>
    async () => {
      const line = lineOf(name);
      const known = line.connected;
      const connected = await known?.catch(() => undefined);
      if (line.browser === "gone") return undefined;
      if (connected?.socket.connected) return connected;
      // Somebody else may have connected it meanwhile: a browser has one.
      if (line.connected === known) line.connected = connect(name);
      return line.connected;
    };

  return {
    setting,
    deskOf,
    memberOf: (name: Name) => setting.colleague(name).member,
    /** A colleague's line, connected again where it broke. */
    colleague,
    citizen: async (keys: CitizenKeys, at: Which): Promise<Connected> =>
      connectCitizen(await placeAt(at), keys),
    /** Their connection breaks; they come back at the other gateway. */
    cut: async (name: Name) => {
      await hangUp(name);
      const line = lineOf(name);
      line.at = line.at === 0 ? 1 : 0;
    },
    browserDies: async (name: Name) => {
      lineOf(name).browser = "gone";
      await hangUp(name);
    },
    opensBrowser: (name: Name, at: Which) => {
      const line = lineOf(name);
      if (line.browser === "gone") Object.assign(line, { browser: "open", at });
    },
    /** SIGKILL; it is started again at once. */
    kill: (which: Which) => {
      if (away[which]) return;
      const { process, widgetOrigin, inboxOrigin } = places[which].gateway;
      const ended = once(process, "exit");
      process.kill("SIGKILL");
      const comeBack = async () => {
        await ended;
        const ports = { PORT: new URL(widgetOrigin).port, INBOX_PORT: new URL(inboxOrigin).port };
        if (which === 0) await setting.restartGateway(async () => {});
        else secondGateway = await startGateway(setting.databases, { ...settings, ...ports });
        away[which] = undefined;
      };
      away[which] = comeBack();
    },
    /** Resolves when both gateways run, and everybody whose browser is open is connected. */
    mended: async () => {
      await Promise.all(away);
      for (const name of names) await colleague(name)();
    },
    setDesk: (desk: Which, hours: "open" | "closed", assignment: "push" | "pull") =>
      put(`desks/${deskOf(desk).desk}`, {
        validFromMs: null,
        setting: deskSetting({
          ...{ assignment, hours: hours === "open" ? always : closedNow() },
          overflow: desk === 0 ? DeskId.parse(setting.otherDesk.desk) : null,
        }),
      }),
    setTopic: (topic: string, ended: boolean) =>
      put(`topics/${topic}`, {
        validFromMs: null,
        below: "stay",
        setting: topicSetting(setting.desk.desk, { normMinutes: 30, ended }),
      }),
  };
};

/**
 * Asks until there is an answer; a gateway that dies in between leaves it open whether it was done. Undefined where the
 * browser is gone. Throws where nobody answers, or with what no person may ever be answered.
 */
export const ask = async (line: Line, event: string, request: unknown): Promise<Answer | undefined> => {
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    const answer = await answered(line, event, request);
    if (answer === "gone") return undefined;
    if (answer !== "broken" && (answer.ok || !errors[answer.code].retryable)) return answer;
    if (answer !== "broken" && answer.code !== "unavailable") throw new Error(`${event}: ${answer.code}`);
    if (performance.now() > untilMs) throw new Error(`${event}: nobody answers`);
    await wait(50);
  }
};

const answered = async (line: Line, event: string, request: unknown): Promise<Answer | "gone" | "broken"> => {
  try {
    const connected = await line();
    return connected ? await connected.call(event, request) : "gone";
  } catch {
    return "broken";
  }
};
