// Getting a new password: by the code of an app and a text, in both languages; and out of a lockout, without JavaScript.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";

import { appOf } from "../actors/demo.js";
import { closeBrowser, PASSWORD, Person } from "../actors/person.js";
import { Phone } from "../actors/phone.js";
import { answersQuestion } from "../actors/reset.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start("demo", { TWEESTAP_RESET_WORK_BITS: "14" })));
after(async () => {
  await closeBrowser();
  await server.remove();
});

const NEW = "vier gele kanaries zingen";
const STOLEN = "paarse olifant op rolschaatsen";

/**
 * Begins where one is asked for a password, and says what for.
 * @param {Person} person
 * @param {string} name
 * @param {"forgotten" | "locked"} aim
 */
async function begins(person, name, aim) {
  await person.opens("/sign-in");
  await person.page.getByLabel(person.t("sign-in-user-name-label")).fill(`${name}@demo.example`);
  await person.presses("sign-in-next");
  await person.sees("sign-in-password-title");
  await person.follows("sign-in-forgot");
  await person.sees("reset-title");
  await person.keepsPicture("reset");
  await person.page.getByLabel(person.t("reset-name-label")).fill(`${name}@demo.example`);
  if (!person.habits.script) await answersQuestion(person);
  await person.presses("reset-next");
  await person.sees("reset-aim-title");
  await person.keepsPicture("reset-aim");
  await person.presses(`reset-aim-${aim}`);
  await person.sees("reset-choose-title");
  await person.keepsPicture("reset-choose");
}

/**
 * All that were sent to a phone.
 * @param {Phone} phone
 */
async function texts(phone) {
  const all = /** @type {{ to: string }[]} */ (await phone.reads("/simulator/messages"));
  return all.filter((text) => text.to === phone.number);
}

/**
 * @param {Person} person
 * @param {string} code
 */
async function types(person, code) {
  await person.page.locator("input[name=answer]").fill(code);
  await person.presses("reset-next");
}

