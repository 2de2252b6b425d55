// Above 400 lines: what one may do with a conversation meets here; its dialogs and bars stand in files of their own.
import type {
  AgentActions,
  AgentConversation,
  AgentConversationState,
  Author,
  Channel,
  DeskView,
  PresenceView,
  QueueItem,
  Refused,
  StandardAnswerActions,
  Warning,
} from "@eigenkanaal/client";
import { newestAnswer } from "@eigenkanaal/client";
import type { TownsOwn } from "@eigenkanaal/domain";
import type { ConversationId, ErrorCode, Role } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type ReactNode, type Ref, use, useEffect, useRef, useState } from "react";
import { BlockedBar } from "../blocking/BlockedBar.js";
import { useCurrentBlock } from "../blocking/currentBlock.js";
import { mayBlock, mayLift } from "../blocking/may.js";
import type { ClosingTown } from "../closing/card.js";
import { BackIcon, DetailsIcon, DoneIcon, HandOverIcon, SnoozeIcon, WarningIcon } from "../icons.js";
import type { LabelNames } from "../labels/useLabels.js";
import { useKeys } from "../navigation/useKeys.js";
import type { Preferences } from "../preferences.js";
import type { TownNames } from "../queue/names.js";
import { WaitingTime } from "../queue/WaitingTime.js";
import { SnoozedBar } from "../snooze/SnoozedBar.js";
import { useTexts } from "../texts/texts.js";
import type { Texts } from "../texts/wording.js";
import { Viewers } from "../together/Viewers.js";
import { Offer } from "../transfer/Offer.js";
import { accessOf, type TakeState } from "./access.js";
import { Composer } from "./Composer.js";
import { ConversationDialogs, type Question } from "./ConversationDialogs.js";
import { caseNumberOf } from "./caseNumber.js";
import { Details } from "./Details.js";
import { DraftsContext } from "./drafts.js";
import { LateBar } from "./LateBar.js";
import { Timeline } from "./Timeline.js";
import { useAnnouncement } from "./useAnnouncement.js";
import type { StandardAnswersHere } from "./Writing.js";

export type PaneProps = {
  conversation: ConversationId;
  item: QueueItem | undefined;
  /** The entry that was searched for. */
  found: string | null;
  names: TownNames;
  own: TownsOwn;
  town: ClosingTown;
  actions: Pick<AgentActions, "conversation" | "colleagues" | "labels" | "sorting" | "blocks" | "records">;
  roles: readonly Role[];
  labels: LabelNames;
  /** Whether letters are for several conversations now, and not for this one. */
  choosing: boolean;
  online: boolean;
  desks: readonly DeskView[];
  presence: PresenceView | null;
  take: TakeState;
  standardAnswers: {
    actions: StandardAnswerActions;
    known: Pick<StandardAnswersHere["known"], "gemeente" | "collega" | "telefoon">;
  };
  /** Takes it; resolves with the code when that was refused. */
  onTake: (conversation: ConversationId) => Promise<ErrorCode | undefined>;
  detailsShown: boolean;
  onDetails: (shown: boolean) => void;
  preferences: Pick<Preferences, "singleLetterKeys" | "holdAnswers">;
  onEmergency: () => void;
  onBack: () => void;
};

/** As long as one can think again. */
const holdMs = 10_000;

/** How often an answer was taken back here, each of which gives the field new words; and where it was too late. */
type Recalls = { times: number; lateIn: ConversationId | null };

type OpenState = Extract<AgentConversationState, { phase: "open" }>;
type OpenProps = PaneProps & Omit<OpenState, "phase"> & { handle: AgentConversation };

