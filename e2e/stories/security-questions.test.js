// Security questions: turned on for an organization, set up, and one of the two ways to a new password, in both languages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { appOf } from "../actors/demo.js";
import { closeBrowser, PASSWORD, Person } from "../actors/person.js";
import { Phone } from "../actors/phone.js";
import { ANSWERS, answers, choosesQuestions } from "../actors/questions.js";
import { answersQuestion } from "../actors/reset.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start("demo", { TWEESTAP_RESET_WORK_BITS: "14" });
  server.run("organization", "set", "demo.example", "--questions", "on");
});
after(async () => {
  await closeBrowser();
  await server.remove();
});

const NEW = "vier gele kanaries zingen";

/**
 * Sets them up on the page of security info.
 * @param {Person} person
 */
async function setsUp(person) {
  await person.opens("/security-info");
  await person.follows("security-info-add");
  await person.sees("security-info-add-title");
  await person.reads(person.t("method-security_questions-about"));
  await person.keepsPicture("questions-offered");
  await person.chooses("method-security_questions-title");
  await person.sees("method-security_questions-title");
  await person.keepsPicture("questions-choose");
  await choosesQuestions(person, "astronaut");
  await person.reads(person.t("method-security_questions-same-answer"));
  assert.equal(await person.page.locator("#answer-1").inputValue(), ANSWERS[0][1], "what was typed stays");
  await choosesQuestions(person);
  await person.reads(person.t("method-security_questions-trial"));
  await answers(person, () => "something else");
  await person.presses("security-info-prove");
  await person.reads(person.t("method-security_questions-wrong"));
  await person.keepsPicture("questions-trial");
  await answers(person);
  await person.presses("security-info-prove");
  await person.sees("security-info-title");
  await person.reads(person.t("security-info-added-reset"));
  await person.reads(person.t("method-security_questions-default-name"));
  await person.keepsPicture("questions-listed");
}

/**
 * Begins a reset, as far as the choice of a way.
 * @param {Person} person
 * @param {string} name
 */
async function begins(person, name) {
  await person.opens("/password-reset");
  await person.page.getByLabel(person.t("reset-name-label")).fill(`${name}@demo.example`);
  if (!person.habits.script) await answersQuestion(person);
  await person.presses("reset-next");
  await person.sees("reset-aim-title");
  await person.presses("reset-aim-forgotten");
  await person.sees("reset-choose-title");
}

for (const [language, name] of /** @type {const} */ ([["en", "vera"], ["nl", "wout"]])) {
  test(`a new password by security questions and a text, in ${language}`, async () => {
    const phone = await Phone.of(server, name);
    const person = await Person.at(server, { language, screen: language === "nl" ? { width: 320, height: 640 } : { width: 1024, height: 900 } });
    await person.signsIn(name, appOf(name));
    await setsUp(person);
    const told = await server.mailTo(`${name}@demo.example`);
    assert.equal(told.subject, person.t("security-info-mail-added-subject"));
    assert.ok(told.text.includes(person.t("method-security_questions-default-name")) && !told.text.includes("Minoes"));
    await person.opens("/sign-out");
    await person.presses("sign-out-submit");

    await begins(person, name);
    await person.keepsPicture("questions-way");
    await person.presses("method-security_questions-choice");
    await person.sees("reset-ask-title");
    await person.keepsPicture("questions-asked");
    await answers(person, () => "nothing at all");
    await person.presses("reset-next");
    await person.reads(person.t("method-security_questions-wrong"));
    await answers(person, (told) => `  ${told.toUpperCase()} `);
    await person.presses("reset-next");
    await person.reads(person.t("reset-choose-more"));
    assert.equal(await person.page.getByRole("button", { name: person.t("method-security_questions-choice") }).count(), 0);

    await person.presses("method-text_message-reset-mobile");
    await person.sees("reset-number-title");
    await person.page.getByLabel(person.t("reset-number-label")).fill(phone.number);
    await person.presses("reset-next");
    await person.sees("reset-ask-title");
    await person.page.locator("input[name=answer]").fill(await phone.code());
    await person.presses("reset-next");
    await person.sees("reset-password-title");
    await person.page.locator("#new-password").fill(NEW);
    await person.page.locator("#new-password-again").fill(NEW);
    await person.presses("reset-password-submit");
    await person.sees("reset-done-title");

    await person.typesNameAndPassword(name, PASSWORD);
    await person.reads(person.t("sign-in-password-wrong"));
    await person.typesPassword(NEW);
    await person.sees("sign-in-ask-title");
    assert.equal(await person.page.getByText(person.t("method-security_questions-title")).count(), 0, "never at a sign-in");
    await person.typesCode(appOf(name).freshCode());
    await person.staysSignedIn("no");
    await person.opens("/account/activity");
    await person.reads(person.t("method-security_questions-title"));

    // Chosen anew, and taken off.
    await person.opens("/security-info");
    await person.page.getByRole("link", { name: `${person.t("security-info-change")} ${person.t("method-security_questions-default-name")}` }).click();
    await person.sees("method-security_questions-title");
    await person.opens("/security-info");
    await person.page.getByRole("link", { name: `${person.t("security-info-delete")} ${person.t("method-security_questions-default-name")}` }).click();
    await person.sees("security-info-delete-title");
    await person.reads(person.t("security-info-delete-text-reset"));
    await person.presses("security-info-delete");
    await person.sees("security-info-title");
    assert.equal(await person.page.getByText(person.t("method-security_questions-default-name")).count(), 0);
    await person.leaves();
  });
}

test("set up and answered without JavaScript, beside an app", async () => {
  const cees = await Person.at(server, { script: false });
  await cees.signsIn("cees", appOf("cees"));
  await setsUp(cees);
  await begins(cees, "cees");
  await cees.presses("method-app_code-choice");
  await cees.sees("reset-ask-title");
  await cees.page.locator("input[name=answer]").fill(appOf("cees").freshCode());
  await cees.presses("reset-next");
  await cees.reads(cees.t("reset-choose-more"));
  await cees.presses("method-security_questions-choice");
  await cees.sees("reset-ask-title");
  await answers(cees);
  await cees.presses("reset-next");
  await cees.sees("reset-password-title");
  await cees.leaves();
});

test("an administrator is not offered questions, and whoever has none is asked three that stay the same", async () => {
  const noor = await Person.at(server);
  await noor.signsIn("noor", appOf("noor"));
  await noor.opens("/security-info/add");
  await noor.sees("security-info-add-title");
  assert.equal(await noor.page.getByText(noor.t("method-security_questions-title")).count(), 0);
  await noor.leaves();

  /** @param {string} name */
  const asked = async (name) => {
    const person = await Person.at(server, { language: "nl" });
    await begins(person, name);
    await person.presses("method-security_questions-choice");
    await person.sees("reset-ask-title");
    const all = await person.page.locator(".field label").allTextContents();
    await person.page.locator("#answer").fill("de eerste");
    await person.page.locator("#answer-2").fill("de tweede");
    await person.page.locator("#answer-3").fill("de derde");
    await person.presses("reset-next");
    await person.reads(person.t("method-security_questions-wrong"));
    await person.leaves();
    return all.sort();
  };
  for (const name of ["noor", "eva", "niemand"]) {
    const first = await asked(name);
    assert.equal(new Set(first).size, 3);
    assert.deepEqual(await asked(name), first, name);
  }
});
