import type { Author, CitizenState, Warning } from "@eigenkanaal/client";
import { OfflineIcon, WarningIcon } from "../icons.js";
import { useSurroundings } from "../shell/surroundings.js";
import { useReading } from "../texts/reading.js";

type Talking = Extract<CitizenState, { phase: "conversation" }>;

/**
 * A quiet bar while there is no connection, or while so many begin that the conversation is taken some seconds later;
 * connecting shows only when it takes long.
 */
export const ConnectionBar = ({ connection, admission }: Pick<Talking, "connection" | "admission">) => {
  const { offline, busy } = useReading().texts;
  const { phone } = useSurroundings();
  return (
    <div class="connection" role="status">
      {connection === "offline" && (
        <p class="connection-offline">
          <OfflineIcon />
          {offline.bar}
        </p>
      )}
      {connection === "online" && admission === "queueing" && (
        <p class="connection-connecting">{busy(phone)}</p>
      )}
      {connection === "connecting" && <p class="connection-connecting">{offline.connecting}</p>}
    </div>
  );
};

/** Doubt about whether all is there, said once for each kind. */
export const Warnings = ({ warnings }: { warnings: readonly Warning[] }) => {
  const { warning } = useReading().texts;
  const { phone } = useSurroundings();
  const kinds = [...new Set(warnings.filter(({ channel }) => channel === "public").map(({ kind }) => kind))];
  if (kinds.length === 0) return null;
  return (
    <div class="warning" role="alert">
      <WarningIcon />
      <div>
        {kinds.map((kind) => (
          <p key={kind}>{warning[kind]}</p>
        ))}
        <p>{warning.callToCheck(phone)}</p>
      </div>
    </div>
  );
};

/** Who types on the other side. Not announced: it would interrupt with nothing to read. */
export const TypingSign = ({ author }: { author: Author }) => {
  const { conversation } = useReading().texts;
  return (
    <p class="typing">
      <span class="typing-dots" aria-hidden="true">
        <span />
        <span />
        <span />
      </span>
      {author.role === "member" ? conversation.typing(author.alias) : conversation.someoneTyping}
    </p>
  );
};
