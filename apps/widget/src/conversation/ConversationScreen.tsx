import type { CitizenActions, CitizenState } from "@eigenkanaal/client";
import type { Hours } from "@eigenkanaal/protocol";
import { type Dispatch, type StateUpdater, useEffect, useRef, useState } from "preact/hooks";
import { ForwardIcon, LockIcon } from "../icons.js";
import { hasKeyboard, useFocusWhenShown } from "../shell/focus.js";
import { Header } from "../shell/Header.js";
import { SafetyLines } from "../shell/SafetyLines.js";
import { useSurroundings } from "../shell/surroundings.js";
import { ClosedNotice } from "../start/ClosedNotice.js";
import { answerDue } from "../start/deskHours.js";
import { answerWords, type DeskHours, hoursWords } from "../texts/hours.js";
import { useReading } from "../texts/reading.js";
import { ClosedCard } from "./ClosedCard.js";
import { Composer } from "./Composer.js";
import { ConversationMenu } from "./ConversationMenu.js";
import { ConversationSheet, type SheetName } from "./ConversationSheet.js";
import { deskInSentence, deskName, deskTitle } from "./deskNames.js";
import { Blocked, NoticeOffer, OverflowOffer } from "./later.js";
import { ConnectionBar, TypingSign, Warnings } from "./Notices.js";
import { queueWords } from "./queueWords.js";
import { lockLine } from "./readers.js";
import { useReadingPlace } from "./readingPlace.js";
import { Timeline } from "./Timeline.js";
import { awaited, isStored } from "./waiting.js";

type State = Extract<CitizenState, { phase: "conversation" }>;

