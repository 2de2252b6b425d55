import type { AgentActions, BegunAtCounter, TownView } from "@eigenkanaal/client";
import { type ConversationId, DeskId } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, use, useId, useState } from "react";
import { DraftsContext } from "../conversation/drafts.js";
import { useLinks } from "../links/useLinks.js";
import { Modal } from "../navigation/Modal.js";
import { SessionFailure } from "../session/Passphrase.js";
import { inLanguage, useTexts } from "../texts/texts.js";
import { CodeOnPaper } from "./CodeOnPaper.js";

type Begun = Extract<BegunAtCounter, { ok: true }> & { desk: DeskId };
type Doing =
  | { at: "asking" | "beginning" }
  | { at: "failed"; why: Exclude<BegunAtCounter, { ok: true }>["code"] }
  /** The only place that knows the code; it goes with the dialog. */
  | { at: "begun"; begun: Begun };

/** Begins a conversation for somebody at the counter, and shows what to print for them. */
export const Counter = ({
  actions,
  town,
  mine,
  onOpen,
  onClose,
}: {
  actions: Pick<AgentActions, "beginAtCounter" | "links">;
  town: TownView;
  /** The desks that this member answers. */
  mine: readonly DeskId[];
  onOpen: (conversation: ConversationId) => void;
  onClose: () => void;
}) => {
  const texts = useTexts();
  const { counter: words } = texts;
  const drafts = use(DraftsContext);
  const [links] = useLinks(actions.links);
  const desks = town.desks.filter(({ desk }) => mine.includes(desk));
  const [about, setAbout] = useState(desks[0]?.desk ?? "");
  const [question, setQuestion] = useState("");
  const [doing, setDoing] = useState<Doing>({ at: "asking" });
  const id = useId();
  const page = links.at === "shown" ? links.links.page : undefined;

  const begin = async (event: FormEvent) => {
    event.preventDefault();
    const topic = town.topics.find((one) => one.topic === about);
    const desk = topic?.desk ?? DeskId.safeParse(about).data;
    if (!desk || doing.at === "beginning") return;
    setDoing({ at: "beginning" });
    // Of a sensitive topic the gateway hears the desk only, here as in the chat.
    const wish = { desk, topic: topic && !topic.sensitive ? topic.topic : null };
    const begun = await actions.beginAtCounter(wish);
    if (!begun.ok) return setDoing({ at: "failed", why: begun.code });
    if (question.trim() !== "")
      drafts.set(
        { conversation: begun.conversation, channel: "public" },
        { text: question.trim(), newest: null },
      );
    setDoing({ at: "begun", begun: { ...begun, desk } });
  };

  if (doing.at === "begun" && page) {
    const { conversation, code, desk } = doing.begun;
    const name = town.desks.find((one) => one.desk === desk)?.name;
    const open = () => onOpen(conversation);
    return (
      <Modal title={words.title} onClose={open}>
        <CodeOnPaper code={code} page={page} town={town} desk={name ? inLanguage(name, texts) : ""} />
        <div className="modal-actions">
          <Button purpose="primary" onClick={() => window.print()}>
            {words.print}
          </Button>
          <Button purpose="secondary" onClick={open}>
            {words.done}
          </Button>
        </div>
      </Modal>
    );
  }
  return (
    <Modal title={words.title} onClose={onClose}>
      <form className="links" onSubmit={(event) => void begin(event)} noValidate>
        <Paragraph>{desks.length > 0 ? words.intro : words.noDesks}</Paragraph>
        {links.at === "failed" && <SessionFailure failure={links.failure} />}
        {page === null && (
          <Paragraph className="notice notice-danger" role="alert">
            {words.noPage}
          </Paragraph>
        )}
        {doing.at === "failed" && doing.why === "no_desk" && (
          <Paragraph className="notice notice-danger" role="alert">
            {words.noDesk}
          </Paragraph>
        )}
        {doing.at === "failed" && doing.why !== "no_desk" && <SessionFailure failure={doing.why} />}
        <label className="label" htmlFor={`${id}about`}>
          {words.about}
        </label>
        <select
          id={`${id}about`}
          className="field"
          data-first
          value={about}
          onChange={(event) => setAbout(event.target.value)}
        >
          {desks.map((desk) => (
            <optgroup key={desk.desk} label={inLanguage(desk.name, texts)}>
              <option value={desk.desk}>{words.onlyDesk(inLanguage(desk.name, texts))}</option>
              {town.topics
                .filter((topic) => topic.desk === desk.desk)
                .map((topic) => (
                  <option key={topic.topic} value={topic.topic}>
                    {inLanguage(topic.name, texts)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
        <label className="label" htmlFor={`${id}question`}>
          {words.question}
        </label>
        <p className="hint" id={`${id}hint`}>
          {words.questionHint}
        </p>
        <textarea
          id={`${id}question`}
          className="field"
          rows={3}
          aria-describedby={`${id}hint`}
          value={question}
          onChange={(event) => setQuestion(event.target.value)}
        />
        <p className="quiet" role="status">
          {doing.at === "beginning" && words.beginning}
        </p>
        <div className="setting-actions">
          {/* Without the page no code that is printed leads anywhere. */}
          <Button purpose="primary" type="submit" disabled={!page || desks.length === 0}>
            {words.begin}
          </Button>
          <Button purpose="secondary" onClick={onClose}>
            {texts.cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
};
