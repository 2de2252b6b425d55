import type { CitizenActions, CitizenState } from "@eigenkanaal/client";
import type { Hours } from "@eigenkanaal/protocol";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { ConversationScreen } from "./conversation/ConversationScreen.js";
import type { FrameSettings } from "./frame/settings.js";
import { Footer } from "./shell/Footer.js";
import { lazily } from "./shell/lazily.js";
import { type CodeWish, contactOf, SurroundingsContext } from "./shell/surroundings.js";
import { StartScreen } from "./start/StartScreen.js";
import type { DeskHours } from "./texts/hours.js";
import { loadTexts, ReadingContext, readingIn } from "./texts/reading.js";
import { Unavailable } from "./unavailable/Unavailable.js";

export type AppProps = {
  state: CitizenState;
  /** Null until the client has come in. */
  actions: CitizenActions | null;
  settings: FrameSettings;
  /** The person sees the chat: it is open and its tab is in front. */
  shown: boolean;
  hoursOf: (hours: Hours) => DeskHours;
  at: { timeZone: string; nowMs: number };
  onMinimise: (() => void) | null;
  onRetry: () => void;
  /** The code of the link that one came by. */
  linkedCode: string | null;
};

/** The whole widget for a state: language, surroundings, the screen that fits, and the footer beneath each. */
export const App = ({ state, settings, at, onMinimise, linkedCode, ...rest }: AppProps) => {
  const [code, setCode] = useState<CodeWish | null>(null);
  const closeCode = useCallback(() => {
    setCode(null);
    // What had the focus may have gone with the screen it stood on.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.querySelector("h1")?.focus();
    });
  }, []);
  useEffect(() => {
    if (linkedCode !== null) setCode({ which: "enter", given: linkedCode });
  }, [linkedCode]);
  const [chosen, setChosen] = useState(settings.lang);
  const town = "town" in state ? state.town : null;
  const reading = readingIn(chosen, at);
  const { lang } = reading;
  const title = town?.name ?? reading.texts.widget.title;

  useEffect(() => {
    document.documentElement.lang = lang;
    document.title = title;
  }, [lang, title]);
  useEffect(() => {
    if (onMinimise === null) return;
    const onEscape = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && document.querySelector("dialog[open]") === null) onMinimise();
    };
    window.addEventListener("keydown", onEscape);
    return () => window.removeEventListener("keydown", onEscape);
  }, [onMinimise]);

  const surroundings = {
    ...contactOf(settings, town),
    minimise: onMinimise,
    askCode: setCode,
    changeLanguage: () => void loadTexts(lang === "nl" ? "en" : "nl").then(setChosen),
  };
  return (
    <ReadingContext.Provider value={reading}>
      <SurroundingsContext.Provider value={surroundings}>
        <div class="widget">
          <Screen state={state} {...rest} />
          <Footer />
          {code !== null && rest.actions !== null && (
            <LazyCodeSheet
              wish={code}
              replaces={state.phase === "conversation" && state.conversation.conversation !== null}
              actions={rest.actions}
              onClose={closeCode}
            />
          )}
        </div>
      </SurroundingsContext.Provider>
    </ReadingContext.Provider>
  );
};

const LazyCodeSheet = lazily(() => import("./code/CodeSheet.js"), "CodeSheet");

const LazyDestroyed = lazily(() => import("./unavailable/Destroyed.js"), "Destroyed");

const noWords = (): Promise<undefined> => Promise.resolve(undefined);

const Screen = ({
  state,
  actions,
  shown,
  hoursOf,
  onRetry,
}: Pick<AppProps, "state" | "actions" | "shown" | "hoursOf" | "onRetry">) => {
  /** What is written and not sent: it goes along from the first screen to the conversation, and back. */
  const [draft, setDraft] = useState("");
  const begun = state.phase === "conversation" && state.conversation.conversation !== null;
  const wasBegun = useRef(begun);
  useEffect(() => {
    // A conversation that was erased takes with it what was not sent.
    if (wasBegun.current && !begun) setDraft("");
    wasBegun.current = begun;
  }, [begun]);
  if (state.phase === "unavailable") return <Unavailable why={state.why} shown={shown} onRetry={onRetry} />;
  if (state.phase === "destroyed")
    return (
      <LazyDestroyed
        townName={state.town.name}
        atMs={state.atMs}
        shown={shown}
        onRenew={() => actions?.startAnew()}
      />
    );
  if (state.phase === "conversation" && actions !== null)
    return (
      <ConversationScreen
        state={state}
        actions={actions}
        shown={shown}
        hoursOf={hoursOf}
        draft={draft}
        setDraft={setDraft}
      />
    );
  return (
    <StartScreen
      town={state.phase === "choosing" ? state.town : null}
      shown={shown}
      draft={draft}
      onDraft={setDraft}
      hoursOf={hoursOf}
      topicWords={actions?.topicWords ?? noWords}
      onChoose={(topic) => actions?.choose(topic?.topic ?? null)}
    />
  );
};