/** The conversation with a desk, from the empty composer to the closed card. */
export const ConversationScreen = ({
  state,
  actions,
  shown,
  hoursOf,
  draft,
  setDraft,
}: {
  state: State;
  actions: CitizenActions;
  shown: boolean;
  hoursOf: (hours: Hours) => DeskHours;
  draft: string;
  setDraft: Dispatch<StateUpdater<string>>;
}) => {
  const reading = useReading();
  const { texts } = reading;
  const { askCode } = useSurroundings();
  const { town, conversation } = state;
  const [sheet, setSheet] = useState<SheetName | null>(null);
  const [asksAgain, setAsksAgain] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const place = useReadingPlace(conversation.entries, conversation.typing ?? asksAgain);
  const desk = town.desks.find((each) => each.desk === conversation.desk);
  const closed = conversation.state === "closed" && !asksAgain;
  const blockedUntilMs = state.blockedUntilMs ?? 0;
  const blocked = blockedUntilMs > reading.nowMs;
  const begun = conversation.entries.length > 0;
  const asks = !begun || (asksAgain && conversation.state === "closed");
  useFocusWhenShown(hasKeyboard() && !closed && !blocked ? field : heading, shown);

  useEffect(() => {
    if (conversation.state !== "closed") setAsksAgain(false);
  }, [conversation.state]);
  useEffect(() => {
    if (asksAgain) field.current?.focus();
  }, [asksAgain]);

  const allSeen = shown && place.missed === 0;
  const newest = conversation.entries.at(-1)?.id;
  useEffect(() => {
    if (allSeen && newest !== undefined) actions.seen();
  }, [allSeen, newest, actions]);

  const awaits = awaited(conversation);
  const topic = town.topics.find((each) => each.topic === conversation.topic);
  // At another desk its own hours tell nothing.
  const topicHours = topic?.desk === conversation.desk ? topic.hours : null;
  const hours = topicHours ?? desk?.hours;
  const now = hours && hoursOf(hours);
  const there = { ...reading, timeZone: hours?.timeZone ?? reading.timeZone };
  const answer = answerWords(answerDue(town, conversation, reading.nowMs), there);
  return (
    <>
      <Header
        title={town.name}
        heading={heading}
        below={deskTitle(town, conversation.desk, reading)}
        onBack={begun ? undefined : actions.unchoose}
      >
        <ConversationMenu
          showsTyping={state.showsTyping}
          setShowsTyping={actions.setShowsTyping}
          onOtherDevice={begun ? () => askCode({ which: "own" }) : null}
          onSave={begun ? () => setSheet("save") : null}
          onClose={begun && conversation.state !== "closed" ? () => setSheet("close") : null}
          onErase={begun ? () => setSheet("erase") : null}
          onForget={begun ? () => setSheet("forget") : null}
        />
      </Header>
      <button type="button" class="lock-line" onClick={() => setSheet("readers")}>
        <LockIcon />
        <span>{lockLine(conversation, town, reading)}</span>
        <ForwardIcon />
      </button>
      {/* Until something is sent there is no connection to tell of. */}
      <ConnectionBar
        connection={conversation.conversation === null ? "online" : state.connection}
        admission={state.admission}
      />
      <Warnings warnings={conversation.warnings} />
      <main class="conversation">
        <Timeline
          conversation={conversation}
          town={town}
          deskName={deskName(town, conversation.desk, reading)}
          place={place}
          onRetry={(entryId) => void actions.retry(entryId)}
          onDiscard={(entryId) => void actions.discard(entryId)}
        >
          {!begun && (
            <div class="conversation-empty">
              <p class="nl-paragraph nl-paragraph--lead">
                {texts.conversation.empty(deskInSentence(town, conversation.desk, reading))}
              </p>
              <p class="nl-paragraph">
                {draft.trim() === "" ? texts.conversation.emptyHow : texts.conversation.draftReady}
              </p>
            </div>
          )}
          {now?.open === false && (asks || awaits) && (
            <ClosedNotice
              title={
                topicHours
                  ? texts.hours.topicClosed
                  : texts.hours.deskClosed(deskTitle(town, conversation.desk, reading))
              }
              safetyBeneath={blocked}
            >
              {hoursWords(now, there).more}
              {answer !== null && ` ${answer}`}
              {asks && ` ${texts.hours.sendNow}`}
            </ClosedNotice>
          )}
          {awaits && state.overflow !== null && (
            <OverflowOffer
              offer={state.overflow}
              conversation={conversation}
              town={town}
              actions={actions.overflow}
              onDecided={() => (hasKeyboard() ? field : heading).current?.focus()}
            />
          )}
          {/* A desk that is out of use has no hours; whoever waits for it can be in danger too. */}
          {awaits && now?.open !== false && (
            <>
              {/* What we wanted and did not do is not promised again. */}
              {state.overflow === null && (
                <p class="system">
                  {state.queue !== null &&
                    `${queueWords(state.queue, { texts: texts.queue, nowMs: reading.nowMs, closesAtMs: now?.closesAtMs ?? null })} `}
                  {texts.conversation.waiting}
                  {answer !== null && ` ${answer}`}
                </p>
              )}
              {!blocked && <SafetyLines />}
            </>
          )}
          {awaits && isStored(awaits) && <NoticeOffer notice={actions.notice} />}
          {conversation.typing !== null && <TypingSign author={conversation.typing} />}
        </Timeline>
        {blocked ? (
          <Blocked untilMs={blockedUntilMs} />
        ) : closed ? (
          <ClosedCard
            conversation={conversation}
            town={town}
            keptLonger={state.keptLonger}
            verdict={actions.verdict}
            onAskAgain={() => setAsksAgain(true)}
            onRenew={() => setSheet("renew")}
          />
        ) : (
          <Composer
            field={field}
            text={draft}
            setText={setDraft}
            sending={conversation.sending}
            onSend={actions.send}
            onTyping={actions.typing}
          />
        )}
      </main>
      {sheet !== null && (
        <ConversationSheet
          name={sheet}
          conversation={conversation}
          town={town}
          actions={actions}
          onClose={() => setSheet(null)}
        />
      )}
    </>
  );
};
