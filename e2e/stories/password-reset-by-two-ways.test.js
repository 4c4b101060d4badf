// Getting a new password where two ways are asked for, as they are unless an organization says otherwise: which of them go together.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { approves, pairs, phoneWithPush } from "../actors/approving.js";
import { appOf } from "../actors/demo.js";
import { closeBrowser, PASSWORD, Person } from "../actors/person.js";
import { Phone } from "../actors/phone.js";
import { PushService } from "../actors/push-service.js";
import {
  approvesAtDesk, approvesCall, begins, buttonOf, chooses, choosesPhone, codeByMail, comesBackIn, forgets, putsThrough, setsPassword,
  signedInElsewhere, signsInAnew, types, typesSpoken, typesSpokenAtDesk, typesText,
} from "../actors/resetting.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
/** @type {PushService} */
let pushes;
/** The phone of the school, which puts calls through. @type {Phone} */
let switchboard;
before(async () => {
  pushes = await PushService.start();
  server = await Server.start("demo", {
    TWEESTAP_RESET_WORK_BITS: "14", TWEESTAP_MESSAGES_TO_ACCOUNT: "50", TWEESTAP_MESSAGES_TO_NUMBER: "50",
  });
  switchboard = await Phone.at(server, "+31205550100");
});
after(async () => {
  await closeBrowser();
  await server.remove();
  await pushes.stop();
  assert.deepEqual(pushes.complaints, []);
});

/**
 * One way was right: the page asks for another one, and this one is not among those that are left.
 * @param {Person} person
 * @param {...(import("../actors/resetting.js").Way | import("../actors/resetting.js").WayByPhone)} ways
 */
async function isAskedForMore(person, ...ways) {
  await person.reads(person.t("reset-choose-more"));
  for (const way of ways) assert.equal(await buttonOf(person, way).count(), 0, way);
}

test("Gijs approves in his app and types a recovery code, in Dutch", async () => {
  const elsewhere = await Person.at(server, { language: "nl" });
  const { phone } = await phoneWithPush(server, pushes, { language: "nl" });
  await elsewhere.typesNameAndPassword("gijs");
  await elsewhere.follows("sign-in-next");
  await elsewhere.chooses("method-app_notification-title");
  await elsewhere.sees("method-app_notification-title");
  await pairs(elsewhere, phone, "Pixel 9");
  const codes = await elsewhere.makesRecoveryCodes();
  await elsewhere.staysSignedIn("no");
  await phone.opens();
  await phone.meets("accounts");

  const gijs = await forgets(server, "nl");
  await begins(gijs, "gijs");
  await chooses(gijs, "method-app_notification-choice");
  await gijs.keepsPicture("reset-notification");
  await phone.sees("ask-reset");
  await phone.person.keepsPicture("app-asked-reset");
  await approves(gijs, phone);
  await isAskedForMore(gijs, "method-app_notification-choice", "method-app_code-choice");
  await chooses(gijs, "method-recovery_codes-choice");
  await gijs.keepsPicture("reset-recovery-code");
  // The first one was typed when they were made.
  await types(gijs, codes[1] ?? "");
  await setsPassword(gijs, "gijs", elsewhere);
  await phone.opens();
  await comesBackIn(gijs, "gijs", () => approves(gijs, phone));
  await phone.leaves();
  await gijs.leaves();
});

test("Anna types a code of her app and one of a mail, in English", async () => {
  const anna = await forgets(server, "en");
  const elsewhere = await signedInElsewhere(server, "anna", "en");
  await begins(anna, "anna");
  await chooses(anna, "method-app_code-choice");
  await types(anna, appOf("anna").freshCode());
  await isAskedForMore(anna, "method-app_notification-choice", "method-app_code-choice");
  await anna.keepsPicture("reset-choose-more");
  const code = await codeByMail(anna, "anna");
  await anna.keepsPicture("reset-mail");
  await types(anna, code);
  await setsPassword(anna, "anna", elsewhere);
  await comesBackIn(anna, "anna", () => anna.typesCode(appOf("anna").freshCode()));
  await anna.leaves();
});

