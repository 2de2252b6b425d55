import type { TriedStep } from "@eigenkanaal/domain";
import type { Texts } from "../texts/wording.js";
import type { SettingNames } from "./names.js";

type Wording = {
  texts: Texts;
  names: SettingNames;
  dateTime: (atMs: number) => string;
  list: (words: string[]) => string;
};

/** Each step of a question's way in a sentence, its reason with it. */
export const tryOutWords = (steps: readonly TriedStep[], wording: Wording): string[] => {
  const sentences = steps.flatMap((step) => wordsOf(step, wording));
  const arrives = steps.some(({ step }) => step === "end");
  return arrives ? sentences : [...sentences, wording.texts.townSettings.tryOut.steps.noDesk];
};

const wordsOf = (step: TriedStep, { texts, names, dateTime, list }: Wording): string[] => {
  const { steps: words, ends } = texts.townSettings.tryOut;
  switch (step.step) {
    case "topic":
      return [
        step.can === "be_chosen"
          ? words.chosen(names.topic(step.topic))
          : words.notChosen(names.topic(step.topic)),
      ];
    case "desk":
      return [
        step.why === "topic"
          ? words.deskOfTopic(names.desk(step.desk))
          : words.deskGeneral(names.desk(step.desk)),
      ];
    case "hours": {
      if (step.open) return [words.open[step.of]];
      const opens = step.opensAtMs === null ? words.neverOpens : dateTime(step.opensAtMs);
      return [words.closed[step.of](opens)];
    }
    case "norm": {
      const why = step.of === "default" ? [words.defaultNorm] : [];
      if (step.dueMs === null) return [...why, words.normUnknown(step.minutes)];
      const due = words.norm(step.minutes, dateTime(step.dueMs));
      return [...why, ...(step.warnMs === null ? [] : [words.warn(dateTime(step.warnMs))]), due];
    }
    case "overflow": {
      const [desk, at] = [names.desk(step.to), dateTime(step.atMs)];
      if (step.open) return [words.overflow(desk, at)];
      const opens = step.opensAtMs === null ? words.neverOpens : dateTime(step.opensAtMs);
      return [words.overflowClosed({ desk, at, opens })];
    }
    case "rule": {
      const left = step.left.length === 0 ? words.nobodyLeft : words.left(list(step.left.map(names.member)));
      return [`${words.rules[step.rule]} ${step.effect === "waived" ? words.waived : left}`];
    }
    case "end":
      return [step.outcome === "assigned" ? ends.assigned(names.member(step.member)) : ends[step.why]];
  }
};
