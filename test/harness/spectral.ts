import { readFileSync } from "node:fs";
import spectralCore, { type RulesetDefinition } from "@stoplight/spectral-core";
import spectralFunctions from "@stoplight/spectral-functions";
import spectralRulesets from "@stoplight/spectral-rulesets";
import { parse } from "yaml";

const { Spectral } = spectralCore;

/** A ruleset as its file writes it: functions and other rulesets by their names. */
type Written = { extends: "spectral:oas"; rules: Record<string, string | { then: Named | Named[] }> };
type Named = { function: string | object };

/** What a ruleset for Spectral, in YAML on top of its own for OpenAPI, finds in a document in JSON: errors and warnings. */
export const lint = async (json: string, rulesPath: string): Promise<string[]> => {
  const { rules }: Written = parse(readFileSync(rulesPath, "utf8"));
  for (const rule of Object.values(rules))
    for (const named of typeof rule === "string" ? [] : [rule.then].flat())
      named.function = spectralFunctions[named.function as keyof typeof spectralFunctions];
  const spectral = new Spectral();
  spectral.setRuleset({ extends: spectralRulesets.oas, rules } as RulesetDefinition);
  const found = await spectral.run(JSON.parse(json) as Record<string, unknown>);
  // 0 is an error, 1 a warning.
  return found
    .filter(({ severity }) => severity <= 1)
    .map(({ code, message, path }) => `${code} at ${path.join(".")}: ${message}`);
};