test("Wout presses the pound key in a call to his mobile phone and types a code of his app, in Dutch", async () => {
  const phone = await Phone.of(server, "wout");
  const wout = await forgets(server, "nl");
  const elsewhere = await signedInElsewhere(server, "wout", "nl");
  await begins(wout, "wout");
  await approvesCall(wout, phone);
  await isAskedForMore(wout, "method-phone_call-reset-mobile", "method-text_message-reset-mobile", "method-spoken_code-reset-mobile");
  await wout.keepsPicture("reset-choose-more");
  await chooses(wout, "method-app_code-choice");
  await types(wout, appOf("wout").freshCode());
  await setsPassword(wout, "wout", elsewhere);
  await comesBackIn(wout, "wout", () => wout.typesCode(appOf("wout").freshCode()));
  await wout.leaves();
});

test("Vera types the code of a text and a recovery code, in English", async () => {
  const phone = await Phone.of(server, "vera");
  const vera = await forgets(server, "en");
  const elsewhere = await signedInElsewhere(server, "vera", "en");
  await begins(vera, "vera");
  await typesText(vera, phone);
  await isAskedForMore(vera, "method-text_message-reset-mobile");
  await chooses(vera, "method-recovery_codes-choice");
  await types(vera, phone.paper[4] ?? "");
  await setsPassword(vera, "vera", elsewhere);
  await comesBackIn(vera, "vera", () => vera.typesCode(appOf("vera").freshCode()));
  await vera.leaves();
});

test("Sam types the code that a call to his mobile phone speaks and one of a mail, in English", async () => {
  const phone = await Phone.of(server, "sam");
  const sam = await forgets(server, "en");
  const elsewhere = await signedInElsewhere(server, "sam", "en");
  await begins(sam, "sam");
  await typesSpoken(sam, phone);
  await isAskedForMore(sam, "method-spoken_code-reset-mobile");
  await types(sam, await codeByMail(sam, "sam"));
  await setsPassword(sam, "sam", elsewhere);
  await comesBackIn(sam, "sam", () => phone.answers("#"));
  await sam.leaves();
});

test("Umar presses the pound key at his desk and types the code of a text to the number on file, in Dutch", async () => {
  const phone = await Phone.of(server, "umar");
  const umar = await forgets(server, "nl");
  const elsewhere = await signedInElsewhere(server, "umar", "nl");
  await begins(umar, "umar");
  await approvesAtDesk(umar, switchboard, switchboard.number);
  await isAskedForMore(umar, "method-phone_call-reset-office", "method-spoken_code-reset-office");
  await choosesPhone(umar, "method-text_message-reset-mobile", phone.number);
  await umar.sees("reset-ask-title");
  await types(umar, await phone.code());
  await setsPassword(umar, "umar", elsewhere);
  await comesBackIn(umar, "umar", async () => switchboard.does(await putsThrough(switchboard, "17"), "press", "#"));
  await umar.leaves();
});

test("Olaf, who has set nothing up yet, types the code that is spoken at his desk and is called on his mobile phone, in English", async () => {
  const file = join(server.data, "people.csv");
  const mobile = await Phone.at(server, "+31612345678");
  writeFileSync(file, [
    "user_name,display_name,mail,mobile_phone,office_phone,password",
    `olaf@demo.example,Olaf Kok,olaf@demo.example,${mobile.number},+31205550100 x204,${PASSWORD}\n`,
  ].join("\n"));
  server.run("account", "import", "demo.example", file);
  const olaf = await forgets(server, "en");
  // Whoever knows the old password is half-way into his account: a new phone would be asked for next.
  const elsewhere = await Person.at(server);
  await elsewhere.typesNameAndPassword("olaf");
  await elsewhere.sees("sign-in-more-title");
  await begins(olaf, "olaf");
  await typesSpokenAtDesk(olaf, switchboard, "020 555 01 00");
  await isAskedForMore(olaf, "method-spoken_code-reset-office", "method-phone_call-reset-office");
  await choosesPhone(olaf, "method-phone_call-reset-mobile", mobile.number);
  await mobile.answers("#");
  await setsPassword(olaf, "olaf", elsewhere, { path: "/security-info/set-up", reads: "security-info-secure-title" });
  await signsInAnew(olaf, "olaf");
  await olaf.sees("sign-in-more-title");
  await olaf.leaves();
});

