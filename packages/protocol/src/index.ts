import "./noEval.js";

export * from "./bundle.js";
export * from "./errors.js";
export * from "./events.js";
export * from "./frames.js";
export * from "./ids.js";
export * from "./resources.js";
