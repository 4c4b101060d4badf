// The additional security verification by text and by call: both languages, with and without script, and half-way.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Authenticator } from "../actors/authenticator.js";
import { closeBrowser, Person } from "../actors/person.js";
import { inScript, Phone } from "../actors/phone.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
/** The phone of the school. @type {Phone} */
let switchboard;
before(async () => {
  const many = { TWEESTAP_MESSAGES_TO_ACCOUNT: "50", TWEESTAP_MESSAGES_TO_NUMBER: "50" };
  server = await Server.start("demo", many, undefined, ["--experience", "two-step-verification"]);
  switchboard = await Phone.at(server, "+31205550100");
});
after(async () => {
  await closeBrowser();
  await server.remove();
});

/**
 * Comes to the first step, and says how to be contacted.
 * @param {Person} person
 * @param {"phone" | "office"} contact
 */
async function chooses(person, contact) {
  await person.sees("security-wizard-title");
  await person.reads(person.t("security-wizard-contact"));
  await person.page.getByLabel(person.t(`contact-${contact}`)).check();
  await person.presses("sign-in-next");
  await person.reads(person.t("security-wizard-how"));
}

/**
 * @param {Person} person
 * @param {"text_message" | "phone_call"} method
 * @param {string} number
 */
async function gives(person, method, number) {
  await person.page.getByLabel(person.t(`method-${method}-about`)).check();
  await person.givesNumber(number);
}

/** @param {Person} person @param {string} name */
async function begins(person, name) {
  await person.typesNameAndPassword(name);
  await person.sees("sign-in-more-title");
  await person.follows("sign-in-next");
}

/**
 * Answers the next call to the switchboard, as whoever sits there and the person at this extension.
 * @param {string} extension
 */
async function putsThrough(extension) {
  const call = await switchboard.rings();
  assert.equal(call.extension, extension);
  await switchboard.does(call, "answer");
  await switchboard.does(call, "press", "#");
  assert.equal((await switchboard.does(call, "press", "#")).outcome, "approved");
}

for (const [language, name] of /** @type {const} */ ([["en", "eva"], ["nl", "gijs"]])) {
  test(`by a text in ${language}: a wrong code, a set-up left half-way and resumed, and codes in the digits of other scripts`, async () => {
    const phone = await Phone.of(server, name);
    const person = await Person.at(server, { language });
    await begins(person, name);
    await chooses(person, "phone");
    await gives(person, "text_message", phone.number);
    await person.reads(phone.number);
    const first = await phone.code();
    await person.page.locator("input[name=answer]").fill(first === "000000" ? "111111" : "000000");
    await person.presses("security-info-prove");
    await person.reads(person.t("method-text_message-wrong"));
    await person.keepsPicture("wizard-text");
    // Away to another page and back: the sign-in leads to the set-up again, and the same code still is right.
    await person.opens("/");
    await person.opens("/security-info/set-up");
    await person.reads(phone.number);
    await person.page.locator("input[name=answer]").fill(inScript(first, "full-width"));
    await person.presses("security-info-prove");
    await person.reads(person.t("security-wizard-done"));
    await person.keepsPicture("wizard-text-done");
    await person.follows("security-wizard-finish");
    await person.staysSignedIn("no");
    await person.opens("/sign-out");
    await person.presses("sign-out-submit");
    await person.typesNameAndPassword(name);
    await person.typesCode(inScript(await phone.code(), "arabic-indic"));
    await person.staysSignedIn("no");

    // An app beside the phone, in the same three steps: from then on it is another way.
    await person.opens("/security-info/add");
    await person.sees("security-wizard-title");
    await person.page.getByLabel(person.t("contact-app")).check();
    await person.presses("sign-in-next");
    await person.sees("security-wizard-title");
    await person.page.getByLabel(person.t("method-app_code-about")).check();
    await person.presses("sign-in-next");
    await person.sees("security-wizard-title");
    const app = new Authenticator(((await person.page.locator("#key").textContent()) ?? "").replaceAll(" ", "").toUpperCase());
    await person.page.getByLabel(person.t("method-app_code-add-label")).fill(app.freshCode());
    await person.presses("security-info-prove");
    await person.reads(person.t("security-wizard-done"));
    assert.equal(await person.page.locator(".rows > li").count(), 2);
    await person.opens("/sign-out");
    await person.presses("sign-out-submit");
    await person.typesNameAndPassword(name);
    await person.goesAnotherWay(new RegExp(person.t("method-app_code-choice").replace(/ ?\{.*$/, "")));
    await person.typesCode(app.freshCode());
    await person.staysSignedIn("no");
    await person.leaves();
  });
}

for (const [language, name, script] of /** @type {const} */ ([["en", "fatima", true], ["nl", "hanna", false]])) {
  test(`by a call in ${language} ${script ? "with" : "without"} script: declined, tried once more, and approved`, async () => {
    const phone = await Phone.of(server, name);
    const person = await Person.at(server, { language, script });
    await begins(person, name);
    await chooses(person, "phone");
    await gives(person, "phone_call", phone.number);
    await person.reads(person.t("sign-in-waiting"));
    await phone.does(await phone.rings(), "decline");
    if (!script) await person.presses("sign-in-continue");
    await person.reads(person.t("method-phone_call-declined"));
    await person.keepsPicture("wizard-call-declined");
    await person.presses("method-phone_call-again");
    await person.reads(person.t("sign-in-waiting"));
    const call = await phone.answers("#");
    assert.equal(call.language, language);
    await person.goesOn();
    await person.reads(person.t("security-wizard-done"));
    await person.follows("security-wizard-finish");
    await person.staysSignedIn("no");
    await person.leaves();
  });
}

for (const language of /** @type {const} */ (["en", "nl"])) {
  test(`the phone on a desk is set up and signs in, through its extension (${language})`, async () => {
    const name = `olga-${language}`;
    const [, password = ""] = server.run("account", "add", `${name}@demo.example`, "--name", "Olga Vos").trim().split("\t");
    const person = await Person.at(server, { language });
    await person.typesNameAndPassword(name, password);
    await person.sees("sign-in-more-title");
    await person.follows("sign-in-next");
    await chooses(person, "office");
    const extension = language === "en" ? "204" : "205";
    await person.page.getByLabel(person.t("phone-extension"), { exact: true }).fill(extension);
    await person.givesNumber("020 555 01 00");
    await person.reads(person.t("sign-in-waiting"));
    await person.keepsPicture("wizard-office");
    await putsThrough(extension);
    await person.goesOn();
    await person.reads(person.t("security-wizard-done"));
    await person.follows("security-wizard-finish");
    await person.staysSignedIn("no");
    await person.opens("/sign-out");
    await person.presses("sign-out-submit");
    await person.typesNameAndPassword(name, password);
    await person.reads(person.t("sign-in-waiting"));
    await putsThrough(extension);
    await person.goesOn();
    await person.staysSignedIn("no");
    await person.leaves();
  });
}