for (const [language, name] of /** @type {const} */ ([["en", "vera"], ["nl", "wout"]])) {
  test(`a new password by an app and a text, in ${language}`, async () => {
    const phone = await Phone.of(server, name);
    const person = await Person.at(server, { language, screen: language === "nl" ? { width: 320, height: 640 } : { width: 1024, height: 900 } });
    await begins(person, name, "forgotten");
    await person.presses("method-app_code-choice");
    await person.sees("reset-ask-title");
    await person.keepsPicture("reset-app");
    await types(person, "000000");
    await person.reads(person.t("method-app_code-wrong"));
    await types(person, appOf(name).freshCode());
    await person.reads(person.t("reset-choose-more"));
    assert.equal(await person.page.getByRole("button", { name: person.t("method-app_code-choice") }).count(), 0);

    await person.presses("method-text_message-reset-mobile");
    await person.sees("reset-number-title");
    await person.reads(person.t("reset-number-hint").replace("{ $end }", phone.number.slice(-2)));
    await person.keepsPicture("reset-number");
    await person.page.getByLabel(person.t("reset-number-label")).fill("+31655555555");
    await person.presses("reset-next");
    await person.reads(person.t("reset-number-wrong"));
    await person.page.getByLabel(person.t("reset-number-label")).fill(phone.number);
    await person.presses("reset-next");
    await person.sees("reset-ask-title");
    assert.ok(await person.page.getByRole("button", { name: person.t("send-again") }).isDisabled());
    await person.reads(new RegExp(person.t("send-again-in").replace("{ $seconds }", "\\d+")));
    await person.keepsPicture("reset-text");
    await types(person, await phone.code());

    await person.sees("reset-password-title");
    await person.page.locator("#new-password").fill("short");
    await person.reads(person.t("new-password-meter-left").replace("{ $count }", "7"));
    await person.page.locator("#new-password").fill("abcdefghijklmnopqrst");
    await person.reads(person.t("new-password-meter-weak"));
    await person.page.locator("#new-password").fill(NEW);
    await person.reads(person.t("new-password-meter-strong"));
    await person.keepsPicture("reset-password");
    await person.page.locator("#new-password-again").fill(`${NEW}!`);
    await person.presses("reset-password-submit");
    await person.reads(person.t("new-password-differ"));
    await person.page.locator("#new-password").fill(NEW);
    await person.page.locator("#new-password-again").fill(NEW);
    await person.presses("reset-password-submit");
    await person.sees("reset-done-title");
    await person.keepsPicture("reset-done");
    assert.equal(await person.cookie("session"), undefined, "nobody is signed in by it");
    const mail = await server.mailTo(`${name}@demo.example`);
    assert.equal(mail.subject, person.t("notice-reset-subject"));
    assert.match(mail.text, /\/not-me#/);

    await person.typesNameAndPassword(name, PASSWORD);
    await person.reads(person.t("sign-in-password-wrong"));
    await person.typesPassword(NEW);
    await person.sees("sign-in-ask-title");
    await person.typesCode(appOf(name).freshCode());
    await person.staysSignedIn("no");
    await person.opens("/account/activity");
    await person.reads(person.t("activity-reset-passed"));
    await person.leaves();
  });
}

for (const [language, name] of /** @type {const} */ ([["en", "cees"], ["nl", "daan"]])) {
  test(`whoever holds the app alone gets no new password, in ${language}`, async () => {
    const phone = await Phone.of(server, name);
    const thief = await Person.at(server, { language });
    await begins(thief, name, "forgotten");
    await thief.presses("method-app_code-choice");
    await thief.sees("reset-ask-title");
    await types(thief, appOf(name).freshCode());
    await thief.reads(thief.t("reset-choose-more"));
    // The form of the last page, sent without the second proof.
    await thief.page.evaluate((password) => {
      const form = document.createElement("form");
      form.method = "post";
      form.action = "/password-reset/password";
      const csrf = /** @type {HTMLInputElement} */ (document.querySelector("input[name=csrf]")).value;
      for (const [field, value] of [["csrf", csrf], ["new_password", password], ["new_password_again", password]]) {
        const input = document.createElement("input");
        [input.name, input.value] = [String(field), String(value)];
        form.append(input);
      }
      document.body.append(form);
      form.submit();
    }, STOLEN);
    await thief.sees("reset-choose-title");
    await thief.reads(thief.t("reset-choose-more"));
    // Nor is anything sent to a phone whose number they do not know.
    const before = (await texts(phone)).length;
    await thief.presses("method-text_message-reset-mobile");
    await thief.page.getByLabel(thief.t("reset-number-label")).fill("+31655555555");
    await thief.presses("reset-next");
    await thief.reads(thief.t("reset-number-wrong"));
    assert.equal((await texts(phone)).length, before);
    const again = await Person.at(server, { language });
    await again.typesNameAndPassword(name, STOLEN);
    await again.reads(again.t("sign-in-password-wrong"));
    await again.typesPassword(PASSWORD);
    await again.sees("sign-in-ask-title");
    await again.leaves();
    await thief.leaves();
  });
}

test("out of a lockout without JavaScript, by an app and a mail, with the password that one knows", async () => {
  const lotte = await Person.at(server, { script: false });
  await begins(lotte, "lotte", "locked");
  await lotte.presses("method-app_code-choice");
  await lotte.sees("reset-ask-title");
  await types(lotte, appOf("lotte").freshCode());
  await lotte.reads(lotte.t("reset-choose-more"));
  await lotte.presses("method-mail_code-choice");
  await lotte.sees("reset-ask-title");
  const [code = ""] = (await server.mailTo("lotte@demo.example")).subject.split(" ");
  await types(lotte, code);
  await lotte.sees("reset-unlock-title");
  await lotte.presses("reset-unlock-submit");
  await lotte.sees("reset-unlocked-title");
  // The sign-in that was under way goes on with the password that was right all the time.
  await lotte.follows("reset-to-sign-in");
  await lotte.sees("sign-in-password-title");
  await lotte.page.locator("#password").fill(PASSWORD);
  await lotte.presses("sign-in-submit");
  await lotte.sees("sign-in-ask-title");
  await lotte.leaves();
});

test("whoever nobody is waits for what never comes, and a call of theirs is nobody's", async () => {
  const stranger = await Person.at(server);
  await begins(stranger, "nobody", "forgotten");
  await stranger.presses("method-app_notification-choice");
  await stranger.sees("reset-ask-title");
  assert.match((await stranger.page.locator(".number").textContent()) ?? "", /\d\d$/);
  await stranger.keepsPicture("reset-waiting");
  await stranger.presses("reset-another");
  await stranger.presses("method-mail_code-choice");
  await stranger.sees("reset-ask-title");
  await types(stranger, "314159");
  await stranger.reads(stranger.t("method-mail_code-wrong"));
  await stranger.presses("reset-again");
  await stranger.sees("reset-title");
  await stranger.leaves();
});

for (const [language, name] of /** @type {const} */ ([["en", "eva"], ["nl", "gijs"]])) {
  test(`who has set nothing up yet, by the mail address and the phone on file, in ${language}`, async () => {
    const phone = await Phone.of(server, name);
    const person = await Person.at(server, { language });
    await begins(person, name, "forgotten");
    await person.presses("method-mail_code-choice");
    await person.sees("reset-ask-title");
    const [code = ""] = (await server.mailTo(`${name}@demo.example`)).subject.split(" ");
    await types(person, code);
    await person.reads(person.t("reset-choose-more"));
    await person.presses("method-phone_call-reset-mobile");
    await person.page.getByLabel(person.t("reset-number-label")).fill(phone.number);
    await person.presses("reset-next");
    assert.ok(await person.page.getByRole("button", { name: person.t("method-phone_call-again") }).isDisabled(), "not at once");
    await phone.answers("#");
    await person.goesOn();
    await person.sees("reset-password-title");
    await person.leaves();
  });
}

test("too many wrong codes rest for a day, and the page says so", async () => {
  const ivo = await Person.at(server);
  await begins(ivo, "ivo", "forgotten");
  await ivo.presses("method-recovery_codes-choice");
  for (let n = 0; n < 4; n++) {
    await types(ivo, "zzzzz-zzzzz");
    await ivo.reads(ivo.t("method-recovery_codes-wrong"));
  }
  await types(ivo, "zzzzz-zzzzz");
  await ivo.sees("reset-resting-title");
  await ivo.keepsPicture("reset-resting");
  await ivo.leaves();
});

test("the browser's hash is SHA-256", async () => {
  const person = await Person.at(server);
  await person.opens("/password-reset");
  const source = (await person.page.locator("script[src*=work]").getAttribute("src")) ?? "";
  for (const text of ["", "abc", "x".repeat(55), "0123456789abcdef0123456789abcdef:12345"]) {
    const found = await person.page.evaluate(async ([from = "", text = ""]) => (await import(from)).hash(text), [source, text]);
    const wanted = createHash("sha256").update(text).digest();
    assert.deepEqual(found, [wanted.readUInt32BE(0), wanted.readUInt32BE(4)]);
  }
  await person.leaves();
});
