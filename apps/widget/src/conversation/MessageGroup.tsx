import type { Delivery } from "@eigenkanaal/client";
import type { ErrorCode } from "@eigenkanaal/protocol";
import { CheckIcon, DoubleCheckIcon, WaitingIcon, WarningIcon } from "../icons.js";
import { OutsideLink } from "../shell/OutsideLink.js";
import { clockTime } from "../texts/dates.js";
import { useReading } from "../texts/reading.js";
import { textParts } from "./links.js";
import type { TimelineItem } from "./timeline.js";

type Group = Extract<TimelineItem, { kind: "group" }>;

const deliveryIcons = {
  queued: WaitingIcon,
  stored: CheckIcon,
  delivered: DoubleCheckIcon,
  read: DoubleCheckIcon,
};

/** The bubbles of one author in one minute, and beneath them who, when and how far they have come. */
export const MessageGroup = ({
  group,
  deskName,
  last,
  onRetry,
  onDiscard,
}: {
  group: Group;
  deskName: string;
  /** The newest of one's own: only there the words of its delivery stand, above it only what is out of the ordinary. */
  last: boolean;
  onRetry: (entryId: string) => void;
  onDiscard: (entryId: string) => void;
}) => {
  const reading = useReading();
  const { texts } = reading;
  const { author, delivery } = group;
  const time = clockTime(group.atMs, reading);
  const name = author.role === "member" ? author.alias : texts.conversation.you;
  const telling = delivery !== null && (last || delivery.state === "queued");
  return (
    <div class={group.own ? "group group-own" : "group"}>
      <span class="only-heard">{texts.conversation.from(name, time)}</span>
      {group.says === "remark" && <p class="group-about">{texts.conversation.remark}</p>}
      {group.messages.map((message) => (
        <p key={message.id} class="bubble" dir="auto">
          <MessageText text={message.text} />
        </p>
      ))}
      {delivery?.state === "refused" ? (
        <Refused
          delivery={delivery}
          onRetry={() => forAll(group, onRetry)}
          onDiscard={() => forAll(group, onDiscard)}
        />
      ) : (
        <p class="group-meta">
          <span aria-hidden="true">
            {author.role === "member" && `${texts.conversation.member(author.alias, deskName)} · `}
            {time}
          </span>
          {/* A citizen holds nothing back. */}
          {telling && delivery !== null && isShown(delivery.state) && (
            <DeliveryState state={delivery.state} />
          )}
        </p>
      )}
    </div>
  );
};

const forAll = ({ messages }: Group, decide: (entryId: string) => void): void => {
  for (const { id } of messages) decide(id);
};

const MessageText = ({ text }: { text: string }) =>
  textParts(text).map((part) =>
    part.kind === "words" ? (
      part.text
    ) : (
      <OutsideLink key={part.href} href={part.href}>
        {part.href}
      </OutsideLink>
    ),
  );

/** Nothing of a citizen's is held back or overtaken: that is for colleagues. */
type Shown = Exclude<Delivery["state"], "refused" | "held" | "overtaken">;
const isShown = (state: Exclude<Delivery["state"], "refused">): state is Shown =>
  state !== "held" && state !== "overtaken";

const DeliveryState = ({ state }: { state: Shown }) => {
  const Icon = deliveryIcons[state];
  return (
    <span class={`delivery delivery-${state}`}>
      <Icon />
      {useReading().texts.delivery[state]}
    </span>
  );
};

const Refused = ({
  delivery,
  onRetry,
  onDiscard,
}: {
  delivery: Extract<Delivery, { state: "refused" }>;
  onRetry: () => void;
  onDiscard: () => void;
}) => {
  const { refused } = useReading().texts;
  // A gateway that says what it never should is at fault.
  const words: Partial<Record<ErrorCode, string>> = refused;
  return (
    <div class="refused" role="alert">
      <p>
        <WarningIcon />
        {words[delivery.code] ?? refused.internal}
      </p>
      <button type="button" class="nl-button nl-button--subtle" onClick={onRetry}>
        {refused.retry}
      </button>
      <button type="button" class="nl-button nl-button--subtle" onClick={onDiscard}>
        {refused.discard}
      </button>
    </div>
  );
};
