// The texts as a person sees them, read from the files that the server reads.

import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOMS = fileURLToPath(new URL("../../crates/", import.meta.url));

/** @param {"en" | "nl"} language */
export function texts(language) {
  /** @type {Map<string, string>} */
  const all = new Map();
  for (const room of readdirSync(ROOMS)) {
    let file = "";
    try {
      file = readFileSync(`${ROOMS}${room}/texts/${language}.ftl`, "utf8");
    } catch {
      continue;
    }
    for (const match of file.matchAll(/^([a-z][\w-]*) = (.+)$/gm)) all.set(match[1] ?? "", (match[2] ?? "").trim());
  }
  /** @param {string} key */
  return (key) => {
    const text = all.get(key);
    if (text === undefined) throw new Error(`no text ${key} in ${language}`);
    return text;
  };
}
