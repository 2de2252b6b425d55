import type {
  DeskId,
  MemberId,
  Obstacle,
  SetDesk,
  SetMember,
  SetTopic,
  TopicId,
  TownSettings,
} from "@eigenkanaal/protocol";
import type { AccountAnswer, SignInFailure } from "./failures.js";
import type { SettingPath } from "./http.js";

/** What became of a setting: with the code `obstructed`, what stands in its way. */
export type SettingAnswer = { ok: true } | { ok: false; failure: SignInFailure; obstacles: Obstacle[] };

/** What the town sets, for its functional administrators. Nothing is kept here: each call asks the gateway. */
export type TownSettingsActions = {
  load(): Promise<AccountAnswer<TownSettings>>;
  /** Of a topic that is not there yet, a new one. */
  setTopic(topic: TopicId, asked: SetTopic): Promise<SettingAnswer>;
  setDesk(desk: DeskId, asked: SetDesk): Promise<SettingAnswer>;
  setMember(member: MemberId, asked: SetMember): Promise<SettingAnswer>;
  /** Takes back a setting that is announced. */
  takeBack(of: SettingPath, validFromMs: number): Promise<SettingAnswer>;
};
