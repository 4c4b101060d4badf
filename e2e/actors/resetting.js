// The whole way to a new password: from the user name to the mail that tells of it, and the sign-in that follows.

import assert from "node:assert/strict";

import { PASSWORD, Person } from "./person.js";
import { Phone } from "./phone.js";
import { answersQuestion } from "./reset.js";

/** @typedef {import("./server.js").Server} Server */
/** @typedef {{ id: string, to: string, subject: string, text: string }} Mail */
/** @typedef {"method-app_notification-choice" | "method-app_code-choice" | "method-recovery_codes-choice" | "method-mail_code-choice"} Way */
/** @typedef {"method-text_message-reset-mobile" | "method-phone_call-reset-mobile" | "method-phone_call-reset-office" | "method-spoken_code-reset-mobile" | "method-spoken_code-reset-office"} WayByPhone */

export const NEW = "vier gele kanaries zingen";

/** People come to their account in Dutch on a narrow screen, so that each page is seen on both. */
export const SCREENS = /** @type {const} */ ({ en: { width: 1024, height: 900 }, nl: { width: 320, height: 640 } });

/**
 * A browser in which nobody has signed in yet.
 * @param {Server} server
 * @param {"en" | "nl"} language
 */
export const forgets = (server, language) => Person.at(server, { language, screen: SCREENS[language] });

/**
 * Begins a reset, as far as the choice of a way.
 * @param {Person} person
 * @param {string} name
 */
export async function begins(person, name) {
  await person.opens("/password-reset");
  await saysWhatFor(person, name);
  await person.sees("reset-choose-title");
}

/**
 * Leaves the reset that is under way, and begins another one.
 * @param {Person} person
 * @param {string} name
 */
export async function beginsAgain(person, name) {
  await person.presses("reset-again");
  await saysWhatFor(person, name);
  await person.sees("reset-choose-title");
}

/**
 * Says who they are and what for, on the pages on which a reset begins.
 * @param {Person} person
 * @param {string} name
 */
export async function saysWhatFor(person, name) {
  await person.sees("reset-title");
  await person.page.getByLabel(person.t("reset-name-label")).fill(`${name}@demo.example`);
  if (!person.habits.script) await answersQuestion(person);
  await person.presses("reset-next");
  await person.sees("reset-aim-title");
  await person.presses("reset-aim-forgotten");
}

/**
 * The button of a way, which may begin as another one does.
 * @param {Person} person
 * @param {Way | WayByPhone} way
 */
export const buttonOf = (person, way) => person.page.getByRole("button", { name: person.t(way), exact: true });

/**
 * Chooses a way that asks at once.
 * @param {Person} person
 * @param {Way} way
 */
export async function chooses(person, way) {
  await buttonOf(person, way).click();
  await person.sees("reset-ask-title");
}

/**
 * Chooses a way by phone, and types a number on the page that asks for it.
 * @param {Person} person
 * @param {WayByPhone} way
 * @param {string} number
 */
export async function choosesPhone(person, way, number) {
  await buttonOf(person, way).click();
  await person.sees("reset-number-title");
  await typesNumber(person, number);
}

/**
 * Types a number, and waits for the page that answers: on it the field is empty, or gone.
 * @param {Person} person
 * @param {string} number
 */
export async function typesNumber(person, number) {
  await person.page.getByLabel(person.t("reset-number-label")).fill(number);
  const answered = person.page.waitForResponse((response) => response.url().endsWith("/password-reset/number"));
  await person.presses("reset-next");
  await answered;
  await person.page.waitForFunction(() => !(/** @type {HTMLInputElement | null} */ (document.querySelector("#number"))?.value));
}

/**
 * Types the answer that the page asks for.
 * @param {Person} person
 * @param {string} code
 */
export async function types(person, code) {
  await person.page.locator("input[name=answer]").fill(code);
  await person.presses("reset-next");
}

