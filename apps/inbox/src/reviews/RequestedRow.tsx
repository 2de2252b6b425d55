import type { SignInFailure } from "@eigenkanaal/client";
import { type ConversationId, type Review, type Reviewed, ReviewRefusal } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { useId, useState } from "react";
import { hashOf } from "../navigation/route.js";
import { SessionFailure } from "../session/Passphrase.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { Choice, Group } from "../townSettings/fields.js";
import type { ReviewProps } from "./roomProps.js";

type RequestedRowProps = Pick<ReviewProps, "actions" | "names" | "online"> & {
  review: Review;
  reviewed: Reviewed;
  chosen: boolean;
  busy: boolean;
  onChoose: (conversation: ConversationId, isChosen: boolean) => void;
  onRefused: () => void;
};

/** One conversation that is asked for: chosen to be released, looked at first, or not released with a reason. */
export const RequestedRow = ({
  review: { review },
  reviewed: { conversation, topic, closedAtMs },
  chosen,
  busy,
  onChoose,
  ...props
}: RequestedRowProps) => {
  const { reviews: texts } = useTexts();
  const { release: words } = texts;
  const { longDate } = useFormats();
  const [refusing, setRefusing] = useState<"no" | "yes">("no");
  if (conversation === null) return null;
  const name = props.names.topic(topic);
  return (
    <li className="review-row">
      <Choice
        label={name}
        hint={texts.closedOn(longDate(closedAtMs))}
        checked={chosen}
        onChange={(isChosen) => onChoose(conversation, isChosen)}
      />
      <div className="review-row-actions">
        <a className="nl-link" href={hashOf({ list: "closed", desk: null, conversation })}>
          {words.look}
          <span className="unseen">: {name}</span>
        </a>
        <Button
          purpose="subtle"
          disabled={busy || !props.online}
          aria-expanded={refusing === "yes"}
          onClick={() => setRefusing(refusing === "yes" ? "no" : "yes")}
        >
          {words.refuse}
          <span className="unseen">: {name}</span>
        </Button>
      </div>
      {refusing === "yes" && <Refusal place={{ review, conversation }} {...props} />}
    </li>
  );
};

const Refusal = ({
  place,
  actions,
  online,
  onRefused,
}: {
  place: Parameters<ReviewProps["actions"]["refuse"]>[0];
} & Pick<RequestedRowProps, "actions" | "online" | "onRefused">) => {
  const texts = useTexts();
  const { release: words, refusals } = texts.reviews;
  const name = useId();
  const [reason, setReason] = useState<ReviewRefusal>("too_personal");
  const [failure, setFailure] = useState<SignInFailure>();
  const refuse = async () => {
    const answer = await actions.refuse(place, reason);
    if (answer.ok) onRefused();
    else setFailure(answer.failure);
  };
  return (
    <div className="review-refusal">
      {failure && <SessionFailure failure={failure} />}
      <Group title={words.refuseTitle}>
        {ReviewRefusal.options.map((one) => (
          <Choice
            key={one}
            type="radio"
            name={name}
            label={refusals[one]}
            checked={reason === one}
            onChange={() => setReason(one)}
          />
        ))}
      </Group>
      <Button purpose="secondary" disabled={!online} data-purpose="refuse" onClick={() => void refuse()}>
        {words.refuseConfirm}
      </Button>
    </div>
  );
};
