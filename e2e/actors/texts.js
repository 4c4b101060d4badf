// The texts as a person sees them, read from the files that the server reads.

import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOMS = fileURLToPath(new URL("../../crates/", import.meta.url));

/**
 * The form of a text for a number, where there is more than one.
 * @param {string} text
 * @param {Record<string, string | number>} values
 * @param {Intl.PluralRules} rules
 */
function formFor(text, values, rules) {
  const [, name] = /^\{ \$(\w+) ->\n/.exec(text) ?? [];
  if (!name) return text;
  const kind = rules.select(Number(values[name]));
  const forms = new Map([...text.matchAll(/^ *\*?\[(\w+)\] (.+)$/gm)].map((match) => [match[1], match[2] ?? ""]));
  return forms.get(kind) ?? forms.get("other") ?? "";
}

/** @param {"en" | "nl"} language */
export function texts(language) {
  /** @type {Map<string, string>} */
  const all = new Map();
  const rules = new Intl.PluralRules(language);
  for (const room of readdirSync(ROOMS)) {
    let file = "";
    try {
      file = readFileSync(`${ROOMS}${room}/texts/${language}.ftl`, "utf8");
    } catch {
      continue;
    }
    for (const match of file.matchAll(/^([a-z][\w-]*) = (.+(?:\n .+)*)$/gm)) all.set(match[1] ?? "", (match[2] ?? "").trim());
  }
  /**
   * What the page says, with the values that stand in it; without values, as the file has it.
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  return (key, values) => {
    const text = all.get(key);
    if (text === undefined) throw new Error(`no text ${key} in ${language}`);
    if (!values) return text.split("\n")[0] ?? "";
    const said = Object.entries(values).reduce((said, [name, value]) => said.replaceAll(`{ $${name} }`, String(value)), formFor(text, values, rules));
    if (said.includes("{ $")) throw new Error(`${key} in ${language} needs another value: ${said}`);
    return said;
  };
}