/**
 * The mails to the address on file of a sample account, newest first.
 * @param {Server} server
 * @param {string} name
 */
export async function mails(server, name) {
  const all = /** @type {Mail[]} */ (await (await fetch(`${server.address}/simulator/mail`)).json());
  return all.filter((mail) => mail.to === `${name}@demo.example`);
}

/**
 * The next mail that fits, as soon as it has arrived.
 * @param {Server} server
 * @param {string} name
 * @param {RegExp | string} subject
 * @param {Mail[]} [before] what has arrived earlier
 */
export async function mailed(server, name, subject, before = []) {
  const fits = (/** @type {Mail} */ mail) => (typeof subject === "string" ? mail.subject === subject : subject.test(mail.subject));
  for (let n = 0; n < 100; n++) {
    const found = (await mails(server, name)).find((mail) => fits(mail) && !before.some((one) => one.id === mail.id));
    if (found) return found;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`no mail “${subject}” to ${name}`);
}

/**
 * Asks for a code by mail, and reads it.
 * @param {Person} person
 * @param {string} name
 */
export async function codeByMail(person, name) {
  const before = await mails(person.server, name);
  await chooses(person, "method-mail_code-choice");
  const subject = new RegExp(`^${person.t("method-mail_code-subject", { code: "(?:\\d{6})" })}$`);
  return (await mailed(person.server, name, subject, before)).subject.match(/\d{6}/)?.[0] ?? "";
}

/**
 * The code in what a call says.
 * @param {import("./phone.js").Call} call
 */
export function spokenIn({ says }) {
  const [, spoken = ""] = /((?:\d, ){5}\d)/.exec(says ?? "") ?? [];
  assert.ok(spoken, says ?? "nothing is said");
  return spoken.replaceAll(", ", "");
}

/**
 * Answers the next call to the phone of the school as whoever sits there, who puts it through.
 * @param {Phone} switchboard
 * @param {string} extension
 */
export async function putsThrough(switchboard, extension) {
  const call = await switchboard.rings();
  assert.equal(call.extension, extension);
  assert.ok((await switchboard.does(call, "answer")).says?.includes(extension), "whoever answers hears for whom it is");
  await switchboard.does(call, "press", "#");
  return call;
}

/**
 * The same person, signed in before another browser: with a pass, so that no code of theirs is spent.
 * @param {Server} server
 * @param {string} name
 * @param {"en" | "nl"} language
 */
export async function signedInElsewhere(server, name, language) {
  const pass = server.run("account", "pass", `${name}@demo.example`, "--once").split("\t")[1]?.trim() ?? "";
  const person = await Person.at(server, { language });
  await person.opens("/sign-in");
  await person.page.getByLabel(person.t("sign-in-user-name-label")).fill(`${name}@demo.example`);
  await person.presses("sign-in-next");
  await person.follows("method-access_pass-instead");
  await person.sees("method-access_pass-title");
  await person.page.locator("input[name=answer]").fill(pass);
  await person.presses("sign-in-submit");
  await person.staysSignedIn("no");
  return person;
}

/** Where whoever is signed in is let in, and what they read there. */
const ACCOUNT = { path: "/account", reads: "password-change" };

/**
 * Chooses the new password, and sees what comes of it: a mail to the address on file, and a browser that was let in and is not any more.
 * @param {Person} person
 * @param {string} name
 * @param {Person} elsewhere
 * @param {{ path: string, reads: string }} [at] where the other browser is let in
 */
