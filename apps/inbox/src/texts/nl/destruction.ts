import type { DestructionState, ErasureGround, LeftOut } from "@eigenkanaal/protocol";
import { count } from "../count.js";

/** Words about destroying what is due. */

const conversations = (n: number) => count(n, "gesprek", "gesprekken");

export const destruction = {
  intro:
    "Gesprekken waarvan de bewaartermijn voorbij is. Pas als genoeg archiefmedewerkers een lijst goedkeuren, worden ze vernietigd.",
  loading: "De lijsten worden opgehaald…",
  clockBehind:
    "De klok van de database is teruggezet. Er wordt niets voorgesteld, goedgekeurd of vernietigd tot die weer goed staat. Meld dit aan de beheerder.",
  lists: "Lijsten",
  none: "Er zijn nog geen lijsten. De server maakt er elke dag een, als er iets te vernietigen is.",
  propose: "Maak nu een lijst",
  nothingDue: "Er is nu niets te vernietigen dat nog op geen lijst staat.",
  proposed: (n: number) =>
    `Er staat een nieuwe lijst klaar: ${conversations(n)}. Wie de lijst maakt, keurt die niet zelf goed.`,
  states: {
    proposed: "Wacht op goedkeuring",
    approved: "Wordt uitgevoerd",
    done: "Klaar",
    withdrawn: "Ingetrokken",
  } satisfies Record<DestructionState, string>,
  listOf: (moment: string) => `Lijst van ${moment}`,
  byGateway: "Gemaakt door de server",
  by: (name: string) => `Gemaakt door ${name}`,
  counts: (of: { proposed: number; removed: number; leftOut: number; destroyed: number; left: number }) =>
    [
      conversations(of.proposed),
      of.destroyed > 0 ? `${of.destroyed} vernietigd` : "",
      of.left > 0 ? `${of.left} te gaan` : "",
      of.removed > 0 ? `${of.removed} eraf gehaald` : "",
      of.leftOut > 0 ? `${of.leftOut} overgeslagen` : "",
    ]
      .filter((words) => words !== "")
      .join(" · "),
  approvals: (given: number, needed: number) => `${given} van ${needed} goedkeuringen`,
  approvedBy: (names: string) => `Goedgekeurd door ${names}.`,
  withdrawnBy: (name: string, reason: string) => `Ingetrokken door ${name}: ${reason}`,
  progress: (done: number, all: number) => `${done} van ${all} vernietigd`,
  show: "Bekijk",
  back: "Terug naar de lijsten",
  approve: "Keur goed",
  approveLast: (n: number) =>
    `Met jouw goedkeuring begint het vernietigen van ${conversations(n)}. Dat kan niemand terugdraaien.`,
  approveMore: (n: number, more: number) =>
    `Je keurt het vernietigen van ${conversations(n)} goed. Daarna is er nog ${count(more, "goedkeuring", "goedkeuringen")} nodig.`,
  approvedNow: "Je goedkeuring is opgeslagen.",
  tooFew: (officers: number, needed: number) =>
    `Een lijst die jij maakt, keuren ${needed} anderen goed. Er ${officers === 1 ? "is" : "zijn"} nu ${count(officers, "archiefmedewerker", "archiefmedewerkers")}: dat is te weinig.`,
  dailySuffices: "De lijst die de server elke dag maakt, kunnen jullie wel goedkeuren.",
  dailyNeedsMore:
    "Ook voor de lijst van de server zijn jullie met te weinig. Vraag de beheerder om meer archiefmedewerkers.",
  ownList: "Jij hebt deze lijst gemaakt. Andere archiefmedewerkers keuren hem goed.",
  alreadyApproved: "Jij hebt deze lijst goedgekeurd.",
  items: "Gesprekken op deze lijst",
  noItems: "Op deze lijst staat niets meer.",
  item: (desk: string, day: string) => `${desk}, afgerond op ${day}`,
  destroyedDesk: "Wordt vernietigd",
  class: (code: string, name: string) => `${code} ${name}`,
  held: "Wordt vastgehouden. Dit gesprek wordt overgeslagen.",
  leftOut: {
    gone: "Overgeslagen: het gesprek was er niet meer.",
    reopened: "Overgeslagen: het gesprek is weer open gegaan.",
    class_changed: "Overgeslagen: het gesprek kreeg een andere bewaartermijn.",
    held: "Overgeslagen: het gesprek wordt vastgehouden.",
    not_due: "Overgeslagen: de bewaartermijn is nog niet voorbij.",
  } satisfies Record<LeftOut, string>,
  removedBy: (name: string, reason: string) => `Eraf gehaald door ${name}: ${reason}`,
  remove: "Haal van de lijst",
  removeReason: "Waarom blijft dit gesprek?",
  removed: "Het gesprek is van de lijst gehaald.",
  withdraw: "Trek de lijst in",
  withdrawReason: "Waarom trek je de lijst in?",
  withdrawn: "De lijst is ingetrokken.",
  reasonHint: "Schrijf niets over de inwoner of over wat er is gezegd: de server kan dit lezen.",
  noReason: "Schrijf een reden.",
  confirm: "Bevestig",
  more: "Toon meer",
  register: "Register",
  registerIntro:
    "Van elk vernietigd gesprek blijft een verklaring: tellingen en controlegetallen, niets van wat er is gezegd.",
  registerNone: "Er is nog niets vernietigd.",
  certificate: (seq: number) => `Verklaring ${seq}`,
  certificateText: (of: {
    desk: string;
    /** Null of what was never finished. */
    closed: string | null;
    destroyed: string;
    messages: number;
    klass: string | null;
  }) =>
    `${[of.desk, of.klass].filter((one) => one !== null).join(", ")}. ${of.closed === null ? "V" : `Afgerond op ${of.closed}, v`}ernietigd op ${of.destroyed}. ${count(of.messages, "bericht", "berichten")}.`,
  erased: {
    not_taken_up: "De inwoner vroeg om te wissen, voordat iemand de vraag oppakte.",
    term_passed: "De inwoner vroeg om te wissen, na de bewaartermijn.",
  } satisfies Record<ErasureGround, string>,
  hash: "Controlegetal",
  check: "Controleer",
  checking: "Wordt gecontroleerd…",
  stands: (index: number, size: number) =>
    `Klopt. De verklaring sluit aan op de vorige, en is nummer ${index} van ${size} van die dag.`,
  inLog: (town: string, index: number, size: number) =>
    `Die dag staat in het logboek van ${town}, op plaats ${index} van ${size}.`,
  worked: "Dit apparaat heeft het nagerekend.",
  checkpoint: "Bewaar de stand van het logboek",
  checkpointIntro:
    "Bewaar deze drie regels ergens anders. Wordt het logboek later anders gemaakt, dan kan de beheerder dat ermee zien.",
  noTreeYet:
    "Klopt tot nu toe: de verklaring sluit aan op de vorige. De controle van de dag zelf kan morgen.",
  broken: "Klopt niet. Het register is veranderd. Meld dit meteen aan de beheerder.",
};
