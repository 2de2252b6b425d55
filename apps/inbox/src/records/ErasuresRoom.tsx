import type { RecordsActions, SignInFailure } from "@eigenkanaal/client";
import type { ErasureRequest, ErasureRequests } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useCallback, useState } from "react";
import { SessionFailure } from "../session/Passphrase.js";
import { useFormats } from "../texts/formats.js";
import { inLanguage, useTexts } from "../texts/texts.js";
import type { RoomProps } from "./roomProps.js";
import { useLoaded } from "./useLoaded.js";
import { WhenLoaded } from "./WhenLoaded.js";

type ErasuresRoomProps = Pick<RoomProps, "town"> & { actions: Pick<RecordsActions, "erasureRequests"> };

/** What citizens asked to have erased, and what became of it. By pseudonyms: who asked is known to nobody. */
export const ErasuresRoom = ({ actions, town }: ErasuresRoomProps) => {
  const { records } = useTexts();
  const { erasures: words } = records;
  const first = useCallback(() => actions.erasureRequests(null), [actions]);
  const [state, load] = useLoaded(first);
  return (
    <WhenLoaded state={state} load={load} loading={words.loading}>
      {(page) => (
        <div className="town-body">
          <div className="records-requests">
            <Paragraph className="quiet">{words.intro}</Paragraph>
            {page.requests.length === 0 && <Paragraph>{words.none}</Paragraph>}
            <Requests first={page} actions={actions} town={town} />
          </div>
        </div>
      )}
    </WhenLoaded>
  );
};

const Requests = ({ first, actions, town }: ErasuresRoomProps & { first: ErasureRequests }) => {
  const { erasures: words } = useTexts().records;
  const [later, setLater] = useState<ErasureRequests>();
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  const requests = [...first.requests, ...(later?.requests ?? [])];
  const more = async () => {
    const answer = await actions.erasureRequests(requests.at(-1)?.request ?? null);
    setFailure(answer.ok ? null : answer.failure);
    if (!answer.ok) return;
    setLater({ ...answer.value, requests: [...(later?.requests ?? []), ...answer.value.requests] });
  };
  return (
    <>
      <ul className="sessions" aria-label={words.title}>
        {requests.map((one) => (
          <RequestRow key={one.request} of={one} town={town} />
        ))}
      </ul>
      {failure && <SessionFailure failure={failure} />}
      {(later ?? first).more && (
        <Button purpose="secondary" onClick={() => void more()}>
          {words.more}
        </Button>
      )}
    </>
  );
};

const RequestRow = ({ of, town }: Pick<RoomProps, "town"> & { of: ErasureRequest }) => {
  const texts = useTexts();
  const { erasures: words } = texts.records;
  const { dateTime, civilDay } = useFormats();
  const code = of.outcome === "refused" ? of.class : null;
  const kept = town.retention.classes.find((one) => one.class === code);
  return (
    <li className="session-row">
      <div>
        <p className="setting-name">{words.asked(dateTime(of.atMs))}</p>
        <p>
          {words.outcomes[of.outcome]} {words.grounds[of.ground]}
        </p>
        {code !== null && (
          <p className="quiet">{words.class(code, kept ? inLanguage(kept.name, texts) : "")}</p>
        )}
        {of.outcome === "refused" && of.through !== null && (
          <p className="quiet">{words.through(civilDay(of.through))}</p>
        )}
        <p className="quiet">
          {words.pseudonym} <span className="records-id">{of.pseudonym.slice(0, 8)}</span>
        </p>
      </div>
    </li>
  );
};
