import type { PackageState } from "@eigenkanaal/records/package";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import type { Exporting, ExportState } from "./useExport.js";

type Under = Extract<ExportState, { at: "running" | "stopped" | "whole" | "empty" }>;

/** How far a package is, what stopped it, or what became of it. */
export const ExportProgress = ({ exporting, state }: { exporting: Exporting; state: Under }) => {
  const { deposits: words } = useTexts().records;
  const formats = useFormats();
  switch (state.at) {
    case "running":
      return <Running state={state.state} isCancelling={state.cancelling} onCancel={exporting.cancel} />;
    case "stopped": {
      const { state: so, key } = state.kept;
      const done = formats.number(reachedIn(so));
      return (
        <Ended at={state.at} kind="notice" words={words.stopped[state.why]} of={so}>
          <Paragraph>{words.soFar(done, formats.number(so.plan.conversations.length))}</Paragraph>
          {key !== null && <Paragraph className="quiet">{words.sealedAnew}</Paragraph>}
          <div className="town-actions">
            <Button purpose="primary" onClick={() => void exporting.goOn()}>
              {words.goOn}
            </Button>
            <Button purpose="secondary" onClick={() => void exporting.anew()}>
              {words.discard}
            </Button>
            <Paragraph className="quiet">{words.discarded}</Paragraph>
          </div>
        </Ended>
      );
    }
    case "whole": {
      const { written } = state.state;
      return (
        <Ended at={state.at} kind="notice notice-ok" words={words.whole(state.fileName)} of={state.state}>
          <ul className="records-facts">
            <li>{words.inIt(written.length, formats.number(written.length))}</li>
            <li>{words.signed}</li>
          </ul>
          <Code sha256={state.sha256} />
          <Button purpose="secondary" onClick={() => void exporting.anew()}>
            {words.another}
          </Button>
        </Ended>
      );
    }
    case "empty":
      return (
        <Ended at={state.at} kind="notice notice-danger" words={words.empty} of={state.state}>
          <Button purpose="secondary" onClick={() => void exporting.anew()}>
            {words.another}
          </Button>
        </Ended>
      );
  }
};

const reachedIn = ({ written, leftOut }: PackageState): number => written.length + leftOut.length;

const Running = ({
  state,
  isCancelling,
  onCancel,
}: {
  state: PackageState;
  isCancelling: boolean;
  onCancel: () => void;
}) => {
  const { deposits: words } = useTexts().records;
  const formats = useFormats();
  const label = useId();
  const [done, of] = [reachedIn(state), state.plan.conversations.length];
  return (
    <div className="export-progress">
      <Heading level={3} appearance="level-5" id={label}>
        {words.running}
      </Heading>
      <progress aria-labelledby={label} value={done} max={of} />
      <p>{words.progress(formats.number(done), formats.number(of))}</p>
      {state.leftOut.length > 0 && <p>{words.leftOutSoFar(state.leftOut.length)}</p>}
      <p className="quiet" role="status">
        {isCancelling ? words.cancelling : words.stay}
      </p>
      <Button purpose="secondary" disabled={isCancelling} onClick={onCancel}>
        {words.cancel}
      </Button>
    </div>
  );
};

/** What became of it, and of which conversations that is not all. */
const Ended = ({
  at,
  kind,
  words: told,
  of,
  children,
}: {
  at: Under["at"];
  kind: string;
  words: string;
  of: PackageState;
  children: ReactNode;
}) => {
  const top = useRef<HTMLParagraphElement>(null);
  // Who waited hears how it ended.
  useEffect(() => top.current?.focus(), []);
  return (
    <div className="export-progress" data-ended={at}>
      <p className={kind} role="status" ref={top} tabIndex={-1}>
        {told}
      </p>
      {children}
      <Faults of={of} />
    </div>
  );
};

const Faults = ({ of: { leftOut, written } }: { of: PackageState }) => {
  const { deposits: words } = useTexts().records;
  const { list } = useFormats();
  const out = leftOut.map(({ conversation, number, why }) => ({
    ...{ conversation, number: number ?? conversation },
    why: words.why[why] ?? words.otherwise(why),
  }));
  const doubtful = written
    .filter(({ doubts }) => doubts.length > 0)
    .map(({ conversation, number, doubts }) => ({
      ...{ conversation, number },
      why: list(doubts.map((doubt) => words.doubt[doubt] ?? doubt)),
    }));
  return (
    <>
      <FaultList title={words.leftOut} faults={out} />
      <FaultList title={words.doubtful} faults={doubtful} />
    </>
  );
};

const FaultList = ({
  title,
  faults,
}: {
  title: string;
  faults: { conversation: string; number: string; why: string }[];
}) => {
  const id = useId();
  if (faults.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <Heading level={3} appearance="level-5" id={id}>
        {title} ({faults.length})
      </Heading>
      <ul className="records-facts export-faults">
        {faults.map(({ conversation, number, why }) => (
          <li key={conversation}>
            <span className="export-number">{number}</span>: {why}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** What a package is known by: to compare with a receipt. */
export const Code = ({ sha256 }: { sha256: string }) => {
  const { deposits: words } = useTexts().records;
  return (
    <div>
      <p className="label">{words.code}</p>
      <p className="export-code">{sha256}</p>
      <p className="hint">{words.codeHint}</p>
    </div>
  );
};
