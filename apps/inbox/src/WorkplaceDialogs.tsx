import type { AgentActions, AgentState } from "@eigenkanaal/client";
import type { ConversationId, Role } from "@eigenkanaal/protocol";
import { lazy, Suspense } from "react";
import { BlockList } from "./blocking/BlockList.js";
import { Counter } from "./counter/Counter.js";
import { figuresHome, goToFigures } from "./figures/place.js";
import { FilterDialog } from "./filter/FilterDialog.js";
import type { Filter } from "./filter/filters.js";
import { LabelSettings } from "./labels/LabelSettings.js";
import type { LabelNames } from "./labels/useLabels.js";
import { LinksDialog } from "./links/LinksDialog.js";
import { Emergency } from "./navigation/Emergency.js";
import { Modal } from "./navigation/Modal.js";
import type { Preferences } from "./preferences.js";
import { PresenceDialog } from "./presence/PresenceDialog.js";
import { type TownNames, topicsOf } from "./queue/names.js";
import { Keys } from "./settings/Keys.js";
import { SecondFactor } from "./settings/SecondFactor.js";
import { Sessions } from "./settings/Sessions.js";
import { Settings } from "./settings/Settings.js";
import { StandardAnswers } from "./standardAnswers/StandardAnswers.js";
import { useTexts } from "./texts/texts.js";
import { SharedRemarks } from "./verdict/SharedRemarks.js";

export type Dialog =
  | "none"
  | "presence"
  | "settings"
  | "keys"
  | "second-factor"
  | "sessions"
  | "tokens"
  | "standard-answers"
  | "links"
  | "labels"
  | "blocks"
  | "shared-remarks"
  | "counter"
  | "filter"
  | "emergency";

type WorkplaceDialogsProps = {
  dialog: Dialog;
  onDialog: (dialog: Dialog) => void;
  state: Extract<AgentState, { phase: "ready" }>;
  actions: AgentActions;
  preferences: Preferences;
  onPreferences: (some: Partial<Preferences>) => void;
  names: TownNames;
  labels: LabelNames;
  /** Null for who does not set what the town sets. */
  onTownSettings: (() => void) | null;
  filters: readonly Filter[];
  countOf: (filters: readonly Filter[]) => number;
  onFilters: (filters: readonly Filter[]) => void;
  /** A conversation was begun at the counter, and is to be opened. */
  onBegun: (conversation: ConversationId) => void;
  onConversation: (conversation: ConversationId) => void;
};

/** What opens over the inbox, one at a time. */
export const WorkplaceDialogs = ({ dialog, onDialog, ...props }: WorkplaceDialogsProps) => {
  const { state, actions, preferences, onPreferences, names, labels } = props;
  const { town } = state;
  return (
    <>
      {dialog === "presence" && state.presence && (
        <PresenceDialog
          presence={state.presence}
          names={names}
          setPresence={actions.setPresence}
          onClose={() => onDialog("none")}
        />
      )}
      {dialog === "settings" && (
        <Settings
          me={state.me}
          town={state.town}
          preferences={preferences}
          onPreferences={onPreferences}
          actions={actions}
          onKeys={() => onDialog("keys")}
          onSecondFactor={() => onDialog("second-factor")}
          onSessions={() => onDialog("sessions")}
          onStandardAnswers={() => onDialog("standard-answers")}
          onLinks={() => onDialog("links")}
          onTownSettings={props.onTownSettings}
          onLabels={() => onDialog("labels")}
          onFigures={state.me.roles.includes("agent") ? () => goToFigures(figuresHome) : null}
          onBlocks={state.me.roles.some(seesBlocks) ? () => onDialog("blocks") : null}
          onSharedRemarks={state.me.roles.includes("supervisor") ? () => onDialog("shared-remarks") : null}
          onTokens={state.me.roles.includes("supervisor") ? () => onDialog("tokens") : null}
          onClose={() => onDialog("none")}
        />
      )}
      {dialog === "tokens" && (
        <Suspense fallback={<TokensComing onClose={() => onDialog("settings")} />}>
          <Tokens actions={actions.apiTokens} desks={town.desks} onClose={() => onDialog("settings")} />
        </Suspense>
      )}
      {dialog === "second-factor" && (
        <SecondFactor account={actions.account} onClose={() => onDialog("settings")} />
      )}
      {dialog === "standard-answers" && (
        <StandardAnswers
          actions={actions.standardAnswers}
          desks={state.town.desks}
          mine={state.me.desks}
          onClose={() => onDialog("settings")}
        />
      )}
      {dialog === "counter" && (
        <Counter
          actions={actions}
          town={town}
          mine={state.me.desks}
          onOpen={(conversation) => {
            onDialog("none");
            props.onBegun(conversation);
          }}
          onClose={() => onDialog("none")}
        />
      )}
      {dialog === "links" && (
        <LinksDialog
          actions={actions.links}
          town={town}
          roles={state.me.roles}
          onClose={() => onDialog("none")}
        />
      )}
      {dialog === "labels" && (
        <LabelSettings
          actions={actions.labels}
          names={labels}
          desks={town.desks.filter(({ desk }) => state.me.desks.includes(desk))}
          onClose={() => onDialog("settings")}
        />
      )}
      {dialog === "blocks" && (
        <BlockList
          actions={actions.blocks}
          names={names}
          members={state.members}
          mine={state.me.desks}
          onOpen={(conversation) => {
            onDialog("none");
            props.onConversation(conversation);
          }}
          onClose={() => onDialog("settings")}
        />
      )}
      {dialog === "shared-remarks" && (
        <SharedRemarks actions={actions.sharedRemarks} names={names} onClose={() => onDialog("settings")} />
      )}
      {dialog === "filter" && (
        <FilterDialog
          filters={props.filters}
          labels={labels.all}
          topics={topicsOf(town.topics, state.me.desks, names)}
          countOf={props.countOf}
          onApply={(filters) => {
            props.onFilters(filters);
            onDialog("none");
          }}
          onClose={() => onDialog("none")}
        />
      )}
      {dialog === "sessions" && <Sessions account={actions.account} onClose={() => onDialog("settings")} />}
      {dialog === "emergency" && <Emergency town={state.town} onClose={() => onDialog("none")} />}
      {dialog === "keys" && (
        <Keys
          preferences={preferences}
          onPreferences={onPreferences}
          administers={props.onTownSettings !== null}
          archives={state.me.roles.includes("records_officer")}
          supervises={state.me.roles.includes("supervisor")}
          answers={state.me.roles.includes("agent")}
          onClose={() => onDialog("none")}
        />
      )}
    </>
  );
};

// Few ever open it.
const Tokens = lazy(async () => ({ default: (await import("./supervisor/tokens/Tokens.js")).Tokens }));

const TokensComing = ({ onClose }: { onClose: () => void }) => {
  const { tokens: words } = useTexts();
  return (
    <Modal title={words.title} onClose={onClose}>
      <p role="status">{words.loading}</p>
    </Modal>
  );
};

const seesBlocks = (role: Role) => role === "supervisor" || role === "functional_administrator";
