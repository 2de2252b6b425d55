import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { App } from "./App.js";
import { parseFragment } from "./frame/settings.js";
import {
  galleryActions,
  galleryErasures,
  galleryGathers,
  galleryStates,
  nowMs,
  withAnswer,
} from "./gallery/fixtures.js";
import { deskHours } from "./start/deskHours.js";
import { loadTexts } from "./texts/reading.js";
import "./styles.css";

/**
 * Every state of the widget by `?state=…`, or a list of them; `gather=…` says what comes of saving a conversation, `erase=…` of
 * asking to have it erased. F9 lets an answer come in.
 */
const query = new URLSearchParams(location.search);
const settings = parseFragment("#phone=14%200000&counter=https://voorbeeld.example/contact");

const gather = galleryGathers[query.get("gather") ?? ""] ?? galleryActions.gather;
const erase = galleryErasures[query.get("erase") ?? ""] ?? galleryActions.erase;
const actions = { ...galleryActions, gather, erase };

const Gallery = ({ name }: { name: string }) => {
  const [state, setState] = useState(galleryStates[name] ?? { phase: "starting" as const });
  useEffect(() => {
    const arrive = (event: KeyboardEvent): void => {
      if (event.key === "F9") setState(withAnswer);
    };
    window.addEventListener("keydown", arrive);
    return () => window.removeEventListener("keydown", arrive);
  }, []);
  return (
    <App
      state={state}
      actions={actions}
      settings={{ ...settings, lang: query.get("lang") === "en" ? "en" : "nl" }}
      shown={true}
      hoursOf={(hours) => deskHours(hours, nowMs)}
      at={{ timeZone: "Europe/Amsterdam", nowMs }}
      onMinimise={() => undefined}
      linkedCode={query.get("code")}
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
