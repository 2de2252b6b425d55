export { type AgentClientOptions, createAgentClient } from "./agent.js";
export { openAgentClient, openCitizenClient } from "./browser.js";
export { type CitizenClientOptions, createCitizenClient } from "./citizen.js";
export { createHttp } from "./http.js";
export type * from "./views.js";
