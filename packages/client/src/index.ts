export { type AgentClientOptions, createAgentClient } from "./agent.js";
export { answersSince, newestAnswer } from "./answers.js";
export { openAgentClient, openCitizenClient } from "./browser.js";
export { type CitizenClientOptions, createCitizenClient } from "./citizen.js";
export type { Draft, Drafts, ViewerView } from "./colleagueViews.js";
export { createHttp } from "./http.js";
export type * from "./searchViews.js";
export type * from "./settingViews.js";
export type * from "./views.js";
