// The additional security verification: setting up in three steps, with and without script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Authenticator } from "../actors/authenticator.js";
import { appOf } from "../actors/demo.js";
import { closeBrowser, Person } from "../actors/person.js";
import { answers, choosesQuestions } from "../actors/questions.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start("demo", {}, undefined, ["--experience", "two-step-verification"]);
  server.run("organization", "set", "demo.example", "--questions", "on");
});
after(async () => {
  await closeBrowser();
  await server.remove();
});

/**
 * @param {Person} person
 * @param {string} contact
 */
async function chooses(person, contact) {
  await person.page.getByLabel(person.t(`contact-${contact}`)).check();
  await person.presses("sign-in-next");
  await person.sees("security-wizard-title");
}

/** @param {Person} person */
async function keyOnPage(person) {
  const key = await person.page.locator("#key").textContent();
  return new Authenticator((key ?? "").replaceAll(" ", "").toUpperCase());
}

const NEW = /** @type {const} */ ([["eva", "en", true], ["gijs", "nl", true], ["hanna", "nl", false]]);

for (const [name, language, script] of NEW) {
  test(`${name} walks the three steps in ${language} ${script ? "with" : "without"} script, and signs in`, async () => {
    const person = await Person.at(server, { language, script });
    await person.typesNameAndPassword(name);
    await person.sees("sign-in-more-title");
    await person.follows("sign-in-next");
    await person.sees("security-wizard-title");
    await person.reads(person.t("security-wizard-contact"));
    await person.reads(person.t("method-passkey-no-host"));
    await person.keepsPicture("wizard-contact");

    await chooses(person, "phone");
    await person.page.getByLabel(person.t("phone-number")).fill("12");
    await person.page.getByLabel(person.t("method-text_message-about")).check();
    await person.presses("sign-in-next");
    await person.reads(person.t("method-text_message-no-such-number"));
    await person.keepsPicture("wizard-phone");
    await person.follows("security-wizard-back");

    await chooses(person, "office");
    assert.equal(await person.page.getByLabel(person.t("phone-extension")).count(), 1);
    assert.equal(await person.page.locator("input[name=place]").count(), 0);
    await person.follows("security-wizard-back");

    await chooses(person, "app");
    await person.page.getByLabel(person.t("method-app_code-about")).check();
    await person.presses("sign-in-next");
    await person.sees("security-wizard-title");
    await person.keepsPicture("wizard-trial");
    const app = await keyOnPage(person);
    await person.page.getByLabel(person.t("method-app_code-add-label")).fill("000000");
    await person.presses("security-info-prove");
    await person.reads(person.t("method-app_code-wrong"));
    await person.page.getByLabel(person.t("method-app_code-add-label")).fill(app.freshCode());
    await person.presses("security-info-prove");
    await person.reads(person.t("security-wizard-done"));
    await person.reads(person.t("method-app_code-default-name"));
    await person.keepsPicture("wizard-done");

    await person.presses("security-info-recovery-make");
    await person.sees("security-wizard-title");
    const codes = (await person.page.locator("main").textContent())?.match(/\b[a-z0-9]{5}-[a-z0-9]{5}\b/g) ?? [];
    assert.equal(new Set(codes).size, 10);
    await person.page.getByLabel(person.t("method-recovery_codes-add-label")).fill(codes[0] ?? "");
    await person.presses("security-info-prove");
    await person.reads(person.t("security-wizard-done"));
    assert.equal(await person.page.locator(".rows > li").count(), 2);
    assert.equal(await person.page.getByRole("button", { name: person.t("security-info-recovery-make") }).count(), 0);
    await person.follows("security-wizard-finish");
    await person.staysSignedIn("no");

    await person.opens("/security-info");
    await person.sees("two-step-title");
    await person.keepsPicture("two-step");
    await person.presses("security-info-sign-out-everywhere");
    await person.sees("sign-in-title");
    await person.leaves();
  });
}

for (const [name, language] of /** @type {const} */ ([["vera", "en"], ["wout", "nl"]])) {
  test(`${name}, who is signed in, sets up security questions and new recovery codes in the three steps, in ${language}`, async () => {
    const person = await Person.at(server, { language });
    await person.signsIn(name, appOf(name));
    await person.opens("/security-info/add");
    await person.sees("security-wizard-title");
    await person.keepsPicture("wizard-contact-signed-in");
    await person.page.getByLabel(person.t("method-security_questions-title")).check();
    await person.presses("sign-in-next");
    await person.sees("security-wizard-title");
    await person.keepsPicture("wizard-questions");
    await choosesQuestions(person);
    await person.reads(person.t("method-security_questions-trial"));
    await answers(person);
    await person.presses("security-info-prove");
    await person.sees("two-step-title");
    await person.reads(person.t("security-info-added-reset"));
    await person.reads(person.t("method-security_questions-default-name"));

    await person.opens("/security-info/add");
    await person.page.getByLabel(person.t("method-recovery_codes-title")).check();
    await person.presses("sign-in-next");
    await person.sees("security-wizard-title");
    await person.presses("sign-in-next");
    await person.sees("security-wizard-title");
    const codes = (await person.page.locator("main").textContent())?.match(/\b[a-z0-9]{5}-[a-z0-9]{5}\b/g) ?? [];
    assert.equal(new Set(codes).size, 10);
    await person.page.getByLabel(person.t("method-recovery_codes-add-label")).fill(codes[0] ?? "");
    await person.presses("security-info-prove");
    await person.reads(person.t("security-wizard-done"));
    await person.leaves();
  });
}
