/** The gateway as a town runs it: in production, whatever the shell that starts it says. */
process.env.NODE_ENV = "production";
// After that line: packages look at it when they are loaded.
await import("./main.js");
