import type { RecordsActions, RetentionAnswer, SignInFailure } from "@eigenkanaal/client";
import type {
  RetentionCode,
  RetentionFault,
  RetentionForecast,
  RetentionSettings,
  RetentionTable,
} from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { type From, FromField, validFromOf } from "../townSettings/fields.js";
import { DetailTitle } from "./DetailTitle.js";
import { Faults } from "./Faults.js";
import { ReasonField } from "./fields.js";
import { WhatIf } from "./WhatIf.js";

/** What every form of the table has around it. */
export type FormParts = {
  settings: RetentionSettings;
  actions: Pick<RecordsActions, "forecast" | "setRetention" | "takeBackRetention">;
  online: boolean;
  /** What was said of this form last. */
  said: string;
  /** The table is another: fetches it, says so, and shows what is open then. */
  onDone: (open: string | null, said: string) => Promise<void>;
};

/** What was worked out, of which table from which moment on. */
type Seen = { table: RetentionTable; validFromMs: number | null; forecast: RetentionForecast };

type State =
  | { at: "still" | "looking" | "saving" }
  | { at: "wrong"; words: string }
  | { at: "refused"; failure: SignInFailure; faults: RetentionFault[] };

/**
 * Changes the table in two steps: first what it would do to what is kept, then the change itself. Whoever changes a field after
 * looking looks again.
 */
export const ChangeForm = ({
  title,
  open,
  of,
  form,
  read,
  onTried,
  children,
}: {
  title: string;
  /** What is open when it is done. */
  open: string;
  /** The class whose conversations are shown; null for none. */
  of: RetentionCode | null;
  form: FormParts;
  /** The table as it would be, from the one that would hold then; or what is wrong with the fields. */
  read: (base: RetentionTable) => { table: RetentionTable } | { wrong: string };
  /** Somebody meant to go on: what is missing can be marked. */
  onTried: () => void;
  children: ReactNode;
}) => {
  const { records } = useTexts();
  const { retention: words } = records;
  const { date } = useFormats();
  const { settings, actions, online, said, onDone } = form;
  const [from, setFrom] = useState<From>({ at: "now" });
  const [reason, setReason] = useState("");
  const [state, setState] = useState<State>({ at: "still" });
  const [seen, setSeen] = useState<Seen>();

  const validFromMs = validFromOf(from);
  const base =
    settings.announced.findLast((one) => one.validFromMs <= (validFromMs ?? settings.nowMs))?.table ??
    settings.table;
  const written = read(base);
  const isSeen =
    seen !== undefined &&
    "table" in written &&
    seen.validFromMs === validFromMs &&
    JSON.stringify(seen.table) === JSON.stringify(written.table);

  const asked = async <T,>(work: Promise<RetentionAnswer<T>>): Promise<T | undefined> => {
    const answer = await work;
    if (answer.ok) return answer.value;
    // Whatever was seen is not what there is.
    setSeen(undefined);
    setState({ at: "refused", failure: answer.failure, faults: answer.faults });
    return undefined;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    onTried();
    if ("wrong" in written) return setState({ at: "wrong", words: written.wrong });
    if (validFromMs === undefined || reason.trim() === "")
      return setState({ at: "wrong", words: words.missing });
    const { table } = written;
    if (!isSeen) {
      setState({ at: "looking" });
      const forecast = await asked(actions.forecast({ validFromMs, table }));
      if (!forecast) return;
      setSeen({ table, validFromMs, forecast });
      return setState({ at: "still" });
    }
    setState({ at: "saving" });
    const confirmed = { due: seen.forecast.due };
    const done = await asked(actions.setRetention({ validFromMs, table, reason: reason.trim(), confirmed }));
    if (done === undefined) return;
    setState({ at: "still" });
    setSeen(undefined);
    setReason("");
    setFrom({ at: "now" });
    await onDone(open, validFromMs === null ? words.doneNow : words.doneLater(date(validFromMs)));
  };
  const busy = { looking: words.looking, saving: words.accepting, still: "", wrong: "", refused: "" }[
    state.at
  ];
  return (
    <form className="town-form" onSubmit={(event) => void submit(event)} noValidate>
      <DetailTitle place={{ room: "retention", open }}>{title}</DetailTitle>
      {children}
      <ReasonField value={reason} missing={state.at === "wrong"} onChange={setReason} />
      <FromField from={from} onChange={setFrom} />
      {isSeen && (
        <WhatIf key={JSON.stringify(seen)} forecast={seen.forecast} of={of} validFromMs={seen.validFromMs} />
      )}
      {/* Stays in sight however long the form is, and so does what became of it. */}
      <div className="town-actions">
        <p className={said === "" || busy !== "" ? "quiet" : "notice notice-ok"} role="status">
          {busy === "" ? said : busy}
        </p>
        {state.at === "wrong" && (
          <Paragraph className="notice notice-danger" role="alert">
            {state.words}
          </Paragraph>
        )}
        {state.at === "refused" && <Faults {...state} names={settings.table} />}
        {!online && <Paragraph className="notice">{records.offline}</Paragraph>}
        <Button purpose="primary" type="submit" disabled={!online || busy !== ""}>
          {!isSeen && words.look}
          {isSeen && (seen.forecast.sooner > 0 ? words.acceptSooner : words.accept)}
        </Button>
      </div>
    </form>
  );
};
