// Resets of a password that come to nothing: refused or reported on the phone, by numbers that are not known, and by codes of another browser.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { approves, number, phoneWithPush, setsUp } from "../actors/approving.js";
import { appOf } from "../actors/demo.js";
import { closeBrowser, PASSWORD, Person } from "../actors/person.js";
import { Phone } from "../actors/phone.js";
import { PushService } from "../actors/push-service.js";
import {
  begins, beginsAgain, buttonOf, chooses, choosesPhone, codeByMail, forgets, mailed, mails, putsThrough, saysWhatFor, signedInElsewhere, types, typesNumber,
} from "../actors/resetting.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
/** @type {PushService} */
let pushes;
before(async () => {
  pushes = await PushService.start();
  server = await Server.start("demo", {
    TWEESTAP_RESET_WORK_BITS: "14", TWEESTAP_MESSAGES_TO_ACCOUNT: "50", TWEESTAP_MESSAGES_TO_NUMBER: "50",
  });
});
after(async () => {
  await closeBrowser();
  await server.remove();
  await pushes.stop();
  assert.deepEqual(pushes.complaints, []);
});

/**
 * Somebody with the app, and a stranger who begins a reset of theirs.
 * @param {"en" | "nl"} language
 * @param {string} name
 */
async function withApp(language, name) {
  const owner = await Person.at(server, { language });
  const { phone } = await phoneWithPush(server, pushes, { language });
  await setsUp(owner, name, phone);
  await phone.opens();
  await phone.meets("accounts");
  const thief = await forgets(server, language);
  await begins(thief, name);
  return { owner, phone, thief };
}

/**
 * What was reported is told by mail to the person and to who administers, and changes nothing: the session and the password stay.
 * @param {Person} owner signed in
 * @param {string} name
 * @param {(again: Person) => Promise<unknown>} secondStep
 */
