/** What a citizen makes of a conversation that is finished. */
export const verdict = {
  fact: "Geholpen volgens de inwoner",
  given: { yes: "Ja", partly: "Voor een deel", no: "Nee" },
  remark: "Opmerking van de inwoner over dit gesprek",
};