export const OpenConversation = (props: OpenProps) => {
  const { view, assignee, handover, handle, names, item, detailsShown } = props;
  const texts = useTexts();
  const [channel, setChannel] = useState<Channel>("public");
  const [question, setQuestion] = useState<Question | null>(null);
  const [refused, setRefused] = useState<ErrorCode>();
  const heading = useRef<HTMLHeadingElement>(null);
  const detailsHeading = useRef<HTMLHeadingElement>(null);
  const writing = useRef<HTMLElement>(null);
  const wantsFocus = useRef(false);
  const access = accessOf(view.state, { assignee, handover, standing: props.standing }, props.take);
  const announcement = useAnnouncement(view.entries, names);
  const overflowDesk = props.presence?.desks.find(({ desk }) => desk === view.desk)?.overflow ?? null;
  const mayOverflow = access.may === "answer" && item?.late === "passed" && overflowDesk !== null;

  const drafts = use(DraftsContext);
  const [recalls, setRecalls] = useState<Recalls>({ times: 0, lateIn: null });

  useEffect(() => {
    // Who began to write elsewhere while it was loading, in the search field say, is not interrupted.
    const writesElsewhere = document.activeElement?.matches("input, textarea, select") === true;
    if (props.conversation && !writesElsewhere) heading.current?.focus();
  }, [props.conversation]);

  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    writing.current?.focus();
  });

  useSeen(handle, view.entries);

  const write = (to: Channel) => {
    wantsFocus.current = true;
    setChannel(to);
    if (to === channel) writing.current?.focus();
  };
  const held = view.entries.findLast((entry) => entry.kind === "text" && entry.delivery?.state === "held");
  const recall = async (entryId: string) => {
    const words = await handle.recall(entryId);
    const draft = { conversation: props.conversation, channel: "public" } as const;
    if (words !== null) {
      const text = [words, drafts.get(draft)?.text].filter(Boolean).join("\n");
      drafts.set(draft, { text, newest: newestAnswer(view.entries) });
    }
    setRecalls(({ times }) => ({ times: times + 1, lateIn: words === null ? props.conversation : null }));
    write("public");
  };
  const { sorting } = props.actions;
  const ask = async (asked: Promise<Refused>) => {
    const answer = await asked;
    setRefused(answer?.code);
    return answer?.code;
  };
  const followUp = async () => {
    if (!(await ask(sorting.reopen(props.conversation)))) write("public");
  };
  const snooze = item?.snooze ?? null;
  const onDesk = props.standing === "on_desk";
  const block = useCurrentBlock(props.block);
  const lift = async () => {
    if (!(await ask(props.actions.blocks.lift(props.conversation)))) heading.current?.focus();
  };
  const onLift = block && mayLift(block, props) ? () => void lift() : undefined;
  const onBlock = !block && mayBlock(props) ? () => setQuestion("block") : undefined;
  useKeys(
    {
      ...(access.may !== "nothing" && { r: () => write("public"), n: () => write("internal") }),
      ...(access.may === "answer" && {
        e: () => setQuestion("finish"),
        t: () => setQuestion("transfer"),
        s: () => setQuestion("snooze"),
      }),
      ...(access.may === "nothing" && onDesk && { v: () => void followUp() }),
      ...((onBlock ?? onLift) && { "Shift+B": () => (onBlock ?? onLift)?.() }),
      ...(onDesk && { c: () => setQuestion("case") }),
      ...(onDesk && item && { l: () => setQuestion("labels") }),
      ...(mayOverflow && { "Shift+T": () => setQuestion("overflow") }),
      ...(held && { z: () => void recall(held.id) }),
    },
    props.preferences.singleLetterKeys && !props.choosing,
  );

  const offer = handover?.state === "offered" && assignee && (assignee.me || handover.by.me) && (
    <Offer
      handover={handover}
      assignee={assignee}
      desk={view.desk}
      names={names}
      online={props.online}
      handle={handle}
      onTake={() => props.onTake(props.conversation)}
      focusRef={writing as Ref<HTMLButtonElement>}
    />
  );

  const showDetails = () => {
    props.onDetails(!detailsShown);
    if (!detailsShown) requestAnimationFrame(() => detailsHeading.current?.focus());
  };

  return (
    <>
      <section className="conversation" aria-labelledby="conversation-title">
        <header className="conversation-header">
          <Button
            purpose="subtle"
            iconOnly
            iconStart={<BackIcon />}
            label={texts.back}
            className="back"
            onClick={props.onBack}
          />
          <div className="conversation-name">
            <Heading level={2} appearance="level-3" id="conversation-title" tabIndex={-1} ref={heading}>
              {names.topic(view.topic)}
            </Heading>
            <p className="conversation-place">
              {names.desk(view.desk)}
              {(assignee || view.state !== "closed") && ` · ${whoHas(assignee, texts)}`}
              {item && item.waitingSinceMs !== null && view.state !== "closed" && (
                <WaitingTime sinceMs={item.waitingSinceMs} late={item.late} />
              )}
            </p>
          </div>
          {access.may === "answer" && (
            <>
              <HeaderAction
                letter="t"
                icon={<HandOverIcon />}
                label={texts.transfer.button}
                onPress={() => setQuestion("transfer")}
              />
              <HeaderAction
                letter="s"
                rank="second"
                icon={<SnoozeIcon />}
                label={texts.snooze.button}
                onPress={() => setQuestion("snooze")}
              />
              <HeaderAction
                letter="e"
                icon={<DoneIcon />}
                label={texts.conversation.finish}
                onPress={() => setQuestion("finish")}
              />
            </>
          )}
          {/* Where there is no room for the rail, which has the same. */}
          <Button
            purpose="subtle"
            iconOnly
            iconStart={<WarningIcon />}
            label={texts.emergency.open}
            className="without-rail"
            aria-haspopup="dialog"
            onClick={props.onEmergency}
          />
          <Button
            purpose="subtle"
            iconOnly
            iconStart={<DetailsIcon />}
            label={detailsShown ? texts.conversation.hideDetails : texts.conversation.showDetails}
            aria-expanded={detailsShown}
            onClick={showDetails}
          />
          <Viewers key={props.conversation} viewers={props.viewers} assignee={assignee} />
        </header>
        {item?.late === "passed" && (
          <LateBar
            overflow={item.overflow}
            to={mayOverflow ? overflowDesk : null}
            names={names}
            onHandOver={() => setQuestion("overflow")}
          />
        )}
        {block && <BlockedBar block={block} onLift={onLift} />}
        {snooze && (
          <SnoozedBar
            snooze={snooze}
            onWake={assignee?.me ? () => void ask(sorting.wake(props.conversation)) : undefined}
          />
        )}
        {view.warnings.map((warning) => (
          <WarningBar key={`${warning.kind} ${warning.channel}`} warning={warning} />
        ))}
        <Timeline
          key={props.conversation}
          view={view}
          found={props.found}
          names={names}
          actions={{ ...handle, onRecall: (entryId) => void recall(entryId) }}
        />
        <p className="unseen" role="status">
          {announcement}
        </p>
        <p className="typing">{view.typing && typingText(view.typing, texts)}</p>
        {props.take.state === "refused" && (
          <Paragraph className="notice notice-danger take-refused" role="alert">
            {texts.refused[props.take.code]}
          </Paragraph>
        )}
        {refused && (
          <Paragraph className="notice notice-danger take-refused" role="alert">
            {texts.refused[refused]}
          </Paragraph>
        )}
        {recalls.lateIn === props.conversation && (
          <Paragraph className="notice" role="alert">
            {texts.conversation.recalledTooLate}
          </Paragraph>
        )}
        <Composer
          key={recalls.times}
          holdMs={props.preferences.holdAnswers ? holdMs : 0}
          conversation={props.conversation}
          access={access}
          sending={view.sending}
          channel={channel}
          onChannel={setChannel}
          entries={view.entries}
          actions={handle}
          own={props.own}
          onTake={() => props.onTake(props.conversation)}
          offer={offer}
          onFollowUp={() => void followUp()}
          focusRef={writing}
          standardAnswers={{
            actions: props.standardAnswers.actions,
            names,
            desk: view.desk,
            known: {
              ...props.standardAnswers.known,
              bureau: names.desk(view.desk),
              onderwerp: names.topic(view.topic),
            },
            textOf: ({ text }) => (item?.language?.startsWith("en") ? text.en : undefined) ?? text.nl,
          }}
        />
      </section>
      {detailsShown && (
        <Details
          view={view}
          assignee={assignee}
          item={item}
          names={names}
          retention={props.town.retention}
          labels={props.labels}
          onLabels={onDesk ? () => setQuestion("labels") : undefined}
          onCase={onDesk ? () => setQuestion("case") : undefined}
          block={block}
          onBlock={onBlock}
          holdsOf={props.actions.records.holdsOf}
          headingRef={detailsHeading}
          onClose={() => {
            props.onDetails(false);
            heading.current?.focus();
          }}
        />
      )}
      {question && (
        <ConversationDialogs
          {...props}
          question={question}
          desk={view.desk}
          caseNumber={caseNumberOf(view.entries)}
          overflowDesk={overflowDesk}
          ask={ask}
          onClose={() => setQuestion(null)}
        />
      )}
    </>
  );
};

