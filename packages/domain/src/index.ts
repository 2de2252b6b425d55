export * from "./append.js";
export * from "./businessHours.js";
export * from "./conversation.js";
export * from "./handover.js";
export * from "./personalData.js";
export * from "./rateLimit.js";
export * from "./routing.js";
export * from "./secondFactor.js";
