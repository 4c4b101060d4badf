// Recovery codes on paper: what the printer gets is the codes and whose they are, and nothing around them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { appOf } from "../actors/demo.js";
import { Authenticator } from "../actors/authenticator.js";
import { closeBrowser, Person } from "../actors/person.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
/** One whose people set up in three steps. @type {Server} */
let steps;
before(async () => {
  server = await Server.start("demo");
  steps = await Server.start("demo", {}, undefined, ["--experience", "two-step-verification"]);
});
after(async () => {
  await closeBrowser();
  await server.remove();
  await steps.remove();
});

/**
 * Counts how often the page was sent to the printer.
 * @param {Person} person
 */
async function printer(person) {
  await person.page.addInitScript(() => {
    let sheets = 0;
    Object.defineProperty(window, "print", { value: () => void (sheets += 1) });
    Object.defineProperty(window, "sheets", { get: () => sheets });
  });
  return async () => /** @type {number} */ (await person.page.evaluate("window.sheets"));
}

/**
 * Looks at the page as the printer gets it.
 * @param {Person} person
 * @param {string} name
 */
async function looksAtPaper(person, name) {
  const codes = await person.page.locator("#codes code").allTextContents();
  assert.equal(new Set(codes).size, 10);
  for (const code of codes) assert.match(code, /^[0-9a-z]{5}-[0-9a-z]{5}$/);
  const seen = () => person.page.evaluate(() => {
    const elements = [...document.querySelectorAll("body *")].filter((element) => element.checkVisibility({ visibilityProperty: true }));
    const paper = document.querySelector(".paper");
    return {
      // Hidden words are not in it.
      lines: document.body.innerText.split("\n").map((line) => line.trim()).filter((line) => line !== ""),
      around: elements.filter((element) => !paper?.contains(element)).map((element) => element.tagName),
      colours: [...document.querySelectorAll("#codes code")].map((code) => getComputedStyle(code).color),
      ground: getComputedStyle(document.body).backgroundColor,
    };
  });
  const screen = await seen();
  assert.ok(screen.lines.includes(person.t("method-recovery_codes-add-keep")) && screen.around.includes("H1"), "on the screen there is more");
  await person.page.emulateMedia({ media: "print" });
  const paper = await seen();
  assert.deepEqual(paper.lines, [`Demo School: ${name}@demo.example`, ...codes]);
  assert.deepEqual(paper.around, []);
  assert.deepEqual([...new Set(paper.colours)], ["rgb(0, 0, 0)"]);
  assert.equal(paper.ground, "rgb(255, 255, 255)");
  await person.keepsPicture("recovery-codes-printed");
  const sheets = (await person.page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g);
  assert.equal(sheets?.length, 1, "one sheet is enough");
  await person.page.emulateMedia({ media: "screen" });
  return codes;
}

for (const [language, name, colours] of /** @type {const} */ ([["en", "vera", "light"], ["nl", "wout", "dark"]])) {
  test(`${name} makes new codes in ${language}, in ${colours} colours, and prints them by the button`, async () => {
    const person = await Person.at(server, { language, colours });
    const printed = await printer(person);
    await person.signsIn(name, appOf(name));
    await person.opens("/security-info/add");
    await person.chooses("method-recovery_codes-title");
    await person.sees("method-recovery_codes-title");
    const codes = await looksAtPaper(person, name);
    assert.equal(await printed(), 0);
    await person.page.getByRole("button", { name: person.t("method-recovery_codes-add-print"), exact: true }).click();
    assert.equal(await printed(), 1);
    // The page is still there: a code shows that they were kept.
    assert.deepEqual(await person.page.locator("#codes code").allTextContents(), codes);
    await person.page.getByLabel(person.t("method-recovery_codes-add-label")).fill(codes[2] ?? "");
    await person.presses("security-info-prove");
    // The new codes have taken the place of those that lay on paper before.
    await person.reads(person.t("security-info-changed"));
    await person.leaves();
  });
}

for (const [language, name] of /** @type {const} */ ([["en", "eva"], ["nl", "gijs"]])) {
  test(`${name} is new and prints codes in the last of the three steps, in ${language}`, async () => {
    const person = await Person.at(steps, { language, screen: { width: 320, height: 640 } });
    const printed = await printer(person);
    await person.typesNameAndPassword(name);
    await person.follows("sign-in-next");
    await person.page.getByLabel(person.t("contact-app")).check();
    await person.presses("sign-in-next");
    await person.page.getByLabel(person.t("method-app_code-about")).check();
    await person.presses("sign-in-next");
    await person.page.locator("#key").waitFor({ state: "attached" });
    const app = new Authenticator(((await person.page.locator("#key").textContent()) ?? "").replaceAll(" ", "").toUpperCase());
    await person.page.getByLabel(person.t("method-app_code-add-label")).fill(app.freshCode());
    await person.presses("security-info-prove");
    await person.reads(person.t("security-wizard-done"));
    await person.presses("security-info-recovery-make");
    await person.page.locator("#codes").waitFor();
    await person.sees("security-wizard-title");
    await looksAtPaper(person, name);
    const button = person.page.getByRole("button", { name: person.t("method-recovery_codes-add-print"), exact: true });
    await button.focus();
    await person.page.keyboard.press("Enter");
    assert.equal(await printed(), 1);
    await person.leaves();
  });
}

test("without JavaScript there is no button that would do nothing, and the browser's own way to print gives the same sheet", async () => {
  const cees = await Person.at(server, { script: false });
  await cees.signsIn("cees", appOf("cees"));
  await cees.opens("/security-info/add");
  await cees.chooses("method-recovery_codes-title");
  await cees.sees("method-recovery_codes-title");
  assert.equal(await cees.page.getByRole("button", { name: cees.t("method-recovery_codes-add-print") }).count(), 0);
  await looksAtPaper(cees, "cees");
  await cees.leaves();
});
