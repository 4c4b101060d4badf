// Changing a password, choosing a new one in the middle of a sign-in, and temporary access passes.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { appOf } from "../actors/demo.js";
import { closeBrowser, PASSWORD, Person } from "../actors/person.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start("demo")));
after(async () => {
  await closeBrowser();
  await server.remove();
});

const NEW = "vier gele fietsen op zolder";

/**
 * Types a new password in both fields.
 * @param {Person} person
 * @param {string} once
 * @param {string} [again]
 */
async function types(person, once, again = once) {
  await person.page.getByLabel(person.t("new-password-label"), { exact: true }).fill(once);
  await person.page.getByLabel(person.t("new-password-again-label"), { exact: true }).fill(again);
}

/**
 * Asks to change the password, from the account's page.
 * @param {Person} person
 * @param {string} old
 * @param {string} once
 * @param {string} [again]
 */
async function changes(person, old, once, again = once) {
  await person.page.getByLabel(person.t("password-old-label"), { exact: true }).fill(old);
  await types(person, once, again);
  await person.presses("password-change");
}

/**
 * Signs in again with another password than that of the samples, up to the second step.
 * @param {Person} person
 * @param {string} name
 * @param {string} password
 */
async function signsInWith(person, name, password) {
  await person.typesNameAndPassword(name, password);
  await person.sees("sign-in-ask-title");
  await person.typesCode(appOf(name).freshCode());
}

/**
 * Comes to the page that asks for a temporary access pass.
 * @param {Person} person
 * @param {string} name
 */
async function takesPass(person, name) {
  await person.opens("/sign-in");
  await person.sees("sign-in-title");
  await person.page.getByLabel(person.t("sign-in-user-name-label")).fill(`${name}@demo.example`);
  await person.presses("sign-in-next");
  await person.sees("sign-in-password-title");
  await person.follows("method-access_pass-instead");
  await person.sees("method-access_pass-title");
}

/**
 * @param {Person} person
 * @param {string} pass
 */
async function typesPass(person, pass) {
  await person.page.locator("input[name=answer]").fill(pass);
  await person.presses("sign-in-submit");
}

/**
 * The first word that a command printed behind the user name.
 * @param {...string} words
 */
const given = (...words) => server.run(...words).split("\t")[1]?.trim() ?? "";

for (const [language, names] of /** @type {const} */ ([["en", ["anna", "bas", "vera"]], ["nl", ["cees", "daan", "wout"]]])) {
  const [changing, returning, lost] = names;
  describe(`in ${language}`, () => {
    test("a password is changed, every refusal says why, and other browsers are signed out", async () => {
      const person = await Person.at(server, { language });
      const other = await Person.at(server, { language });
      const once = given("account", "pass", `${changing}@demo.example`, "--once");
      await takesPass(other, changing);
      await typesPass(other, once);
      await other.staysSignedIn("no");
      await person.signsIn(changing, appOf(changing));
      await person.follows("password-change");
      await person.sees("password-title");
      const meter = person.page.locator("[data-strength-of]");
      assert.equal(await meter.isVisible(), false, "nothing was typed yet");
      await types(person, "qwertyui");
      await person.reads(person.t("new-password-meter-left").replace("{ $count }", "4"));
      await types(person, "aaaaaaaaaaaa");
      await person.reads(person.t("new-password-meter-weak"));
      await types(person, NEW);
      await person.reads(person.t("new-password-meter-strong"));
      await person.keepsPicture("password");

      await changes(person, "not the password", NEW);
      await person.reads(person.t("password-old-wrong"));
      for (const [typed, again, key] of /** @type {const} */ ([
        ["kort", "kort", "password-refused-too-short"],
        ["Welkom Welkom", "Welkom Welkom", "password-refused-banned-words"],
        [`${changing} en zes potloden`, `${changing} en zes potloden`, "password-refused-name"],
        [NEW, "something else", "new-password-differ"],
        [PASSWORD, PASSWORD, "new-password-same"],
      ])) {
        await changes(person, PASSWORD, typed, again);
        await person.reads(person.t(key).replace("{ $count }", "12"));
      }
      await person.keepsPicture("password-refused");
      await changes(person, PASSWORD, NEW);
      await person.reads(person.t("password-changed"));
      const mail = await server.mailTo(`${changing}@demo.example`);
      assert.equal(mail.subject, person.t("notice-password-changed-subject"));
      await other.opens("/account");
      await other.sees("sign-in-title");
      await other.typesNameAndPassword(changing);
      await other.reads(other.t("sign-in-password-wrong"));
      await other.presses("sign-in-other-account");

      // Whoever did not change it says so, and the next sign-in asks for a new one.
      await other.page.goto(/http\S+\/not-me#\S+/.exec(mail.text)?.[0] ?? "");
      await other.sees("not-me-title");
      await other.reads(other.t("not-me-confirm-password"));
      await other.presses("not-me-confirm");
      await other.sees("not-me-done-title");
      await signsInWith(other, changing, NEW);
      await other.sees("sign-in-new-password-title");
      await other.reads(other.t("sign-in-new-password-not-me"));
      await other.leaves();
      await person.leaves();
    });

    test("a temporary password gets in once: first the second step, then a new password", async () => {
      const person = await Person.at(server, { language, script: language === "en" });
      const temporary = given("account", "reset", `${returning}@demo.example`, "--temporary");
      await signsInWith(person, returning, temporary);
      await person.sees("sign-in-new-password-title");
      await person.reads(person.t("sign-in-new-password-temporary"));
      await person.keepsPicture("new-password");
      await person.opens("/account");
      await person.sees("sign-in-new-password-title");
      await types(person, "123456789012");
      await person.presses("sign-in-next");
      await person.reads(person.t("password-refused-banned-words"));
      await types(person, NEW);
      await person.presses("sign-in-next");
      await person.staysSignedIn("no");
      await person.opens("/sign-out");
      await person.presses("sign-out-submit");
      await signsInWith(person, returning, NEW);
      await person.staysSignedIn("no");
      await person.leaves();
    });

    test("a temporary access pass is typed instead of the password, and deleted when it is not needed any more", async () => {
      const person = await Person.at(server, { language });
      const pass = given("account", "pass", `${lost}@demo.example`, "--minutes", "90");
      await takesPass(person, lost);
      await person.keepsPicture("pass");
      await typesPass(person, "abcd-2345");
      await person.reads(person.t("method-access_pass-wrong"));
      await typesPass(person, pass.toUpperCase());
      await person.staysSignedIn("no");
      await person.opens("/security-info");
      await person.reads(person.t("method-access_pass-default-name"));
      await person.keepsPicture("pass-listed");
      await person.page.locator(".rows > li").filter({ hasText: person.t("method-access_pass-default-name") })
        .getByRole("link", { name: person.t("security-info-delete") }).click();
      await person.sees("security-info-delete-title");
      await person.presses("security-info-delete");
      await person.reads(person.t("security-info-deleted"));
      await person.leaves();
    });
  });
}
