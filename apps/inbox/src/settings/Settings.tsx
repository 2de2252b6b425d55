import type { AgentActions, MeView, TownView } from "@eigenkanaal/client";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { Modal } from "../navigation/Modal.js";
import { NotificationChoice } from "../notifications/NotificationChoice.js";
import type { Preferences } from "../preferences.js";
import { type LanguageCode, languages, useTexts } from "../texts/texts.js";

type SettingsProps = {
  me: MeView;
  town: TownView;
  preferences: Preferences;
  onPreferences: (some: Partial<Preferences>) => void;
  actions: Pick<AgentActions, "lock" | "signOut">;
  onKeys: () => void;
  onSecondFactor: () => void;
  onSessions: () => void;
  onStandardAnswers: () => void;
  onLinks: () => void;
  /** Null for who does not set what the town sets. */
  onTownSettings: (() => void) | null;
  onLabels: () => void;
  /** Null for who answers nothing, and has no figures. */
  onFigures: (() => void) | null;
  /** Null for who neither coordinates colleagues nor administers the town's settings. */
  onBlocks: (() => void) | null;
  /** Null for who supervises nothing. */
  onSharedRemarks: (() => void) | null;
  /** Null for who supervises nobody. */
  onTokens: (() => void) | null;
  onClose: () => void;
};

export const Settings = ({ me, town, preferences, actions, ...on }: SettingsProps) => {
  const texts = useTexts();
  return (
    <Modal title={texts.settings.title} onClose={on.onClose}>
      <section className="setting">
        <Heading level={3} appearance="level-5">
          {texts.settings.account}
        </Heading>
        <p className="setting-name">{me.name}</p>
        <Paragraph className="quiet">
          {me.account} · {me.roles.map((role) => texts.settings.roles[role]).join(", ")}
        </Paragraph>
        <div className="setting-actions">
          <Button purpose="primary" onClick={() => void actions.lock()}>
            {texts.settings.lock}
          </Button>
          <Button purpose="secondary" onClick={() => void actions.signOut()}>
            {texts.settings.signOut}
          </Button>
        </div>
        <Paragraph className="quiet">{texts.settings.lockExplained}</Paragraph>
      </section>
      <section className="setting">
        <Heading level={3} appearance="level-5">
          {texts.settings.safety}
        </Heading>
        <div className="setting-actions">
          <Button purpose="secondary" data-opens="second-factor" onClick={on.onSecondFactor}>
            {texts.secondFactor.title}
          </Button>
          <Button purpose="secondary" data-opens="sessions" onClick={on.onSessions}>
            {texts.sessions.title}
          </Button>
          {on.onTokens && (
            <Button purpose="secondary" data-opens="tokens" onClick={on.onTokens}>
              {texts.tokens.title}
            </Button>
          )}
        </div>
      </section>
      {on.onTownSettings && (
        <section className="setting">
          <Heading level={3} appearance="level-5">
            {texts.townSettings.title}
          </Heading>
          <Paragraph className="quiet">{texts.townSettings.intro}</Paragraph>
          <div className="setting-actions">
            <Button
              purpose="secondary"
              data-opens="town-settings"
              aria-keyshortcuts="g i"
              onClick={() => {
                on.onClose();
                on.onTownSettings?.();
              }}
            >
              {texts.townSettings.open}
            </Button>
          </div>
        </section>
      )}
      <section className="setting">
        <Heading level={3} appearance="level-5">
          {texts.settings.work}
        </Heading>
        <div className="setting-actions">
          {on.onFigures && (
            <Button
              purpose="secondary"
              data-opens="figures"
              aria-keyshortcuts="g c"
              onClick={() => {
                on.onClose();
                on.onFigures?.();
              }}
            >
              {texts.colleagueFigures.title}
              <span className="key" aria-hidden="true">
                g c
              </span>
            </Button>
          )}
          <Button purpose="secondary" data-opens="standard-answers" onClick={on.onStandardAnswers}>
            {texts.standardAnswers.title}
          </Button>
          <Button purpose="secondary" data-opens="links" aria-keyshortcuts="g l" onClick={on.onLinks}>
            {texts.links.title}
            <span className="key" aria-hidden="true">
              g l
            </span>
          </Button>
          <Button purpose="secondary" data-opens="labels" onClick={on.onLabels}>
            {texts.labels.title}
          </Button>
          {on.onBlocks && (
            <Button purpose="secondary" data-opens="blocks" onClick={on.onBlocks}>
              {texts.blocking.settings}
            </Button>
          )}
          {on.onSharedRemarks && (
            <Button purpose="secondary" data-opens="shared-remarks" onClick={on.onSharedRemarks}>
              {texts.verdict.listTitle}
            </Button>
          )}
        </div>
        <label className="choice">
          <input
            type="checkbox"
            checked={preferences.holdAnswers}
            onChange={(event) => on.onPreferences({ holdAnswers: event.target.checked })}
          />
          <span>
            {texts.settings.holdAnswers}
            <span className="quiet keys-hint">{texts.settings.holdAnswersHint}</span>
          </span>
        </label>
        <NotificationChoice
          checked={preferences.notify}
          onChange={(notify) => on.onPreferences({ notify })}
        />
      </section>
      <section className="setting">
        <Heading level={3} appearance="level-5" id="setting-language">
          {texts.settings.language}
        </Heading>
        <div className="choices" role="radiogroup" aria-labelledby="setting-language">
          {(Object.keys(languages) as LanguageCode[]).map((language) => (
            <label key={language} className="choice" lang={language}>
              <input
                type="radio"
                name="language"
                checked={preferences.language === language}
                onChange={() => on.onPreferences({ language })}
              />
              {texts.settings.languages[language]}
            </label>
          ))}
        </div>
      </section>
      <section className="setting">
        <Heading level={3} appearance="level-5">
          {texts.settings.keyboard}
        </Heading>
        <Button purpose="secondary" onClick={on.onKeys}>
          {texts.settings.showKeys}
        </Button>
      </section>
      <section className="setting">
        <Heading level={3} appearance="level-5">
          {texts.settings.appearance}
        </Heading>
        <Paragraph className="quiet">{texts.settings.appearanceExplained}</Paragraph>
      </section>
      <section className="setting">
        <Heading level={3} appearance="level-5">
          {texts.settings.organisationNumber}
        </Heading>
        <p className="digits">{town.organisationNumber}</p>
        <Paragraph className="quiet">{texts.settings.organisationNumberExplained}</Paragraph>
      </section>
    </Modal>
  );
};
