// New accounts set up a phone, keep recovery codes, change the number, and lose the phone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Authenticator } from "../actors/authenticator.js";
import { closeBrowser, PASSWORD, Person } from "../actors/person.js";
import { Phone } from "../actors/phone.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start("demo", { TWEESTAP_MESSAGES_TO_ACCOUNT: "50", TWEESTAP_MESSAGES_TO_NUMBER: "50" })));
after(async () => {
  await closeBrowser();
  await server.remove();
});

/**
 * @param {Person} person
 * @param {string} name
 * @param {string} [password]
 */
async function comesToSetUp(person, name, password) {
  await person.typesNameAndPassword(name, password);
  await person.sees("sign-in-more-title");
  await person.follows("sign-in-next");
  await person.sees("security-info-secure-title");
}

/** @param {Person} person */
async function signsOut(person) {
  await person.opens("/sign-out");
  await person.presses("sign-out-submit");
}

test("a phone by text, in English, and recovery codes: then signs in with each of them", async () => {
  const phone = await Phone.of(server, "eva");
  const eva = await Person.at(server);
  await comesToSetUp(eva, "eva");
  await eva.keepsPicture("choose-method");
  await eva.chooses("method-text_message-title");
  await eva.sees("method-text_message-title");
  await eva.keepsPicture("number");
  for (const [number, end] of [["0612", "no-such-number"], ["0900 1234567", "not-allowed"], ["call me", "no-such-number"], ["+31 88", "no-such-number"]]) {
    await eva.givesNumber(number ?? "");
    await eva.reads(eva.t(`method-text_message-${end}`));
  }
  await eva.givesNumber(`0${phone.number.slice(3)}`);
  await eva.reads(phone.number);
  await eva.keepsPicture("set-up-text");
  await eva.page.locator("input[name=answer]").fill("12");
  await eva.presses("security-info-prove");
  await eva.reads(eva.t("method-text_message-unreadable"));
  await eva.page.locator("input[name=answer]").fill(await phone.code());
  await eva.presses("security-info-prove");
  const codes = await eva.makesRecoveryCodes();
  assert.equal(codes.length, 10);
  await eva.staysSignedIn("no");
  assert.equal((await server.mailTo("eva@demo.example")).subject, eva.t("security-info-mail-added-subject"));
  await signsOut(eva);
  await eva.typesNameAndPassword("eva");
  await eva.typesCode(await phone.code());
  await eva.staysSignedIn("no");
  await signsOut(eva);
  await eva.typesNameAndPassword("eva");
  await eva.goesAnotherWay(/recovery code/);
  await eva.typesCode(codes[9] ?? "");
  await eva.staysSignedIn("no");
  await eva.leaves();
});

test("a phone by call, in Dutch: the line is busy first, and another method is looked at; then a call is asked first", async () => {
  const phone = await Phone.of(server, "gijs");
  const gijs = await Person.at(server, { language: "nl" });
  await comesToSetUp(gijs, "gijs");
  await gijs.chooses("method-phone_call-title");
  await gijs.sees("method-phone_call-title");
  await gijs.givesNumber(phone.number);
  await gijs.reads(phone.number);
  await gijs.keepsPicture("set-up-call");
  await phone.does(await phone.rings(), "busy");
  await gijs.reads(gijs.t("method-phone_call-busy"));
  await gijs.keepsPicture("set-up-busy");
  await gijs.follows("security-info-other-method");
  await gijs.sees("security-info-secure-title");
  await gijs.opens("/security-info/set-up");
  await gijs.presses("method-phone_call-again");
  const call = await phone.answers("#");
  assert.equal(call.language, "nl");
  await gijs.leavesRecoveryCodes();
  await gijs.staysSignedIn("no");
  await signsOut(gijs);
  await gijs.typesNameAndPassword("gijs");
  await gijs.reads(gijs.t("sign-in-waiting"));
  await phone.answers("#");
  await gijs.staysSignedIn("no");
  await gijs.leaves();
});

test("without JavaScript, on a narrow screen: a phone by call", async () => {
  const phone = await Phone.of(server, "hanna");
  const hanna = await Person.at(server, { script: false, screen: { width: 320, height: 640 } });
  await comesToSetUp(hanna, "hanna");
  await hanna.chooses("method-phone_call-title");
  await hanna.givesNumber(phone.number);
  await hanna.reads(hanna.t("sign-in-waiting"));
  await phone.answers("#");
  await hanna.goesOn();
  await hanna.leavesRecoveryCodes();
  await hanna.staysSignedIn("no");
  await hanna.leaves();
});

