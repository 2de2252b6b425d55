/** What stands on the desktop is read by whoever looks along: no names, no topic, no words of anybody. */
export const notifications = {
  mine: "Een inwoner wacht op jouw antwoord",
  waiting: "Er wacht een nieuwe vraag",
  passed: "Een inwoner wacht langer dan de norm",
  warned: "Een inwoner wacht bijna te lang",
  choice: "Melding op het bureaublad als je niet in de inbox kijkt",
  hint: "In de melding staat alleen dat er iets is, niet wat of van wie.",
  refused:
    "Je browser laat geen meldingen toe. Sta ze voor deze website toe in de browser en probeer het opnieuw.",
};