export async function setsPassword(person, name, elsewhere, at = ACCOUNT) {
  await person.sees("reset-password-title");
  await elsewhere.opens(at.path);
  await elsewhere.reads(elsewhere.t(at.reads));
  const before = await mails(person.server, name);
  await person.page.locator("#new-password").fill(NEW);
  await person.page.locator("#new-password-again").fill(NEW);
  await person.presses("reset-password-submit");
  await person.sees("reset-done-title");
  const mail = await mailed(person.server, name, person.t("notice-reset-subject"), before);
  assert.ok(mail.text.includes(`${name}@demo.example`), mail.text);
  assert.match(mail.text, /http\S+\/not-me#\S+/);
  await elsewhere.opens(at.path);
  await elsewhere.sees("sign-in-title");
  await elsewhere.leaves();
}

/**
 * Signs in after the reset: not with the old password, and with the new one as far as the page of the second step.
 * @param {Person} person
 * @param {string} name
 */
export async function signsInAnew(person, name) {
  await person.follows("reset-to-sign-in");
  await person.typesNameAndPassword(name, PASSWORD);
  await person.reads(person.t("sign-in-password-wrong"));
  await person.typesPassword(NEW);
}

/**
 * The same, the whole way.
 * @param {Person} person
 * @param {string} name
 * @param {() => Promise<unknown>} secondStep
 */
export async function comesBackIn(person, name, secondStep) {
  await signsInAnew(person, name);
  await person.sees("sign-in-ask-title");
  await secondStep();
  await person.staysSignedIn("no");
  await person.opens("/account/activity");
  await person.reads(person.t("activity-reset-passed"));
}

/**
 * Types the code of the text that comes to the phone, which says what it is for.
 * @param {Person} person
 * @param {Phone} phone
 */
export async function typesText(person, phone) {
  await choosesPhone(person, "method-text_message-reset-mobile", phone.number);
  await person.sees("reset-ask-title");
  const { text } = await phone.text();
  const [code = ""] = /\d{6}/.exec(text) ?? [];
  assert.ok(text.startsWith(person.t("method-text_message-text-reset", { organization: "Demo School", code, minutes: 5 })), text);
  await types(person, code);
}

/**
 * Presses the pound key in a call, which says what it is for.
 * @param {Person} person
 * @param {Phone} phone
 */
export async function approvesCall(person, phone) {
  await choosesPhone(person, "method-phone_call-reset-mobile", phone.number);
  await person.reads(person.t("reset-waiting"));
  await person.keepsPicture("reset-call");
  const call = await phone.rings();
  assert.equal((await phone.does(call, "answer")).says, person.t("call-greeting-reset", { organization: "Demo School" }));
  assert.equal((await phone.does(call, "press", "#")).says, person.t("call-approved-reset"));
}

/**
 * Types the code that a call speaks.
 * @param {Person} person
 * @param {Phone} phone
 */
export async function typesSpoken(person, phone) {
  await choosesPhone(person, "method-spoken_code-reset-mobile", phone.number);
  await person.sees("reset-ask-title");
  await person.keepsPicture("reset-spoken");
  const call = await phone.rings();
  assert.equal((await phone.does(call, "answer")).says, person.t("call-greeting-code-reset", { organization: "Demo School" }));
  await types(person, spokenIn(await phone.does(call, "press", "#")));
}

/**
 * Presses the pound key in a call that is put through to a desk.
 * @param {Person} person
 * @param {Phone} switchboard
 * @param {string} number as it is typed
 */
export async function approvesAtDesk(person, switchboard, number) {
  await choosesPhone(person, "method-phone_call-reset-office", number);
  await person.reads(person.t("reset-waiting"));
  await person.keepsPicture("reset-office");
  const call = await putsThrough(switchboard, "17");
  assert.equal((await switchboard.does(call, "press", "#")).outcome, "approved");
}

/**
 * Types the code that a call to a desk speaks.
 * @param {Person} person
 * @param {Phone} switchboard
 * @param {string} number as it is typed
 */
export async function typesSpokenAtDesk(person, switchboard, number) {
  await choosesPhone(person, "method-spoken_code-reset-office", number);
  await person.sees("reset-ask-title");
  await person.keepsPicture("reset-office-spoken");
  const call = await putsThrough(switchboard, "204");
  await types(person, spokenIn(await switchboard.does(call, "press", "#")));
}
