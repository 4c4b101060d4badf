// The pictures of the help pages. What each of them shows is kept as words, so that a picture of a page that has changed is found.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { withPalette } from "./picture.js";

const FOLDER = fileURLToPath(new URL("../../crates/help/assets/", import.meta.url));
const WORDS = fileURLToPath(new URL("../help-pictures.json", import.meta.url));
/** Whether the pictures are taken anew: HELP_PICTURES=take. */
const TAKE = process.env["HELP_PICTURES"] === "take";

/** @type {Record<string, string>} */
const kept = JSON.parse(readFileSync(WORDS, "utf8"));

/**
 * What is seen of a part of the page; times, digits and codes are other ones each time.
 * @param {import("playwright-core").Locator} part
 */
async function says(part) {
  const text = await part.evaluate((element) => {
    const times = [...element.querySelectorAll("time")].map((time) => time.innerText);
    return times.reduce((text, time) => text.replace(time, ""), /** @type {HTMLElement} */ (element).innerText);
  });
  return text.replace(/\s[AP]M\b/g, "").replace(/\b[0-9a-z]{5}-[0-9a-z]{5}\b/g, "code").replace(/\d+/g, "0").replace(/\s+/g, " ").trim();
}

/**
 * Takes the picture of this name, or looks whether the one that was taken still shows what the page says.
 * @param {string} name
 * @param {import("./person.js").Person} person
 * @param {string} [part] of the page, as a selector
 */
export async function takes(name, person, part = "main .card") {
  const found = person.page.locator(part).first();
  const file = `${name}-${person.habits.language}`;
  const words = await says(found);
  if (!TAKE) {
    assert.equal(words, kept[file], `the picture ${file} shows an older page: HELP_PICTURES=take ./test browser takes it anew`);
    return;
  }
  kept[file] = words;
  const picture = await found.screenshot();
  writeFileSync(`${FOLDER}${file}.png`, withPalette(picture));
}

/** Writes down what the pictures show. */
export function keeps() {
  if (!TAKE) return;
  const sorted = Object.fromEntries(Object.entries(kept).sort(([one], [other]) => (one < other ? -1 : 1)));
  writeFileSync(WORDS, `${JSON.stringify(sorted, null, 2)}\n`);
}