/** A button of the header with the key that does the same; on a narrow screen only its icon shows. */
const HeaderAction = ({
  letter,
  rank = "first",
  icon,
  label,
  onPress,
}: {
  letter: string;
  /** What is of the second rank loses its words first. */
  rank?: "first" | "second";
  icon: ReactNode;
  label: string;
  onPress: () => void;
}) => (
  <Button
    purpose="secondary"
    className={`finish finish-${rank}`}
    aria-haspopup="dialog"
    aria-keyshortcuts={letter}
    iconStart={icon}
    label={label}
    iconEnd={
      <span className="key" aria-hidden="true">
        {letter}
      </span>
    }
    onClick={onPress}
  />
);

const WarningBar = ({ warning }: { warning: Warning }) => {
  const texts = useTexts();
  return (
    <p className="warning-bar" role="alert">
      <WarningIcon />
      <span>
        <strong>{texts.conversation.warningLabel}.</strong> {texts.conversation.warnings[warning.kind]}{" "}
        {warning.channel === "internal" && texts.conversation.inNotes}
      </span>
    </p>
  );
};

const whoHas = (assignee: OpenState["assignee"], texts: Texts) => {
  if (!assignee) return texts.row.nobody;
  return assignee.me ? texts.you : assignee.name;
};

const typingText = (author: Author, texts: Texts) =>
  author.role === "citizen"
    ? texts.conversation.typingCitizen
    : texts.conversation.typingMember(author.alias);

/** Marks what is shown as seen, also when the window comes to the front again. */
const useSeen = (handle: AgentConversation, entries: readonly unknown[]) => {
  const count = entries.length;
  useEffect(() => {
    const see = () => {
      if (count > 0 && document.visibilityState === "visible") handle.seen();
    };
    see();
    document.addEventListener("visibilitychange", see);
    return () => document.removeEventListener("visibilitychange", see);
  }, [handle, count]);
};
