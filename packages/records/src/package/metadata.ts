import type { RecordedConversation } from "../transcript.js";
import {
  type FileObject,
  fileObjectXml,
  type Identifier,
  type InformationObject,
  informationObjectXml,
  type MdtoEvent,
  type Reference,
  type Term,
} from "./mdto.js";
import { dateIn, endOfTerm } from "./term.js";
import * as terms from "./terms.js";

/** Who did something, in a record that names no person. */
export type Actor = { role: "citizen" } | { role: "desk"; desk: string } | { role: "system" };

export type ConversationEvent = {
  kind: "opened" | "transferred" | "closed" | "reopened";
  atMs: number;
  by: Actor;
  /** The desk that it went to, of a transfer. */
  to?: string;
};

/** How long it is kept, and by which result of the Selectielijst 2020 where one is known. `duration` is ISO 8601. */
export type Appraisal =
  | { kind: "permanent"; category: { number: string; label: string } | null }
  | { kind: "temporary"; category: { number: string; label: string } | null; duration: string }
  | { kind: "undetermined" };

/** Why it cannot be used freely, in the town's own words where it has any, and for how long after the closing. */
export type Restriction = {
  ground: keyof typeof terms.groundTerm;
  description: string | null;
  duration: string | null;
};

/** What the metadata of a conversation are made of. */
export type ConversationFacts = {
  record: Pick<
    RecordedConversation,
    "conversation" | "desk" | "topic" | "language" | "openedAtMs" | "closedAtMs"
  >;
  /** As people compare it, and the name of its folder: spaces become hyphens there. */
  number: string;
  events: readonly ConversationEvent[];
  appraisal: Appraisal;
  restrictions: readonly [Restriction, ...Restriction[]];
};

/** What holds for every object of a package. */
export type Provenance = {
  organisation: { name: string; identifier: Identifier | null };
  exportedAtMs: number;
  /** IANA; dates are the town's. */
  timeZone: string;
  /** What a package of several conversations is called; null where there is one only. */
  selection: { id: string; name: string } | null;
};

const source = "Eigenkanaal";

const creatorOf = ({ organisation }: Provenance): Reference => ({
  name: organisation.name,
  identifier: organisation.identifier ?? undefined,
});

const selectionReference = ({ id, name }: { id: string; name: string }): Reference => ({
  name,
  identifier: { value: id, source },
});

/** What a conversation is called wherever it is referred to. */
const conversationReference = (of: { conversation: string; number: string }): Reference => ({
  name: `Gesprek ${of.number}`,
  identifier: { value: of.conversation, source },
});

const fileIdentifier = (conversation: string, name: string): Identifier => ({
  value: `${conversation}/${name}`,
  source,
});

const actorOf = (by: Actor): Reference => {
  if (by.role === "desk") return { name: by.desk };
  return { name: by.role === "citizen" ? terms.citizen : terms.system };
};

const eventOf = ({ kind, atMs, by, to }: ConversationEvent): MdtoEvent => ({
  type: terms.eventTerm[kind],
  atMs,
  actor: actorOf(by),
  result: to === undefined ? undefined : `Overgedragen aan ${to}`,
});

/** A term from the closing on; without dates while the conversation is open. */
const termFrom = (closedOn: string | undefined, duration: string): Term => ({
  trigger: terms.closing,
  startDate: closedOn,
  duration,
  endDate: closedOn === undefined ? undefined : endOfTerm(closedOn, duration),
});

/** The desks that had the conversation, each once: who answered, without the names of people. */
const desksOf = ({ record, events }: ConversationFacts): string[] => {
  const had = events.flatMap(({ by, to }) => [by.role === "desk" ? by.desk : undefined, to]);
  return [...new Set([...had, record.desk])].filter((desk) => desk !== undefined);
};

/** The MDTO *informatieobject* of a conversation whose representations are the files of these names. */
export function conversationXml(
  facts: ConversationFacts,
  from: Provenance,
  files: readonly string[],
): string {
  const { record, appraisal } = facts;
  const openedOn = dateIn(from.timeZone, record.openedAtMs);
  const closedOn = record.closedAtMs === null ? undefined : dateIn(from.timeZone, record.closedAtMs);
  const about = record.topic ?? record.desk;
  const object: InformationObject = {
    identifiers: [
      { value: record.conversation, source },
      { value: facts.number, source: "Gespreksnummer" },
    ],
    name: `Gesprek over ${about}, ${openedOn}`,
    level: terms.level.conversation,
    classification: record.topic === null ? [] : [terms.topicOf(from.organisation.name, record.topic)],
    coverage: { type: terms.duration, startDate: openedOn, endDate: closedOn },
    language: record.language ?? undefined,
    events: facts.events.map(eventOf),
    appraisal: terms.appraisalTerm[appraisal.kind],
    retention: appraisal.kind === "temporary" ? termFrom(closedOn, appraisal.duration) : undefined,
    category:
      appraisal.kind !== "undetermined" && appraisal.category
        ? terms.category(appraisal.category)
        : undefined,
    partOf: from.selection ? [selectionReference(from.selection)] : [],
    parts: [],
    representations: files.map((name) => ({
      name,
      identifier: fileIdentifier(record.conversation, name),
    })),
    creator: creatorOf(from),
    involved: [
      { relation: terms.relation.asked, actor: { name: terms.citizen } },
      ...desksOf(facts).map((desk) => ({ relation: terms.relation.answered, actor: { name: desk } })),
    ],
    restrictions: [
      restrictionOf(facts.restrictions[0], closedOn),
      ...facts.restrictions.slice(1).map((one) => restrictionOf(one, closedOn)),
    ],
  };
  return informationObjectXml(object);
}

const restrictionOf = ({ ground, description, duration }: Restriction, closedOn: string | undefined) => ({
  type: terms.groundTerm[ground],
  description: description ?? undefined,
  term: duration === null ? undefined : termFrom(closedOn, duration),
});

/** The MDTO *informatieobject* of a selection. Of how long it is kept its parts say more: it is itself undetermined. */
export const selectionXml = (
  selection: { id: string; name: string },
  from: Provenance,
  parts: readonly { conversation: string; number: string }[],
): string =>
  informationObjectXml({
    identifiers: [{ value: selection.id, source }],
    name: selection.name,
    level: terms.level.selection,
    classification: [],
    events: [],
    appraisal: terms.appraisalTerm.undetermined,
    partOf: [],
    parts: parts.map(conversationReference),
    representations: [],
    creator: creatorOf(from),
    involved: [],
    restrictions: [{ type: terms.groundTerm.personal_data }],
  });

/** The MDTO *bestand* of a file that represents a conversation. */
export const fileXml = (
  file: { name: string; mediaType: string; bytes: number; sha256: string },
  of: { conversation: string; number: string },
  { exportedAtMs }: Provenance,
): string => {
  const object: FileObject = {
    identifiers: [fileIdentifier(of.conversation, file.name)],
    name: file.name,
    bytes: file.bytes,
    format: terms.formatOf(file.mediaType),
    sha256: file.sha256,
    checkedAtMs: exportedAtMs,
    represents: conversationReference(of),
  };
  return fileObjectXml(object);
};
