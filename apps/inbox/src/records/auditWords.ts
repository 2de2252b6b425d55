import type { ColleagueView } from "@eigenkanaal/client";
import { AuditAct, type AuditLine, DeskId, TopicId } from "@eigenkanaal/protocol";
import type { TownNames } from "../queue/names.js";
import type { Formats } from "../texts/formats.js";
import type { Texts } from "../texts/wording.js";

type Words = Texts["auditLog"];

/** The word of a list that knows it; what a newer gateway writes and this page does not know stands as it is. */
const known = (words: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(words, name) ? (words[name] ?? name) : name;

/** What was done, in plain words: of what was read also which part and why, and of a package how many went into it. */
export const whatOf = (
  { act, detail, result, times }: Pick<AuditLine, "act" | "detail" | "result" | "times">,
  words: Words,
): string => {
  if (act === "search:shares") return words.sharesOf(times);
  const said =
    detail !== null && Object.hasOwn(words.details, detail)
      ? known(words.details, detail)
      : known(words.acts, act);
  return act.includes("/deposits/") && result === "done" ? words.withCount(said, times) : said;
};

/** What came of it. */
export const resultOf = (
  { act, result, times }: Pick<AuditLine, "act" | "result" | "times">,
  words: Words,
): string => {
  if (result === "done") return words.done;
  const refused = words.refused(known(words.refusals, result));
  return times > 1 && act !== "search:shares" ? `${refused} ${words.timesOf(times)}` : refused;
};

/** Who it was. */
export const whoOf = (
  { actor }: Pick<AuditLine, "actor">,
  members: readonly ColleagueView[],
  words: Words,
): string => {
  const name = members.find(({ member }) => member === actor)?.name;
  if (name !== undefined) return name;
  return Object.hasOwn(words.actors, actor) ? known(words.actors, actor) : words.formerColleague;
};

type Of = Pick<AuditLine, "objectKind" | "objectId">;

/** On what: by its name where it has one, and a conversation by the beginning of its pseudonym. */
export const objectOf = (
  { objectKind, objectId }: Of,
  {
    members,
    names,
    formats,
    words,
  }: {
    members: readonly ColleagueView[];
    names: Pick<TownNames, "desk" | "topic">;
    formats: Pick<Formats, "exactly">;
    words: Words;
  },
): string => {
  if (objectKind === null) return "";
  if (objectId === null) return known(words.objects, objectKind);
  switch (objectKind) {
    case "conversation":
      return words.conversation(objectId.slice(0, 8));
    case "member":
      return members.find(({ member }) => member === objectId)?.name ?? known(words.objects, objectKind);
    case "desk":
      return names.desk(DeskId.parse(objectId));
    case "topic":
      return names.topic(TopicId.parse(objectId));
    case "campaign":
    case "consideration":
      return `${known(words.objects, objectKind)} ${objectId}`;
    case "period": {
      const [from = "", to = ""] = objectId.split("/").map((moment) => formats.exactly(Date.parse(moment)));
      return words.period(from, to);
    }
    default:
      return known(words.objects, objectKind);
  }
};

/** Every act by its words, in the order of those. */
export const actChoices = (words: Words): { act: AuditAct; name: string }[] =>
  AuditAct.options
    .map((act) => ({ act, name: words.acts[act] }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
