// The words of the app in the person's language; the other language is not fetched.

/** @typedef {import("./words/en.js").Key} Key */

/** Languages, each by its own name. */
export const LANGUAGES = { en: "English", nl: "Nederlands" };

/** @type {Record<string, string>} */
let words = {};
let language = "en";

/** The language that was chosen here, or that of the browser. */
export function wanted() {
  const chosen = localStorage.getItem("language");
  const all = chosen ? [chosen] : navigator.languages;
  return all.map((one) => one.slice(0, 2).toLowerCase()).find((one) => Object.hasOwn(LANGUAGES, one)) ?? "en";
}

/** @param {string} name one of the languages */
export async function speak(name) {
  language = name;
  words = { ...(name === "nl" ? await import("./words/nl.js") : await import("./words/en.js")).words };
  document.documentElement.lang = name;
}

/** The words of the pages that come after the start. */
export async function speakOn() {
  Object.assign(words, (language === "nl" ? await import("./words/nl-pages.js") : await import("./words/en-pages.js")).words);
}

export const spoken = () => language;

/**
 * @param {Key} key
 * @param {Record<string, string | number>} [parts] what stands between braces
 */
export function t(key, parts = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(parts[name] ?? ""));
}

/** @param {number} time milliseconds */
export const clockTime = (time) => new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(time);
/** @param {number} time milliseconds */
export const dateTime = (time) => new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(time);
