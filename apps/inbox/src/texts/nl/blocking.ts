import type { BlockReason } from "@eigenkanaal/protocol";
import { count } from "../count.js";

/** Words about keeping an abuser out. */

const days = (n: number) => count(n, "dag", "dagen");

export const blocking = {
  fact: "Blokkade",
  none: "Geen",
  button: "Blokkeer inwoner",
  title: "Inwoner blokkeren",
  reasonQuestion: "Waarom?",
  reasonHint: "Je kiest een reden en schrijft niets: de server mag niet weten wat er is gezegd.",
  reasons: {
    insults: "Schelden of beledigen",
    threats: "Bedreigen",
    sexual: "Seksuele berichten",
    flooding: "Steeds opnieuw berichten sturen",
  } satisfies Record<BlockReason, string>,
  threatsHint:
    "Direct gevaar? Bel 112. Meld een bedreiging altijd bij je coördinator: jullie kunnen samen aangifte doen.",
  noReason: "Kies een reden.",
  lengthQuestion: "Hoelang?",
  days,
  otherDays: "Een ander aantal dagen",
  daysLabel: "Aantal dagen, hoogstens 30",
  wrongDays: "Vul een heel getal in van 1 tot en met 30.",
  network: "Vertraag ook nieuwe gesprekken van dit netwerk, een paar uur lang",
  networkHint:
    "Wie dan van dit netwerk een gesprek begint, wacht eerst een tijdje. Dat raakt ook anderen, zoals buren of mensen in dezelfde bibliotheek. Het netwerk staat alleen in het geheugen van de server. Na een herstart is het vergeten.",
  seesTitle: "Wat ziet de inwoner?",
  sees: (moment: string | undefined) =>
    `Dat schrijven hier niet kan${moment ? ` tot ${moment}` : ""}, en het telefoonnummer, de balie en 112. Jouw naam en de reden niet. Jullie kunnen wel schrijven.`,
  honest:
    "Een blokkade hoort bij dit gesprek. Wie het gesprek van het apparaat verwijdert, kan een nieuw gesprek beginnen.",
  confirm: "Blokkeer",
  doneTitle: "De inwoner is geblokkeerd",
  notConnected:
    "Nieuwe gesprekken worden niet vertraagd. De inwoner heeft de chat nu niet open. Daarom weten we niet om welk netwerk het gaat.",
  blockedBy: (until: string, name: string) => `Geblokkeerd tot ${until} door ${name}.`,
  blockedByMe: (until: string) => `Door jou geblokkeerd tot ${until}.`,
  reasonIs: (reason: string) => `Reden: ${reason.toLowerCase()}.`,
  until: (moment: string) => `Tot ${moment}`,
  lift: "Hef blokkade op",
  row: "Geblokkeerd",
  key: "Inwoner blokkeren, of de blokkade opheffen",
  settings: "Blokkades",
  listTitle: "Blokkades",
  listIntro: "Wie nu niet kan schrijven. Een blokkade eindigt vanzelf.",
  loading: "De blokkades worden opgehaald…",
  nobody: "Er is nu niemand geblokkeerd.",
  since: (moment: string, name: string) => `Sinds ${moment}, door ${name}`,
  sinceMe: (moment: string) => `Sinds ${moment}, door jou`,
  open: "Open gesprek",
  lifted: "De blokkade is opgeheven.",
};
