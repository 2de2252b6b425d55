import type { AccountAnswer, ColleagueView, SignInFailure } from "@eigenkanaal/client";
import { approvableLists } from "@eigenkanaal/domain";
import type { DestructionList } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useState } from "react";
import { SessionFailure } from "../session/Passphrase.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { DestructionListPage } from "./DestructionListPage.js";
import { DestructionRegisterPart } from "./DestructionRegisterPart.js";
import { hashOfRecords } from "./place.js";
import { type DestructionProps, useDestruction } from "./useDestruction.js";

/** Destroying what is due: the lists, one of them opened, and the register of what was. */
export const DestructionRoom = ({ open, ...props }: DestructionProps & { open: string | null }) => {
  const { actions, members, retention } = props;
  const texts = useTexts();
  const { destruction: words } = texts;
  const [view, load] = useDestruction(actions);
  const [said, setSaid] = useState("");
  const [failure, setFailure] = useState<SignInFailure | null>(null);

  /** Does it, and says what became of it; the lists are then as they are. */
  const tell = async <T,>(
    asking: Promise<AccountAnswer<T>>,
    tellOf: (value: T) => string,
  ): Promise<boolean> => {
    const answer = await asking;
    setFailure(answer.ok ? null : answer.failure);
    setSaid(answer.ok ? tellOf(answer.value) : "");
    await load();
    return answer.ok;
  };

  if (view.at === "loading")
    return (
      <p className="town-body skeleton" role="status">
        {words.loading}
      </p>
    );
  if (view.at === "failed")
    return (
      <div className="town-body town-form">
        <SessionFailure failure={view.failure} />
        <Button purpose="primary" onClick={() => void load()}>
          {texts.tryAgain}
        </Button>
      </div>
    );
  const { clock, lists, officers } = view.lists;
  const approvable = approvableLists({ officers, needed: retention.approvals });
  const opened = lists.find(({ list }) => list === open);
  return (
    <div className="town-body destruction">
      {clock === "behind" && (
        <Paragraph className="notice notice-danger" role="alert">
          {words.clockBehind}
        </Paragraph>
      )}
      {failure && <SessionFailure failure={failure} />}
      <p className="quiet" role="status">
        {said}
      </p>
      {opened ? (
        <DestructionListPage key={opened.list} {...props} list={opened} onTell={tell} />
      ) : (
        <>
          <Paragraph>{words.intro}</Paragraph>
          <Heading level={2} appearance="level-5">
            {words.lists}
          </Heading>
          {approvable !== "all" && (
            <Paragraph className="notice">
              {words.tooFew(officers, retention.approvals)}{" "}
              {approvable === "daily" ? words.dailySuffices : words.dailyNeedsMore}
            </Paragraph>
          )}
          <Button
            purpose="secondary"
            data-opens="propose"
            onClick={() =>
              void tell(actions.propose(), ({ list }) =>
                list ? words.proposed(list.items.proposed) : words.nothingDue,
              )
            }
          >
            {words.propose}
          </Button>
          {lists.length === 0 && <Paragraph className="quiet">{words.none}</Paragraph>}
          <ul className="sessions" aria-label={words.lists}>
            {lists.map((list) => (
              <ListRow key={list.list} list={list} members={members} />
            ))}
          </ul>
          <DestructionRegisterPart {...props} />
        </>
      )}
    </div>
  );
};

const ListRow = ({ list, members }: { list: DestructionList; members: readonly ColleagueView[] }) => {
  const { destruction: words } = useTexts();
  const { dateTime } = useFormats();
  const name = words.listOf(dateTime(list.proposedAtMs));
  const { proposed, removed, leftOut, destroyed } = list.items;
  const goal = proposed - removed - leftOut;
  return (
    <li className="session-row">
      <div>
        <p className="setting-name">{name}</p>
        <p>
          {words.states[list.state]}
          {list.state === "proposed" && ` · ${words.approvals(list.approvals.length, list.needed)}`}
        </p>
        {list.state === "approved" && (
          <progress value={destroyed} max={Math.max(goal, 1)} aria-label={words.progress(destroyed, goal)} />
        )}
        <p className="quiet">
          {words.counts(list.items)} ·{" "}
          {list.proposedBy === null
            ? words.byGateway
            : words.by(members.find(({ member }) => member === list.proposedBy)?.name ?? "")}
        </p>
      </div>
      <div className="answer-actions">
        <a
          className="nl-button nl-button--secondary"
          href={hashOfRecords({ room: "destruction", open: list.list })}
        >
          {words.show}
          <span className="unseen">: {name}</span>
        </a>
      </div>
    </li>
  );
};
