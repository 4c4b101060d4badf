// An administrator's new password: two ways, also where everybody else needs one, and security questions are none of them.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { appOf } from "../actors/demo.js";
import { closeBrowser, PASSWORD, Person } from "../actors/person.js";
import { Phone } from "../actors/phone.js";
import {
  begins, buttonOf, chooses, choosesPhone, codeByMail, comesBackIn, forgets, NEW, setsPassword, signedInElsewhere, signsInAnew, types,
} from "../actors/resetting.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start("demo", { TWEESTAP_RESET_WORK_BITS: "14" });
  server.run("organization", "set", "demo.example", "--reset", "one", "--questions", "on");
});
after(async () => {
  await closeBrowser();
  await server.remove();
});

/** What whoever has set up questions answers. */
const ANSWERS = /** @type {const} */ ([["first-pet", "Minoes de Kat"], ["child-dream", "Astronaut"], ["lost-thing", "een rode paraplu"]]);

/**
 * Sends a new password past the page on which the reset stands.
 * @param {Person} person
 */
async function forcesPassword(person) {
  const answered = person.page.waitForResponse((response) => response.url().endsWith("/password-reset/password"));
  await person.page.evaluate((password) => {
    const csrf = /** @type {HTMLInputElement} */ (document.querySelector("input[name=csrf]")).value;
    const form = document.createElement("form");
    form.method = "post";
    form.action = "/password-reset/password";
    for (const [name, value] of Object.entries({ csrf, new_password: password, new_password_again: password })) {
      const input = document.createElement("input");
      [input.name, input.value] = [name, value];
      form.append(input);
    }
    document.body.append(form);
    form.submit();
  }, NEW);
  await answered;
}

/**
 * One way was right, and it is not enough.
 * @param {Person} person
 */
async function needsAnother(person) {
  await person.reads(person.t("reset-choose-more"));
  await forcesPassword(person);
  await person.sees("reset-choose-title");
  await person.reads(person.t("reset-choose-more"));
  await person.keepsPicture("reset-administrator-more");
}

test("Noor types a code of her app and then that of a text, in English, and questions prove nothing of her", async () => {
  const phone = await Phone.of(server, "noor");
  const noor = await forgets(server, "en");
  const elsewhere = await signedInElsewhere(server, "noor", "en");
  await begins(noor, "noor");
  await chooses(noor, "method-app_code-choice");
  await types(noor, appOf("noor").freshCode());
  await needsAnother(noor);
  // The list is the same for everybody, so that it tells nobody who administers.
  await noor.presses("method-security_questions-choice");
  await noor.sees("reset-ask-title");
  for (const field of ["#answer", "#answer-2", "#answer-3"]) await noor.page.locator(field).fill("Minoes");
  await noor.presses("reset-next");
  await noor.reads(noor.t("method-security_questions-wrong"));
  await noor.presses("reset-another");
  await choosesPhone(noor, "method-text_message-reset-mobile", phone.number);
  await noor.sees("reset-ask-title");
  await types(noor, await phone.code());
  await setsPassword(noor, "noor", elsewhere);
  await comesBackIn(noor, "noor", () => noor.typesCode(appOf("noor").freshCode()));
  await noor.leaves();
});

test("Ruud, who administers and has set nothing up yet, types a code of a mail and is called, in Dutch", async () => {
  const file = join(server.data, "people.csv");
  const phone = await Phone.at(server, "+31612345678");
  writeFileSync(file, [
    "user_name,display_name,mail,mobile_phone,role,password",
    `ruud@demo.example,Ruud Kok,ruud@demo.example,${phone.number},administrator,${PASSWORD}\n`,
  ].join("\n"));
  server.run("account", "import", "demo.example", file);
  const ruud = await forgets(server, "nl");
  const elsewhere = await Person.at(server, { language: "nl" });
  await elsewhere.typesNameAndPassword("ruud");
  await elsewhere.sees("sign-in-more-title");
  await begins(ruud, "ruud");
  await types(ruud, await codeByMail(ruud, "ruud"));
  await needsAnother(ruud);
  await choosesPhone(ruud, "method-phone_call-reset-mobile", phone.number);
  await phone.answers("#");
  await setsPassword(ruud, "ruud", elsewhere, { path: "/security-info/set-up", reads: "security-info-secure-title" });
  await signsInAnew(ruud, "ruud");
  await ruud.sees("sign-in-more-title");
  await ruud.leaves();
});

for (const [language, name] of /** @type {const} */ ([["en", "anna"], ["nl", "daan"]])) {
  test(`${name}, who does not administer, answers security questions and needs no more, in ${language}`, async () => {
    const elsewhere = await Person.at(server, { language });
    await elsewhere.signsIn(name, appOf(name));
    await elsewhere.opens("/security-info/add");
    await elsewhere.chooses("method-security_questions-title");
    await elsewhere.sees("method-security_questions-title");
    for (const [n, [key, told]] of ANSWERS.entries()) {
      await elsewhere.page.locator(`#question-${n + 1}`).selectOption(key);
      await elsewhere.page.locator(`#answer-${n + 1}`).fill(told);
    }
    await elsewhere.presses("sign-in-next");
    await elsewhere.reads(elsewhere.t("method-security_questions-trial"));
    await answersQuestions(elsewhere);
    await elsewhere.presses("security-info-prove");
    await elsewhere.sees("security-info-title");

    const person = await forgets(server, language);
    await begins(person, name);
    assert.equal(await buttonOf(person, "method-app_code-choice").count(), 1, "there are other ways");
    await person.presses("method-security_questions-choice");
    await person.sees("reset-ask-title");
    await answersQuestions(person);
    await person.presses("reset-next");
    await setsPassword(person, name, elsewhere);
    await comesBackIn(person, name, () => person.typesCode(appOf(name).freshCode()));
    await person.leaves();
  });
}

/** @param {Person} person */
async function answersQuestions(person) {
  for (const [key, told] of ANSWERS) await person.page.getByLabel(person.t(`method-security_questions-ask-${key}`), { exact: true }).fill(told);
}
