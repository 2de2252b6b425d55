import type { DemoFile } from "./demoFile.js";

/** Text in columns, each as wide as its widest cell. */
function columns(rows: readonly (readonly string[])[], indent: string): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) => indent + row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("   "))
    .map((line) => line.trimEnd())
    .join("\n");
}

/** What stands on the screen once everything runs. */
export function welcome(demo: DemoFile, dataDir: string): string {
  const addresses = [
    ["Website van de gemeente", demo.urls.site, "Hier begint een inwoner een gesprek."],
    ["Inbox van de medewerkers", demo.urls.inbox, "Hier geeft een medewerker antwoord."],
  ];
  const staff = [
    ["Naam", "Account", "Wachtzin"],
    ...demo.staff.map(({ name, account, passphrase }) => [name, account, passphrase]),
  ];
  return `
${demo.name} is klaar.

${columns(addresses, "  ")}

Inloggen in de inbox:

${columns(staff, "  ")}

Organisatienummer: ${demo.organisationNumber}
Het staat ook in de chat, bij "Wie kan dit lezen?", en in de inbox bij Instellingen.

De gegevens staan in ${dataDir}
Wie bij welk team hoort en de herstelcodes staan in demo.json in die map.
Stoppen: druk op Ctrl-C.
`;
}