test("Tess, without JavaScript, presses the pound key in a call and types the code of a mail, in Dutch", async () => {
  const phone = await Phone.of(server, "tess");
  const tess = await Person.at(server, { language: "nl", script: false });
  const elsewhere = await signedInElsewhere(server, "tess", "nl");
  await begins(tess, "tess");
  await choosesPhone(tess, "method-phone_call-reset-mobile", phone.number);
  await tess.reads(tess.t("reset-waiting"));
  await tess.presses("reset-continue");
  await tess.reads(tess.t("waiting-nothing-yet"));
  await phone.answers("#");
  await tess.presses("reset-continue");
  await isAskedForMore(tess, "method-phone_call-reset-mobile");
  await types(tess, await codeByMail(tess, "tess"));
  await setsPassword(tess, "tess", elsewhere);
  await comesBackIn(tess, "tess", async () => {
    await phone.answers("#");
    await tess.goesOn();
  });
  await tess.leaves();
});

/**
 * Asks for a way that the page does not offer, as whoever changes its form can.
 * @param {Person} person
 * @param {string} method
 * @param {string} way
 */
async function forces(person, method, way) {
  const answered = person.page.waitForResponse((response) => response.url().endsWith("/password-reset/ask"));
  await person.page.locator(".ways form").first().evaluate((form, fields) => {
    for (const [name, value] of fields) /** @type {HTMLInputElement} */ (form.querySelector(`input[name=${name}]`)).value = value ?? "";
    /** @type {HTMLFormElement} */ (form).submit();
  }, [["method", method], ["way", way]]);
  await answered;
}

for (const [language, name] of /** @type {const} */ ([["en", "pim"], ["nl", "roos"]])) {
  test(`whoever holds the phone alone is not taken twice, by whatever it is asked, in ${language}`, async () => {
    const phone = await Phone.of(server, name);
    const thief = await forgets(server, language);
    await begins(thief, name);
    await choosesPhone(thief, "method-text_message-reset-mobile", phone.number);
    await thief.sees("reset-ask-title");
    await types(thief, await phone.code());
    await isAskedForMore(thief, "method-text_message-reset-mobile", "method-phone_call-reset-mobile", "method-spoken_code-reset-mobile");
    for (const method of ["text_message", "phone_call", "spoken_code"]) {
      await forces(thief, method, "mobile");
      await isAskedForMore(thief);
      await thief.sees("reset-choose-title");
    }
    // The way that is offered can be forced as well: the form is one that is listened to.
    await forces(thief, "mail_code", "");
    await thief.sees("reset-ask-title");
    await thief.leaves();
  });
}

for (const [language, name] of /** @type {const} */ ([["en", "cees"], ["nl", "daan"]])) {
  test(`whoever holds the app alone is not taken twice, neither by its codes nor by its requests, in ${language}`, async () => {
    const thief = await forgets(server, language);
    await begins(thief, name);
    await chooses(thief, "method-app_code-choice");
    await types(thief, appOf(name).freshCode());
    await isAskedForMore(thief, "method-app_code-choice", "method-app_notification-choice");
    for (const method of ["app_code", "app_notification"]) {
      await forces(thief, method, "");
      await isAskedForMore(thief);
      await thief.sees("reset-choose-title");
    }
    await forces(thief, "recovery_codes", "");
    await thief.sees("reset-ask-title");
    await thief.leaves();
  });
}
