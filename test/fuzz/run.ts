import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { inspect, parseArgs } from "node:util";
import { connectCitizen } from "../harness/callers.js";
import { foreignIn } from "./foreign.js";
import { createJudge, type Finding, type Judge, type Secret, type Side } from "./judge.js";
import { newTalk, type World } from "./persona.js";
import { type Part, planOf } from "./plan.js";
import { type Stage, setStage } from "./stage.js";
import { type Witness, witnessIn } from "./witness.js";
import { createWorker } from "./worker.js";

/** One run: workers send what a seed plans while two conversations go on; then every rule is judged. README.md says which. */

const parts: Part[] = ["citizen", "citizen", "citizen", "stranger", "colleague", "colleague"];
/** The last part of the frames meets the limits that a town has by itself. */
const limitedShare = 0.05;

/** What is of a witness's conversation is nobody else's; who works at a town, and their sessions, are the town's own. */
const secretsOf = (witness: Witness, { whose, side }: { whose: string; side: Side }): Secret[] => {
  const { conversation, citizen, town, session } = witness;
  const { vk } = citizen.keys.signing;
  const id = Buffer.from(conversation.replaceAll("-", ""), "hex");
  const towards = ["town", "otherTown"] as const;
  const abroad = [side === "town" ? "otherTown" : "town"] as const;
  return [
    { name: `${whose} conversation id`, bytes: Buffer.from(conversation), towards },
    // In the header of every message and every epoch record.
    { name: `${whose} envelopes or records`, bytes: id, towards },
    { name: `${whose} citizen's key`, bytes: Buffer.from(vk), towards },
    { name: `${whose} citizen's key`, bytes: Buffer.from(Buffer.from(vk).toString("base64url")), towards },
    { name: `${whose} session`, bytes: Buffer.from(session), towards },
    ...[...town.people.values()].map(({ member, name }) => ({
      name: `${whose} ${name}`,
      bytes: Buffer.from(member),
      towards: abroad,
    })),
  ];
};

/** A conversation that is closed, and one that is open, before anybody fuzzes. */
const prepareTalks = async (stage: Stage) => {
  const talks = [await newTalk(stage), await newTalk(stage)] as const;
  for (const { talk, request, message } of talks) {
    const citizen = await connectCitizen(stage, talk.citizen);
    await citizen.call("conversation:open", request);
    await citizen.call("message:send", message);
    if (talk === talks[0].talk)
      await citizen.call("conversation:close", { conversation: talk.conversation, outcome: "left" });
    citizen.socket.disconnect();
  }
  return talks;
};

/** What is stored that nobody was told was stored. */
const judgeRows = async (stage: Stage, judge: Judge, own: ReadonlySet<string>) => {
  const tables = {
    conversation: "SELECT conversation_id AS of, conversation_id::text AS key FROM conversation",
    epoch:
      "SELECT conversation_id AS of, conversation_id || '/' || channel || '/' || epoch AS key FROM conversation_epoch",
    message:
      "SELECT conversation_id AS of, conversation_id || '/' || channel || '/' || message_id AS key FROM message",
  };
  const counts: Record<string, number> = {};
  for (const [table, sql] of Object.entries(tables)) {
    const rows = await stage.rows<{ of: string; key: string }>(sql);
    counts[table] = rows.length;
    for (const { of, key } of rows)
      if (!own.has(of) && !judge.allowed[table as keyof typeof tables].has(key))
        judge.find(`a ${table} was stored and not acknowledged`, key);
  }
  return counts;
};

/** What of the gateway's log is an error, or no line of its log; each call looks at what was written since the last. */
const createLogReader = (judge: Judge) => {
  let readTo = 0;
  return (output: string) => {
    const end = output.lastIndexOf("\n") + 1;
    for (const line of output.slice(readTo, end).split("\n")) {
      if (line === "" || line.startsWith("memory ")) continue;
      const entry = line.startsWith("{")
        ? (JSON.parse(line) as { level: number; msg: string; err?: LoggedFault })
        : undefined;
      if (!entry) judge.find("the gateway wrote what is no log line", line);
      else if (entry.level >= 50) judge.find(`the log says ${entry.msg}: ${named(entry.err)}`, line);
    }
    readTo = end;
  };
};

/** Of a database's error the log has no message. */
type LoggedFault = { type: string; code?: string; message?: string };
const named = (fault?: LoggedFault) =>
  [fault?.type, fault?.code, fault?.message?.slice(0, 120)].filter(Boolean).join(" ");

const progressMs = 60_000;

