import type { DeskView } from "@eigenkanaal/client";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { App } from "./App.js";
import { parseFragment } from "./frame/settings.js";
import { galleryActions, galleryStates, nowMs, waste, withAnswer } from "./gallery/fixtures.js";
import type { DeskHours } from "./texts/hours.js";
import { loadTexts } from "./texts/reading.js";
import "./styles.css";

/** Every state of the widget by `?state=…`, or a list of them; `arrive=1` lets an answer come in after a key press. */
const query = new URLSearchParams(location.search);
const settings = parseFragment("#phone=14%200000&counter=https://voorbeeld.example/contact");

const Gallery = ({ name }: { name: string }) => {
  const shownState = galleryStates[name] ?? { state: { phase: "starting" as const }, open: "all" as const };
  const [state, setState] = useState(shownState.state);
  useEffect(() => {
    const arrive = (event: KeyboardEvent): void => {
      if (event.key === "F9") setState(withAnswer);
    };
    window.addEventListener("keydown", arrive);
    return () => window.removeEventListener("keydown", arrive);
  }, []);
  const hoursOf = (desk: DeskView): DeskHours =>
    shownState.open === "all" || (shownState.open === "waste" && desk.desk === waste.desk)
      ? { open: true, closesAtMs: Date.parse("2026-11-23T17:00:00+01:00") }
      : { open: false, opensAtMs: Date.parse("2026-11-24T08:30:00+01:00") };
  return (
    <App
      state={state}
      actions={galleryActions}
      settings={{ ...settings, lang: query.get("lang") === "en" ? "en" : "nl" }}
      shown={true}
      hoursOf={hoursOf}
      at={{ timeZone: "Europe/Amsterdam", nowMs }}
      onMinimise={() => undefined}
      onRetry={() => undefined}
    />
  );
};

const List = () => (
  <ul>
    {Object.keys(galleryStates).map((name) => (
      <li key={name}>
        <a href={`?state=${name}`}>{name}</a>
      </li>
    ))}
  </ul>
);

const name = query.get("state");
if (query.get("dir") === "rtl") document.documentElement.dir = "rtl";
await loadTexts(query.get("lang") === "en" ? "en" : "nl");
render(name === null ? <List /> : <Gallery name={name} />, document.body);
