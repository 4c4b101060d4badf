// Texts, calls and mails speak the language of the account, whatever the browser in front of somebody speaks; and the browser's
// language where the account states none.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { closeBrowser, Person } from "../actors/person.js";
import { Phone } from "../actors/phone.js";
import { Server } from "../actors/server.js";
import { texts } from "../actors/texts.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start("demo", { TWEESTAP_MESSAGES_TO_ACCOUNT: "50", TWEESTAP_MESSAGES_TO_NUMBER: "50", TWEESTAP_RESET_WORK_BITS: "14" });
  server.run("organization", "set", "demo.example", "--reset", "one");
});
after(async () => {
  await closeBrowser();
  await server.remove();
});

const SCHOOL = "Demo School";
const MINUTES = 5;
/** The language of the school. */
const SCHOOLS = "en";

/** @typedef {"en" | "nl"} Language */

/**
 * Reads the next text, and the code in it. It says this and nothing else before the line for browsers.
 * @param {Phone} phone
 * @param {Language} language
 * @param {string} key
 */
async function readsText(phone, language, key) {
  const { text } = await phone.text();
  const [, code = ""] = /^@\S+ #(\d{6})$/m.exec(text) ?? [];
  assert.equal(text.split("\n\n")[0], texts(language)(key, { organization: SCHOOL, code, minutes: MINUTES }));
  return code;
}

/**
 * Answers the next call, which greets in this language.
 * @param {Phone} phone
 * @param {Language} language
 * @param {string} key
 */
async function answersCall(phone, language, key) {
  const call = await phone.rings();
  assert.equal(call.language, language);
  assert.equal((await phone.does(call, "answer")).says, texts(language)(key, { organization: SCHOOL }));
  return call;
}

/**
 * The newest mail has this subject, in this language, and its words too.
 * @param {string} name
 * @param {Language} language
 * @param {string} key
 */
async function readsMail(name, language, key) {
  const subject = texts(language)(`${key}-subject`);
  for (let n = 0; n < 50; n++) {
    const mail = await server.mailTo(`${name}@demo.example`);
    if (mail.subject === subject) return assert.match(mail.text, language === "nl" ? /^Beste / : /^Dear /);
    await new Promise((later) => setTimeout(later, 100));
  }
  assert.equal((await server.mailTo(`${name}@demo.example`)).subject, subject);
}

/**
 * Adds an account that states a language, or none.
 * @param {string} name
 * @param {Language} [language]
 */
function adds(name, language) {
  const words = ["--name", "Joep Blok", "--mail", `${name}@demo.example`, ...(language ? ["--language", language] : [])];
  const [, password = ""] = server.run("account", "add", `${name}@demo.example`, ...words).trim().split("\t");
  return password;
}

/** A signed-in page speaks the account's language. @param {Person} person @param {Language} language */
function speaksWith(person, language) {
  person.habits.language = language;
  person.t = texts(language);
}

const ACCOUNTS = /** @type {const} */ ([
  { account: "nl", browser: "en", texter: "roos", caller: "tess" },
  { account: undefined, browser: "nl", texter: "pim", caller: "sam" },
]);

for (const { account, browser, texter, caller } of ACCOUNTS) {
  const language = account ?? browser;
  const whose = `an account ${account ? `in ${account}` : "of no language"} in front of a browser in ${browser}`;

  test(`${whose}: the text of a sign-in`, async () => {
    const phone = await Phone.of(server, texter);
    const person = await Person.at(server, { language: browser });
    await person.typesNameAndPassword(texter);
    // Nobody is known here before the sign-in is done: the page still speaks with the browser.
    await person.sees("sign-in-ask-title");
    await person.typesCode(await readsText(phone, language, "method-text_message-text"));
    await person.staysSignedIn("no");
    speaksWith(person, language);
    await person.opens("/security-info");
    await person.sees("security-info-title");
    await person.leaves();
  });

  test(`${whose}: the call of a sign-in, what it says when it is reported, and the mail about it`, async () => {
    const phone = await Phone.of(server, caller);
    const stranger = await Person.at(server, { language: browser });
    await stranger.typesNameAndPassword(caller);
    await stranger.sees("sign-in-ask-title");
    const call = await answersCall(phone, language, "call-greeting");
    assert.equal((await phone.does(call, "press", "0#")).says, texts(language)("call-confirm"));
    assert.equal((await phone.does(call, "press", "1")).says, texts(language)("call-reported"));
    await stranger.sees("sign-in-reported-title");
    // Whoever reports has a phone in hand and no browser, and the one in front of the sign-in may be a stranger's.
    await readsMail(caller, account ?? SCHOOLS, "notice-reported");
    await stranger.leaves();
  });

  test(`${whose}: the text of a reset, and the mail that tells of it`, async () => {
    const phone = await Phone.of(server, texter);
    const person = await Person.at(server, { language: browser });
    await person.opens("/password-reset");
    await person.page.getByLabel(person.t("reset-name-label")).fill(`${texter}@demo.example`);
    await person.presses("reset-next");
    await person.presses("reset-aim-forgotten");
    await person.sees("reset-choose-title");
    await person.presses("method-text_message-reset-mobile");
    await person.page.getByLabel(person.t("reset-number-label")).fill(phone.number);
    await person.presses("reset-next");
    await person.sees("reset-ask-title");
    await person.page.locator("input[name=answer]").fill(await readsText(phone, language, "method-text_message-text-reset"));
    await person.presses("reset-next");
    await person.sees("reset-password-title");
    await person.page.locator("#new-password").fill("vier gele kanaries zingen");
    await person.page.locator("#new-password-again").fill("vier gele kanaries zingen");
    await person.presses("reset-password-submit");
    await person.sees("reset-done-title");
    await readsMail(texter, language, "notice-reset");
    await person.leaves();
  });
}

const NEW = /** @type {const} */ ([["en", "nl", "jo"], ["nl", "en", "joep"], [undefined, "nl", "jop"]]);

for (const [account, browser, name] of NEW) {
  const language = account ?? browser;
  test(`a new account ${account ? `in ${account}` : "of no language"} before a browser in ${browser} adds a phone by a text and another by a call`, async () => {
    const password = adds(name, account);
    const end = 10 + NEW.findIndex(([, , known]) => known === name);
    const [mobile, desk] = [await Phone.at(server, `+316112244${end}`), await Phone.at(server, `+312055501${end}`)];
    const person = await Person.at(server, { language: browser });
    await person.typesNameAndPassword(name, password);
    await person.follows("sign-in-next");
    await person.sees("security-info-secure-title");
    await person.chooses("method-text_message-title");
    await person.givesNumber(mobile.number);
    await person.reads(mobile.number);
    await person.page.locator("input[name=answer]").fill(await readsText(mobile, language, "method-text_message-text-set-up"));
    await person.presses("security-info-prove");
    await person.leavesRecoveryCodes();
    await person.staysSignedIn("no");
    await readsMail(name, language, "security-info-mail-added");

    speaksWith(person, language);
    await person.opens("/security-info/add");
    await person.chooses("method-phone_call-title");
    await person.page.getByLabel(person.t("phone-office-name")).check();
    await person.givesNumber(desk.number);
    await person.reads(person.t("sign-in-waiting"));
    const call = await answersCall(desk, language, "call-greeting-set-up");
    assert.equal((await desk.does(call, "press", "#")).says, texts(language)("call-approved-set-up"));
    await person.reads(person.t("security-info-recovery-title"));
    await person.leaves();
  });
}