/**
 * Somebody new, with their password and a phone of their own: of the demo, or added where the demo has nobody left.
 * @param {"en" | "nl"} language
 */
async function somebodyNew(language) {
  if (language === "en") return { name: "fatima", password: PASSWORD, old: await Phone.of(server, "fatima") };
  const words = ["--name", "Nadia Bakr", "--mail", "nadia@demo.example", "--language", "nl"];
  const [, password = ""] = server.run("account", "add", "nadia@demo.example", ...words).trim().split("\t");
  return { name: "nadia", password, old: await Phone.at(server, "+31611112250") };
}

for (const language of /** @type {const} */ (["en", "nl"])) {
  test(`an app and a phone; the number is changed; the phone is lost (${language})`, async () => {
    const { name, password, old } = await somebodyNew(language);
    const person = await Person.at(server, { language });
    const t = person.t;
    await comesToSetUp(person, name, password);
    await person.chooses("method-app_code-title");
    const app = await Authenticator.scan(person.page);
    await person.page.getByLabel(t("method-app_code-add-label")).fill(app.freshCode());
    await person.presses("security-info-prove");
    const codes = await person.makesRecoveryCodes();
    await person.staysSignedIn("no");
    await person.follows("menu-security-info");
    await person.follows("security-info-add");
    await person.chooses("method-text_message-title");
    await person.givesNumber(old.number);
    await person.page.locator("input[name=answer]").fill(await old.code());
    await person.presses("security-info-prove");
    await person.reads(t("security-info-added"));
    await person.keepsPicture("methods");
    // A second mobile phone is more than there may be: the number is changed instead.
    const number = language === "en" ? "06 12345678" : "06 12345679";
    await person.opens("/security-info/add");
    await person.chooses("method-text_message-title");
    await person.givesNumber(number);
    await person.reads(t("security-info-full", { most: 1, method: t("method-text_message-title") }));
    const phone = await Phone.at(server, `+31${number.slice(1).replace(" ", "")}`);
    await person.opens("/security-info");
    await person.page.getByRole("link", { name: `${t("security-info-change")} ${t("phone-mobile-name")}` }).click();
    await person.sees("method-text_message-title");
    await person.givesNumber(number);
    await person.page.locator("input[name=answer]").fill(await phone.code());
    await person.presses("security-info-prove");
    await person.sees("security-info-title");
    await person.reads(t("security-info-changed"));
    await person.reads(new RegExp(`\\+31 •+ ${number.slice(-2)}`));
    assert.equal(await person.page.locator(".rows > li").count(), 3);
    assert.equal((await server.mailTo(`${name}@demo.example`)).subject, t("security-info-mail-changed-subject"));
    // The phone, with the app on it, is gone: a code on paper opens the way.
    const elsewhere = await Person.at(server, { language });
    await elsewhere.typesNameAndPassword(name, password);
    await elsewhere.goesAnotherWay(new RegExp(t("method-recovery_codes-choice")));
    await elsewhere.typesCode(codes[5] ?? "");
    await elsewhere.staysSignedIn("no");
    await elsewhere.follows("menu-security-info");
    await elsewhere.reads(t("method-recovery_codes-describe", { left: 9 }));
    await elsewhere.page.getByRole("link", { name: `${t("security-info-delete")} ${t("phone-mobile-name")}` }).click();
    await elsewhere.presses("security-info-delete");
    await elsewhere.reads(t("security-info-deleted"));
    await elsewhere.follows("security-info-lost-sessions");
    await elsewhere.sees("sessions-title");
    await elsewhere.presses("sessions-end-all");
    await elsewhere.sees("sign-in-title");
    await person.opens("/account");
    await person.sees("sign-in-title");
    await elsewhere.leaves();
    await person.leaves();
  });
}

test("recovery codes are made anew, and the old ones are good for nothing", async () => {
  const vera = await Phone.of(server, "vera");
  const person = await Person.at(server, { colours: "dark", screen: { width: 320, height: 640 } });
  await person.typesNameAndPassword("vera");
  await person.goesAnotherWay(/recovery code/);
  await person.typesCode(vera.paper[0] ?? "");
  await person.staysSignedIn("no");
  await person.opens("/security-info/add");
  await person.chooses("method-recovery_codes-title");
  const codes = await person.writesDownCodes();
  await person.sees("security-info-title");
  await signsOut(person);
  await person.typesNameAndPassword("vera");
  await person.goesAnotherWay(/recovery code/);
  await person.typesCode(vera.paper[1] ?? "");
  await person.reads(person.t("method-recovery_codes-wrong"));
  await person.typesCode(codes[1] ?? "");
  await person.staysSignedIn("no");
  await person.leaves();
});
