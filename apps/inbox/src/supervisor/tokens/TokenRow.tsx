import type { ApiToken } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";

/** One token: what it is for, of which desks, until when, and whether anything uses it. */
export const TokenRow = ({
  token: { name, expiresAtMs, lastUsedOn, endedAtMs },
  desks,
  onRevoke,
}: {
  token: ApiToken;
  desks: string[];
  onRevoke: () => void;
}) => {
  const { tokens: words } = useTexts();
  const { civilDay, date, list } = useFormats();
  const used = lastUsedOn === null ? words.unused : words.used(civilDay(lastUsedOn));
  return (
    <li className="session-row">
      <div>
        <p className="setting-name">{name}</p>
        <p className="quiet">{list(desks)}</p>
        <p className="quiet">
          {endedAtMs === null ? words.until(date(expiresAtMs)) : words.ended(date(endedAtMs))}, {used}
        </p>
      </div>
      {endedAtMs === null && (
        <Button purpose="secondary" onClick={onRevoke}>
          {words.revoke}
          <span className="unseen">: {name}</span>
        </Button>
      )}
    </li>
  );
};
