const verb = (count: number, one: string, more: string) => (count === 1 ? one : more);

/** Words for colleagues who have the same conversation open. */
export const together = {
  reading: (names: string, count: number) => `${names} ${verb(count, "kijkt", "kijken")} mee`,
  having: (names: string, count: number) => `${names} ${verb(count, "heeft", "hebben")} dit gesprek ook open`,
  answering: (names: string, count: number) => `${names} ${verb(count, "typt", "typen")} een antwoord…`,
  noting: (names: string, count: number) => `${names} ${verb(count, "typt", "typen")} een notitie…`,
  answeredMeanwhile: (names: string, count: number) =>
    `${names} ${verb(count, "heeft", "hebben")} intussen geantwoord. Toch versturen?`,
  overtaken: "Een collega heeft intussen geantwoord. Lees dat eerst.",
  answers: "Wat er intussen geantwoord is",
  goBack: "Terug naar mijn tekst",
  send: "Toch versturen",
};
