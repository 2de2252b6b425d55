import type { AccountAnswer, SignInFailure } from "@eigenkanaal/client";
import type { ConversationId, DestructionItem, DestructionList } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { BackIcon } from "../icons.js";
import { SessionFailure } from "../session/Passphrase.js";
import { useFormats } from "../texts/formats.js";
import { inLanguage, useTexts } from "../texts/texts.js";
import { hashOfRecords } from "./place.js";
import { ReasonForm } from "./ReasonForm.js";
import type { DestructionProps } from "./useDestruction.js";

type PageProps = DestructionProps & {
  list: DestructionList;
  onTell: <T>(asking: Promise<AccountAnswer<T>>, tellOf: (value: T) => string) => Promise<boolean>;
};

type Items = { items: DestructionItem[]; more: boolean };

/** One list: what is on it, what is taken off it and why, and the word of an officer. */
export const DestructionListPage = ({ list, onTell, ...props }: PageProps) => {
  const { actions, me, members } = props;
  const { destruction: words } = useTexts();
  const formats = useFormats();
  const [shown, setShown] = useState<Items>();
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  const [asking, setAsking] = useState<"none" | "withdraw" | ConversationId>("none");
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);

  const { items, list: id } = list;
  const fetch = useCallback(
    async (before: DestructionItem[]) => {
      const answer = await actions.items(id, before.at(-1)?.conversation ?? null);
      setFailure(answer.ok ? null : answer.failure);
      if (answer.ok) setShown({ items: [...before, ...answer.value.items], more: answer.value.more });
    },
    [actions, id],
  );
  // What becomes of the items shows in the list's own counts.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page is read anew when its items changed
  useEffect(() => void fetch([]), [fetch, items.destroyed, items.removed, items.leftOut]);

  const named = (member: string | null) => members.find((one) => one.member === member)?.name ?? "";
  const isOpen = list.state === "proposed" || list.state === "approved";
  const mine = list.approvals.some(({ member }) => member === me);
  const missing = list.needed - list.approvals.length - 1;
  const back = () => {
    setAsking("none");
    title.current?.focus();
  };
  return (
    <section className="destruction-list" aria-labelledby="records-detail-title">
      <a className="town-back" href={hashOfRecords({ room: "destruction", open: null })}>
        <BackIcon />
        {words.back}
      </a>
      <Heading level={2} appearance="level-4" id="records-detail-title" ref={title} tabIndex={-1}>
        {words.listOf(formats.dateTime(list.proposedAtMs))}
      </Heading>
      <p>
        {words.states[list.state]} · {words.approvals(list.approvals.length, list.needed)}
      </p>
      <p className="quiet">{words.counts(items)}</p>
      {list.approvals.length > 0 && (
        <p className="quiet">
          {words.approvedBy(formats.list(list.approvals.map(({ member }) => named(member))))}
        </p>
      )}
      {list.withdrawn && <p>{words.withdrawnBy(named(list.withdrawn.by), list.withdrawn.reason)}</p>}
      {list.state === "proposed" && (
        <div className="destruction-word">
          {list.proposedBy === me ? (
            <Paragraph>{words.ownList}</Paragraph>
          ) : mine ? (
            <Paragraph>{words.alreadyApproved}</Paragraph>
          ) : (
            <>
              <Paragraph>
                {missing > 0 ? words.approveMore(items.left, missing) : words.approveLast(items.left)}
              </Paragraph>
              <Button
                purpose="primary"
                data-opens="approve"
                onClick={() => void onTell(actions.approve(id), () => words.approvedNow).then(back)}
              >
                {words.approve}
              </Button>
            </>
          )}
        </div>
      )}
      {isOpen &&
        (asking === "withdraw" ? (
          <ReasonForm
            label={words.withdrawReason}
            onCancel={back}
            onReason={(reason) => void onTell(actions.withdraw(id, reason), () => words.withdrawn).then(back)}
          />
        ) : (
          <Button purpose="secondary" data-opens="withdraw" onClick={() => setAsking("withdraw")}>
            {words.withdraw}
          </Button>
        ))}
      <Heading level={3} appearance="level-5">
        {words.items}
      </Heading>
      {failure && <SessionFailure failure={failure} />}
      {shown?.items.length === 0 && <Paragraph className="quiet">{words.noItems}</Paragraph>}
      <ul className="sessions" aria-label={words.items}>
        {shown?.items.map((item) => (
          <ItemRow
            key={item.conversation}
            item={item}
            named={named}
            {...props}
            asks={asking === item.conversation}
            onAsk={isOpen ? () => setAsking(item.conversation) : null}
            onCancel={back}
            onReason={(reason) =>
              void onTell(
                actions.remove(id, { conversation: item.conversation, reason }),
                () => words.removed,
              ).then(back)
            }
          />
        ))}
      </ul>
      {shown?.more && (
        <Button purpose="secondary" onClick={() => void fetch(shown.items)}>
          {words.more}
        </Button>
      )}
    </section>
  );
};

const ItemRow = ({
  item,
  named,
  names,
  retention,
  asks,
  onAsk,
  onCancel,
  onReason,
}: DestructionProps & {
  item: DestructionItem;
  named: (member: string) => string;
  asks: boolean;
  onAsk: (() => void) | null;
  onCancel: () => void;
  onReason: (reason: string) => void;
}) => {
  const texts = useTexts();
  const { destruction: words } = texts;
  const { longDate } = useFormats();
  const name = words.item(
    item.desk === null ? words.destroyedDesk : names.desk(item.desk),
    longDate(item.closedAtMs),
  );
  const kept = retention.classes.find((one) => one.class === item.class);
  return (
    <li className="session-row">
      <div>
        <p className="setting-name">{name}</p>
        <p className="quiet">{words.class(item.class, kept ? inLanguage(kept.name, texts) : "")}</p>
        {item.removed && <p>{words.removedBy(named(item.removed.by), item.removed.reason)}</p>}
        {item.leftOut && <p>{words.leftOut[item.leftOut]}</p>}
        {item.held && !item.removed && !item.leftOut && <p>{words.held}</p>}
        {asks && <ReasonForm label={words.removeReason} onCancel={onCancel} onReason={onReason} />}
      </div>
      {onAsk && !asks && !item.removed && !item.leftOut && (
        <div className="answer-actions">
          <Button purpose="secondary" data-opens="remove" onClick={onAsk}>
            {words.remove}
            <span className="unseen">: {name}</span>
          </Button>
        </div>
      )}
    </li>
  );
};