async function isToldOfReport(owner, name, secondStep) {
  const mail = await mailed(server, name, owner.t("notice-reset-reported-subject"));
  assert.ok(mail.text.includes(`${name}@demo.example`), mail.text);
  const told = await mailed(server, "noor", `${name}@demo.example says: this was not me`);
  assert.match(told.text, new RegExp(`${name}@demo\\.example`));
  await owner.opens("/account");
  await owner.reads(owner.t("password-change"));
  const again = await Person.at(server, { language: owner.habits.language });
  await again.typesNameAndPassword(name, PASSWORD);
  await again.sees("sign-in-ask-title");
  await secondStep(again);
  await again.staysSignedIn("no");
  await again.leaves();
  await owner.opens("/account/activity");
  await owner.sees("activity-title");
  await owner.keepsPicture("activity-reset-reported");
  // Whoever thinks that there is more to it follows the link of the mail.
  await owner.page.goto(/http\S+\/not-me#\S+/.exec(mail.text)?.[0] ?? "");
  await owner.sees("not-me-title");
  await owner.keepsPicture("not-me-reset-reported");
}

/**
 * The page waits on: it tells strangers nothing of what was answered, and nobody at all is asked from there any more.
 * @param {Person} thief
 * @param {string} name
 */
async function learnsNothing(thief, name) {
  await thief.page.reload();
  await thief.sees("reset-ask-title");
  await thief.reads(thief.t("reset-waiting"));
  await thief.presses("reset-continue");
  await thief.reads(thief.t("waiting-nothing-yet"));
  await thief.keepsPicture("reset-reported");
  // Neither this reset nor the next one of that browser asks anybody, and its pages say nothing of it.
  const before = await mails(server, name);
  await thief.presses("reset-another");
  await chooses(thief, "method-mail_code-choice");
  await beginsAgain(thief, name);
  await chooses(thief, "method-mail_code-choice");
  await types(thief, "314159");
  await thief.reads(thief.t("method-mail_code-wrong"));
  const own = await forgets(server, thief.habits.language);
  await begins(own, name);
  await codeByMail(own, name);
  assert.equal((await mails(server, name)).length, before.length + 1, "one mail, to the browser that was not reported");
  await own.leaves();
}

for (const [language, name] of /** @type {const} */ ([["en", "eva"], ["nl", "gijs"]])) {
  test(`${name} says in the app: no, it’s not me, and the reset is stopped and told of by mail, in ${language}`, async () => {
    const { owner, phone, thief } = await withApp(language, name);
    await chooses(thief, "method-app_notification-choice");
    await phone.sees("ask-reset");
    await phone.taps("report");
    await phone.sees("report-title");
    await phone.person.keepsPicture("app-report-reset");
    await phone.taps("report-yes");
    await phone.sees("said-reported");
    await phone.person.keepsPicture("app-reported-reset");
    // The account stays usable. The app is open on its requests: for a while strangers are listed there and do not ring.
    await isToldOfReport(owner, name, async (again) => {
      await phone.meets("ask-sign_in");
      await approves(again, phone);
    });
    await learnsNothing(thief, name);
    await beginsAgain(thief, name);
    await chooses(thief, "method-app_notification-choice");
    await number(thief);
    // A request that waits, even one that does not ring, would be listed here once the app has looked.
    await phone.page.reload();
    await phone.meets("requests");
    await phone.taps("look");
    await phone.page.getByRole("button", { name: phone.t("look"), exact: true }).waitFor();
    await phone.sees("nothing-title");
    // That of another browser is.
    const own = await forgets(server, language);
    await begins(own, name);
    await chooses(own, "method-app_notification-choice");
    await phone.meets("ask-reset");
    await approves(own, phone);
    await own.reads(own.t("reset-choose-more"));
    await own.leaves();
    for (const one of [thief, owner, phone]) await one.leaves();
  });
}

for (const [language, name] of /** @type {const} */ ([["en", "fatima"], ["nl", "hanna"]])) {
  test(`“Not now” ends the request, and the page says so only to whoever has shown something before, in ${language}`, async () => {
    const { owner, phone, thief } = await withApp(language, name);
    await chooses(thief, "method-app_notification-choice");
    await phone.meets("ask-reset");
    await phone.taps("refuse");
    await phone.sees("said-refused");
    await thief.page.reload();
    await thief.sees("reset-ask-title");
    await thief.reads(thief.t("reset-waiting"));
    assert.equal(await thief.page.getByText(thief.t("method-app_notification-refused")).count(), 0);

    const person = await forgets(server, language);
    await begins(person, name);
    await types(person, await codeByMail(person, name));
    await person.reads(person.t("reset-choose-more"));
    await chooses(person, "method-app_notification-choice");
    // The app is open on its requests: after a refusal they are listed there and do not ring.
    await phone.meets("ask-reset");
    await phone.taps("refuse");
    await phone.meets("said-refused");
    // Their page goes on by itself.
    await person.reads(person.t("method-app_notification-refused"));
    await person.keepsPicture("reset-refused");
    await person.presses("reset-another");
    await chooses(person, "method-app_notification-choice");
    await phone.meets("ask-reset");
    await approves(person, phone);
    await person.sees("reset-password-title");
    for (const one of [person, thief, owner, phone]) await one.leaves();
  });
}

for (const [language, name] of /** @type {const} */ ([["en", "sam"], ["nl", "tess"]])) {
  test(`${name} presses zero, the pound key and one: the reset is stopped and told of by mail, in ${language}`, async () => {
    const phone = await Phone.of(server, name);
    const owner = await signedInElsewhere(server, name, language);
    const thief = await forgets(server, language);
    await begins(thief, name);
    await choosesPhone(thief, "method-phone_call-reset-mobile", phone.number);
    await thief.sees("reset-ask-title");
    const call = await phone.rings();
    assert.equal(call.language, language);
    await phone.does(call, "answer");
    assert.equal((await phone.does(call, "press", "0#")).says, thief.t("call-confirm-reset"));
    const over = await phone.does(call, "press", "1");
    assert.deepEqual([over.says, over.outcome], [thief.t("call-reported-reset"), "reported"]);
    await isToldOfReport(owner, name, () => phone.answers("#"));
    await learnsNothing(thief, name);
    await beginsAgain(thief, name);
    await choosesPhone(thief, "method-phone_call-reset-mobile", phone.number);
    await thief.reads(thief.t("reset-waiting"));
    const calls = /** @type {{ id: string, to: string }[]} */ (await phone.reads("/simulator/calls"));
    assert.deepEqual(calls.filter((one) => one.to === phone.number && !phone.seen.has(one.id)), [], "that browser rings nobody");
    // Another one does.
    const own = await forgets(server, language);
    await begins(own, name);
    await choosesPhone(own, "method-phone_call-reset-mobile", phone.number);
    await phone.answers("#");
    await own.reads(own.t("reset-choose-more"));
    await own.leaves();
    await thief.leaves();
    await owner.leaves();
  });
}

/** Every way to call a phone. */
const NUMBERS = /** @type {const} */ ([
  ["en", "pim", "method-phone_call-reset-mobile"], ["nl", "roos", "method-spoken_code-reset-mobile"],
  ["en", "umar", "method-spoken_code-reset-office"], ["nl", "umar", "method-phone_call-reset-office"],
]);

for (const [language, name, way] of NUMBERS) {
  test(`${name} is not called until the whole number is right (${way.replace(/method-|-reset/g, "")}), in ${language}`, async () => {
    const phone = way.endsWith("office") ? await Phone.at(server, "+31205550100") : await Phone.of(server, name);
    const person = await forgets(server, language);
    await begins(person, name);
    await choosesPhone(person, way, "call me");
    await person.reads(person.t("reset-number-unreadable"));
    await person.keepsPicture("reset-number-unreadable");
    assert.equal(phone.number.length, 12);
    // Another end is wrong, and so is another number with the two digits that the page shows.
    for (const near of [phone.number.slice(0, 9) + "999", `${phone.number.slice(0, 6)}0000${phone.number.slice(-2)}`]) {
      await typesNumber(person, near);
      await person.reads(person.t("reset-number-wrong"));
      assert.match(await person.page.locator("#number-hint").innerText(), new RegExp(`${phone.number.slice(-2)}$`));
    }
    await person.keepsPicture("reset-number-wrong");
    await typesNumber(person, phone.number);
    await person.sees("reset-ask-title");
    if (way.endsWith("office")) await phone.does(await putsThrough(phone, "17"), "hang_up");
    else await phone.does(await phone.rings(), "decline");
    const calls = /** @type {{ id: string, to: string }[]} */ (await phone.reads("/simulator/calls"));
    assert.deepEqual(calls.filter((call) => call.to === phone.number && !phone.seen.has(call.id)), [], "called once, and not before");
    await person.leaves();
  });
}

for (const [language, name] of /** @type {const} */ ([["en", "vera"], ["nl", "wout"]])) {
  test(`a number that is wrong five times rests, and so does the right one then, in ${language}`, async () => {
    const phone = await Phone.of(server, name);
    const person = await forgets(server, language);
    await begins(person, name);
    await buttonOf(person, "method-phone_call-reset-mobile").click();
    await person.sees("reset-number-title");
    for (let n = 1; n <= 5; n++) {
      await typesNumber(person, `+3161234567${n}`);
      if (n < 5) await person.reads(person.t("reset-number-wrong"));
    }
    await person.sees("reset-resting-title");
    await person.reads(person.t("reset-resting-hours", { hours: 24 }));
    await person.keepsPicture("reset-resting-number");
    // Whoever begins again is not asked for a number, nor for anything else.
    await person.presses("reset-again");
    await saysWhatFor(person, name);
    await person.sees("reset-resting-title");
    const calls = /** @type {{ to: string }[]} */ (await phone.reads("/simulator/calls"));
    assert.ok(!calls.some((call) => call.to === phone.number));
    await person.leaves();
  });
}

for (const [language, name] of /** @type {const} */ ([["en", "cees"], ["nl", "daan"]])) {
  test(`a code that was asked for in one browser is none in another one, in ${language}`, async () => {
    const phone = await Phone.of(server, name);
    const [one, other] = [await forgets(server, language), await forgets(server, language)];
    for (const person of [one, other]) await begins(person, name);
    const first = await codeByMail(one, name);
    const second = await codeByMail(other, name);
    assert.notEqual(first, second, "one in a million: the story is to be run again");
    await types(other, first);
    await other.reads(other.t("method-mail_code-wrong"));
    await types(one, second);
    await one.reads(one.t("method-mail_code-wrong"));
    await types(one, first);
    await one.reads(one.t("reset-choose-more"));
    await types(other, second);
    await other.reads(other.t("reset-choose-more"));

    // By text it is the same.
    await choosesPhone(one, "method-text_message-reset-mobile", phone.number);
    await one.sees("reset-ask-title");
    const texted = await phone.code();
    await choosesPhone(other, "method-text_message-reset-mobile", phone.number);
    await other.sees("reset-ask-title");
    const again = await phone.code();
    assert.notEqual(texted, again, "one in a million: the story is to be run again");
    await types(other, texted);
    await other.reads(other.t("method-text_message-wrong"));
    await types(one, texted);
    await one.sees("reset-password-title");
    await types(other, again);
    await other.sees("reset-password-title");
    await one.leaves();
    await other.leaves();
  });
}

test("the code of an app that one browser has typed is spent in every other one", async () => {
  const [one, other] = [await forgets(server, "en"), await forgets(server, "en")];
  const code = appOf("bas").freshCode();
  for (const person of [one, other]) {
    await begins(person, "bas");
    await chooses(person, "method-app_code-choice");
  }
  await types(one, code);
  await one.reads(one.t("reset-choose-more"));
  await types(other, code);
  await other.reads(other.t("method-app_code-used"));
  await one.leaves();
  await other.leaves();
});
