import type { Concept } from "./mdto.js";

/** The Dutch terms of the metadata, each with the list that it comes from. */

/** What no list of MDTO has a word for. */
const own = (label: string): Concept => ({ label, list: "Begrippenlijst Eigenkanaal" });

const levels = "Begrippenlijst Aggregatieniveaus MDTO";
export const level = {
  conversation: { label: "Archiefstuk", list: levels },
  selection: { label: "Serie", list: levels },
} satisfies Record<string, Concept>;

const appraisals = "Begrippenlijst Waarderingen MDTO";
export const appraisalTerm = {
  permanent: { label: "Blijvend te bewaren", code: "B", list: appraisals },
  temporary: { label: "Tijdelijk te bewaren", code: "V", list: appraisals },
  undetermined: { label: "Nader te bepalen", code: "N", list: appraisals },
} satisfies Record<string, Concept>;

export const eventTerm = {
  opened: { label: "Creatie", list: "Begrippenlijst EventTypeLijst MDTO" },
  transferred: own("Overdracht aan een ander loket"),
  closed: own("Sluiting van het gesprek"),
  reopened: own("Heropening van het gesprek"),
} satisfies Record<string, Concept>;

/** What begins a term: the same moment as the event. */
export const closing = eventTerm.closed;

export const duration = own("Looptijd van het gesprek");

export const relation = { asked: own("Vraagsteller"), answered: own("Behandelaar") };

/** Whoever asked has no name in the record. */
export const citizen = "Inwoner, naam niet vastgelegd";
export const system = "Eigenkanaal";

const woo = "Wet open overheid";
/** On which ground use is restricted. */
export const groundTerm = {
  none: { label: "Geen beperking", list: "Begrippenlijst Beperkingen MDTO" },
  personal_data: { label: "Persoonsgegevens", list: "Algemene verordening gegevensbescherming" },
  woo_5_1_1_d: { label: "Bijzondere persoonsgegevens", code: "5.1, eerste lid, onder d", list: woo },
  woo_5_1_2_e: { label: "Persoonlijke levenssfeer", code: "5.1, tweede lid, onder e", list: woo },
} satisfies Record<string, Concept>;

/** A result of the Selectielijst 2020 by its number. */
export const category = ({ number, label }: { number: string; label: string }): Concept => ({
  label,
  code: number,
  list: "Selectielijst gemeenten en intergemeentelijke organen 2020",
});

/** A topic of the town's own list. */
export const topicOf = (organisation: string, topic: string): Concept => ({
  label: topic,
  list: `Onderwerpen van ${organisation}`,
});

/** PRONOM's identifiers of what a package holds (nationalarchives.gov.uk/PRONOM). */
const formats: Record<string, Concept> = {
  "text/html": { label: "Hypertext Markup Language 5", code: "fmt/471", list: "PRONOM-register" },
  "text/plain": { label: "Plain Text File", code: "x-fmt/111", list: "PRONOM-register" },
  "application/json": { label: "JSON Data Interchange Format", code: "fmt/817", list: "PRONOM-register" },
  "application/xml": { label: "Extensible Markup Language 1.0", code: "fmt/101", list: "PRONOM-register" },
};

/** The format of a media type, parameters aside; one that PRONOM is not asked about goes by its own name. */
export function formatOf(mediaType: string): Concept {
  const name = mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
  return formats[name] ?? { label: name, list: "IANA Media Types" };
}
