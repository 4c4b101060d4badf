// Getting a new password where one way is enough: every way that is offered leads there by itself.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { approves, phoneWithPush, setsUp } from "../actors/approving.js";
import { appOf } from "../actors/demo.js";
import { closeBrowser, PASSWORD, Person } from "../actors/person.js";
import { Phone } from "../actors/phone.js";
import { PushService } from "../actors/push-service.js";
import {
  approvesAtDesk, approvesCall, begins, chooses, codeByMail, comesBackIn, forgets, putsThrough, setsPassword, signedInElsewhere,
  signsInAnew, types, typesSpoken, typesSpokenAtDesk, typesText,
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
  server.run("organization", "set", "demo.example", "--reset", "one");
  switchboard = await Phone.at(server, "+31205550100");
});
after(async () => {
  await closeBrowser();
  await server.remove();
  await pushes.stop();
  assert.deepEqual(pushes.complaints, []);
});

test("Eva approves in her app with the number of the page, in English", async () => {
  // Her first browser stays signed in, until the password is new.
  const elsewhere = await Person.at(server);
  const { phone } = await phoneWithPush(server, pushes);
  await setsUp(elsewhere, "eva", phone);
  await phone.opens();
  await phone.meets("accounts");
  const eva = await forgets(server, "en");
  await begins(eva, "eva");
  await chooses(eva, "method-app_notification-choice");
  await eva.reads(eva.t("method-app_notification-ask"));
  await phone.sees("ask-reset");
  await phone.reads("unfamiliar");
  await phone.person.keepsPicture("app-asked-reset");
  await approves(eva, phone);
  await setsPassword(eva, "eva", elsewhere);
  await phone.opens();
  await comesBackIn(eva, "eva", () => approves(eva, phone));
  await phone.leaves();
  await eva.leaves();
});

test("Daan types a code of his app, in Dutch", async () => {
  const daan = await forgets(server, "nl");
  const elsewhere = await signedInElsewhere(server, "daan", "nl");
  await begins(daan, "daan");
  await chooses(daan, "method-app_code-choice");
  await types(daan, appOf("daan").freshCode());
  await setsPassword(daan, "daan", elsewhere);
  await comesBackIn(daan, "daan", () => daan.typesCode(appOf("daan").freshCode()));
  await daan.leaves();
});

test("Vera types a recovery code from her paper, in English, and it is spent", async () => {
  const { paper } = await Phone.of(server, "vera");
  const vera = await forgets(server, "en");
  const elsewhere = await signedInElsewhere(server, "vera", "en");
  await begins(vera, "vera");
  await chooses(vera, "method-recovery_codes-choice");
  await vera.keepsPicture("reset-recovery-code");
  await types(vera, (paper[0] ?? "").toUpperCase());
  await setsPassword(vera, "vera", elsewhere);
  await comesBackIn(vera, "vera", () => vera.typesCode(appOf("vera").freshCode()));
  await vera.leaves();
  const again = await forgets(server, "en");
  await begins(again, "vera");
  await chooses(again, "method-recovery_codes-choice");
  await types(again, paper[0] ?? "");
  await again.reads(again.t("method-recovery_codes-used"));
  await again.keepsPicture("reset-recovery-code-used");
  await again.leaves();
});

test("Roos types the code of a text, in Dutch", async () => {
  const phone = await Phone.of(server, "roos");
  const roos = await forgets(server, "nl");
  const elsewhere = await signedInElsewhere(server, "roos", "nl");
  await begins(roos, "roos");
  await typesText(roos, phone);
  await setsPassword(roos, "roos", elsewhere);
  await comesBackIn(roos, "roos", async () => roos.typesCode(await phone.code()));
  await roos.leaves();
});

test("Sam presses the pound key in a call to his mobile phone, in English", async () => {
  const phone = await Phone.of(server, "sam");
  const sam = await forgets(server, "en");
  const elsewhere = await signedInElsewhere(server, "sam", "en");
  await begins(sam, "sam");
  await approvesCall(sam, phone);
  await setsPassword(sam, "sam", elsewhere);
  await comesBackIn(sam, "sam", () => phone.answers("#"));
  await sam.leaves();
});

test("Tess types the code that a call to her mobile phone speaks, in Dutch", async () => {
  const phone = await Phone.of(server, "tess");
  const tess = await forgets(server, "nl");
  const elsewhere = await signedInElsewhere(server, "tess", "nl");
  await begins(tess, "tess");
  await typesSpoken(tess, phone);
  await setsPassword(tess, "tess", elsewhere);
  await comesBackIn(tess, "tess", () => phone.answers("#"));
  await tess.leaves();
});

test("Umar presses the pound key in a call that is put through to his desk, in English", async () => {
  const umar = await forgets(server, "en");
  const elsewhere = await signedInElsewhere(server, "umar", "en");
  await begins(umar, "umar");
  await approvesAtDesk(umar, switchboard, "+31 20 555 01 00");
  await setsPassword(umar, "umar", elsewhere);
  await comesBackIn(umar, "umar", async () => switchboard.does(await putsThrough(switchboard, "17"), "press", "#"));
  await umar.leaves();
});

test("Nina, who has set nothing up yet, types the code that is spoken at her desk, in Dutch", async () => {
  const file = join(server.data, "people.csv");
  writeFileSync(file, `user_name,display_name,mail,office_phone,password\nnina@demo.example,Nina Kok,nina@demo.example,+31205550100 x204,${PASSWORD}\n`);
  server.run("account", "import", "demo.example", file);
  const nina = await forgets(server, "nl");
  // Whoever knows the old password is half-way into her account: a new phone would be asked for next.
  const elsewhere = await Person.at(server, { language: "nl" });
  await elsewhere.typesNameAndPassword("nina");
  await elsewhere.sees("sign-in-more-title");
  await begins(nina, "nina");
  await typesSpokenAtDesk(nina, switchboard, "+31205550100");
  await setsPassword(nina, "nina", elsewhere, { path: "/security-info/set-up", reads: "security-info-secure-title" });
  await signsInAnew(nina, "nina");
  await nina.sees("sign-in-more-title");
  await nina.leaves();
});

test("Wout types the code of a mail, in Dutch", async () => {
  const wout = await forgets(server, "nl");
  const elsewhere = await signedInElsewhere(server, "wout", "nl");
  await begins(wout, "wout");
  const code = await codeByMail(wout, "wout");
  await wout.keepsPicture("reset-mail");
  await types(wout, code);
  await setsPassword(wout, "wout", elsewhere);
  await comesBackIn(wout, "wout", () => wout.typesCode(appOf("wout").freshCode()));
  await wout.leaves();
});
