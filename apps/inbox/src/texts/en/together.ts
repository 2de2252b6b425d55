import type { Texts } from "../wording.js";

const verb = (count: number, one: string, more: string) => (count === 1 ? one : more);

export const together: Texts["together"] = {
  reading: (names, count) => `${names} ${verb(count, "is", "are")} reading along`,
  having: (names, count) => `${names} ${verb(count, "has", "have")} this conversation open too`,
  answering: (names, count) => `${names} ${verb(count, "is", "are")} typing an answer…`,
  noting: (names, count) => `${names} ${verb(count, "is", "are")} typing a note…`,
  answeredMeanwhile: (names, count) =>
    `${names} ${verb(count, "has", "have")} answered in the meantime. Send anyway?`,
  overtaken: "A colleague has answered in the meantime. Read that first.",
  answers: "What was answered in the meantime",
  goBack: "Back to my text",
  send: "Send anyway",
};
