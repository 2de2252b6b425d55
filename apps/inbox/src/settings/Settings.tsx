import type { AgentActions, MeView, TownView } from "@eigenkanaal/client";
import { Modal } from "../navigation/Modal.js";
import type { Preferences } from "../preferences.js";
import { type LanguageCode, languages, useTexts } from "../texts/texts.js";

type SettingsProps = {
  me: MeView;
  town: TownView;
  preferences: Preferences;
  onPreferences: (some: Partial<Preferences>) => void;
  actions: Pick<AgentActions, "lock" | "signOut">;
  onKeys: () => void;
  onClose: () => void;
};

export const Settings = ({ me, town, preferences, actions, ...on }: SettingsProps) => {
  const texts = useTexts();
  return (
    <Modal title={texts.settings.title} onClose={on.onClose}>
      <section className="setting">
        <h3>{texts.settings.account}</h3>
        <p className="setting-name">{me.name}</p>
        <p className="quiet">
          {me.account} · {me.roles.map((role) => texts.settings.roles[role]).join(", ")}
        </p>
        <div className="setting-actions">
          <button type="button" className="button button-primary" onClick={() => void actions.lock()}>
            {texts.settings.lock}
          </button>
          <button type="button" className="button" onClick={() => void actions.signOut()}>
            {texts.settings.signOut}
          </button>
        </div>
        <p className="quiet">{texts.settings.lockExplained}</p>
      </section>
      <section className="setting">
        <h3 id="setting-language">{texts.settings.language}</h3>
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
        <h3>{texts.settings.keyboard}</h3>
        <button type="button" className="button" onClick={on.onKeys}>
          {texts.settings.showKeys}
        </button>
      </section>
      <section className="setting">
        <h3>{texts.settings.appearance}</h3>
        <p className="quiet">{texts.settings.appearanceExplained}</p>
      </section>
      <section className="setting">
        <h3>{texts.settings.organisationNumber}</h3>
        <p className="digits">{town.organisationNumber}</p>
        <p className="quiet">{texts.settings.organisationNumberExplained}</p>
      </section>
    </Modal>
  );
};
