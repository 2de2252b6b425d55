/** What a citizen makes of a conversation that is finished. */
export const verdict = {
  fact: "Geholpen volgens de inwoner",
  given: { yes: "Ja", partly: "Voor een deel", no: "Nee" },
  remark: "Opmerking van de inwoner over dit gesprek",
  shared: "De leidinggevende mag dit ook lezen.",
  listTitle: "Opmerkingen voor jou",
  listIntro:
    "Wat inwoners na een gesprek schreven en jou laten lezen. Het gesprek zelf lees je hier niet. Dat je dit bekijkt, komt in het logboek.",
  loading: "De opmerkingen worden opgehaald…",
  none: "Nog geen enkele inwoner schreef jou iets.",
  helped: (answer: string) => `Geholpen: ${answer.toLowerCase()}`,
  older: "Toon oudere",
  closed: "Deze opmerking is niet voor jou te openen.",
};