/** Says once a minute how many answers there were, and what was found meanwhile: a long run may be stopped before its end. */
const sayProgress = (judge: Judge, readLog: () => void) => {
  let said = 0;
  const timer = setInterval(() => {
    readLog();
    const answers = Object.values(judge.codes()).reduce((sum, count) => sum + count, 0);
    const findings = judge.findings();
    console.log(`${answers} answers, ${findings.length} kinds found`);
    for (const finding of findings.slice(said)) show(finding);
    said = findings.length;
  }, progressMs);
  return () => clearInterval(timer);
};

const show = ({ kind, example, count }: Finding) =>
  console.log(
    `\nFOUND ${kind} (${count} times)\n${inspect(example, { depth: 8, maxStringLength: 1_500, maxArrayLength: 40 })}`,
  );

const run = async (seed: number, frames: number): Promise<Finding[]> => {
  // The first plan of a part takes seconds, in which nobody here would hear or answer anything.
  for (const part of new Set(parts)) planOf(part, { seed, worker: 0, stretch: 0 }, 1);
  const stage = await setStage();
  try {
    const { gateway } = stage;
    const witness = await witnessIn(stage, stage.town, "anna");
    const otherTown = await witnessIn(stage, stage.otherTown, "els");
    const [closed, first] = await prepareTalks(stage);
    const world: World = {
      stage,
      talks: [first.talk],
      closed: closed.talk,
      witness,
      otherTown,
      envelopes: [],
      foreign: await foreignIn(stage),
    };
    const judge = createJudge([
      ...secretsOf(witness, { whose: "the witness's", side: "town" }),
      ...secretsOf(otherTown, { whose: "the other town's", side: "otherTown" }),
    ]);
    const own = new Set([witness, otherTown].map(({ conversation }) => conversation));
    for (const { talk } of [closed, first]) own.add(talk.conversation);
    const pid = gateway.process.pid;
    const talking = [witness, otherTown].map((one) => one.talk(judge));
    const workers = await Promise.all(
      parts.map((part, index) => createWorker(part, { seed, index }, { world, judge })),
    );
    const readLog = createLogReader(judge);
    const sayNoMore = sayProgress(judge, () => readLog(gateway.output()));
    const heapBefore = await stage.heapBytes();
    const beganMs = performance.now();
    const each = Math.ceil(frames / parts.length);
    const limited = Math.ceil(each * limitedShare);
    const sendAll = async () => {
      await Promise.all(workers.map((worker) => worker.send(each - limited, "roomy")));
      for (const one of talking) one.slowDown();
      await stage.setLimits({});
      await Promise.all(workers.map((worker) => worker.send(limited, "limited")));
    };
    const ended = once(gateway.process, "exit").then(() => "ended" as const);
    // Nothing that comes of a gateway's end says more than what it wrote at its end.
    let cause: unknown;
    const failed = (error: unknown) => {
      cause = error;
      return "failed" as const;
    };
    const outcome = await Promise.race([sendAll(), ended]).catch(failed);
    sayNoMore();
    if (outcome !== undefined) {
      await Promise.race([ended, wait(5_000)]);
      if (gateway.process.exitCode === null) throw new Error("the fuzzer could not go on", { cause });
      return [{ kind: "the gateway ended", example: gateway.output().slice(-2_000), count: 1 }];
    }
    const tookMs = performance.now() - beganMs;
    for (const worker of workers) worker.close();
    const said = await Promise.all(talking.map((one) => one.stop()));
    const isAlive = gateway.process.exitCode === null && gateway.process.pid === pid;
    if (!isAlive) judge.find("the gateway ended", gateway.output().slice(-2_000));
    const stored = await judgeRows(stage, judge, own);
    const heapAfter = isAlive ? await stage.heapBytes() : Number.NaN;
    readLog(gateway.output());

    const mb = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
    console.log(
      `${each * parts.length} frames in ${(tookMs / 1000).toFixed(1)} s; answers: ${JSON.stringify(judge.codes())}`,
    );
    console.log(
      `stored: ${JSON.stringify(stored)}; heap after collection: ${mb(heapBefore)} before, ${mb(heapAfter)} after`,
    );
    for (const { messages, slowestMs } of said)
      console.log(
        `a witness said and kept ${messages} messages, the slowest heard after ${Math.round(slowestMs)} ms`,
      );
    return judge.findings();
  } finally {
    await stage.stop();
  }
};

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, frames: { type: "string", default: "3000" } },
});
const [seed, frames] = [Number(values.seed), Number(values.frames)];
console.log(`fuzz: seed ${seed}, ${frames} frames`);
const findings = await run(seed, frames);
for (const finding of findings) show(finding);
console.log(
  findings.length === 0
    ? "fuzz: nothing found"
    : `\nfuzz: ${findings.length} kinds found; again: npm run fuzz -- --seed ${seed} --frames ${frames}`,
);
process.exit(findings.length === 0 ? 0 : 1);
