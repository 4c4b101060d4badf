// Setting up methods in the middle of a sign-in, and looking after them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Authenticator } from "../actors/authenticator.js";
import { appOf } from "../actors/demo.js";
import { closeBrowser, Person } from "../actors/person.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start("demo")));
after(async () => {
  await closeBrowser();
  await server.remove();
});

const NEW = /** @type {const} */ ([["eva", "en", true], ["gijs", "nl", true], ["hanna", "nl", false]]);

for (const [name, language, scans] of NEW) {
  test(`${name} sets up an app ${scans ? "with the QR code" : "with the typed key"} in ${language}, and signs in with it`, async () => {
    const person = await Person.at(server, { language });
    await person.typesNameAndPassword(name);
    await person.sees("sign-in-more-title");
    await person.keepsPicture("more");
    await person.follows("sign-in-next");
    await person.sees("security-info-secure-title");
    await person.chooses("method-app_code-title");
    await person.sees("method-app_code-title");
    await person.keepsPicture("set-up");
    if (!scans) await person.page.getByText(person.t("method-app_code-add-cannot-scan")).click();
    const key = async () => new Authenticator(((await person.page.locator("#key").textContent()) ?? "").replaceAll(" ", "").toUpperCase());
    const app = scans ? await Authenticator.scan(person.page) : await key();
    await person.page.getByLabel(person.t("method-app_code-add-label")).fill("000000");
    await person.presses("security-info-prove");
    await person.reads(person.t("method-app_code-wrong"));
    await person.page.getByLabel(person.t("method-app_code-add-label")).fill(app.freshCode());
    await person.page.getByLabel(person.t("security-info-name-label")).fill("My <phone>");
    await person.presses("security-info-prove");
    await person.leavesRecoveryCodes();
    await person.staysSignedIn("no");
    await person.follows("menu-security-info");
    await person.sees("security-info-title");
    await person.reads("My <phone>");
    await person.keepsPicture("security-info");
    const mail = await server.mailTo(`${name}@demo.example`);
    assert.equal(mail.subject, person.t("security-info-mail-added-subject"));
    assert.match(mail.text, /“My <phone>”/);
    await person.opens("/simulator/mailbox");
    await person.reads(mail.subject);
    await person.keepsPicture("mailbox");
    await person.opens("/sign-out");
    await person.presses("sign-out-submit");
    await person.signsIn(name, app);
    await person.opens("/account/activity");
    await person.reads(`${person.t("method-app_code-title")}: ${person.t("activity-step-set-up")}`);
    await person.keepsPicture("activity");
    await person.leaves();
  });
}

test("an app is added and deleted; the last one stays; the sixth is refused", async () => {
  const anna = await Person.at(server);
  await anna.signsIn("anna", appOf("anna"));
  for (let n = 2; n <= 5; n++) {
    await anna.opens("/security-info/add");
    await anna.chooses("method-app_code-title");
    const app = await Authenticator.scan(anna.page);
    await anna.page.getByLabel(anna.t("method-app_code-add-label")).fill(app.freshCode());
    await anna.page.getByLabel(anna.t("security-info-name-label")).fill(`App ${n}`);
    await anna.presses("security-info-prove");
    await anna.leavesRecoveryCodes();
    await anna.reads(anna.t("security-info-added"));
  }
  await anna.opens("/security-info/add");
  await anna.chooses("method-app_code-title");
  await anna.reads("You have 5 of “Another authenticator app” already");
  for (let n = 5; n >= 1; n--) {
    await anna.opens("/security-info");
    await anna.page.getByRole("link", { name: anna.t("security-info-delete") }).last().click();
    await anna.sees("security-info-delete-title");
    await anna.presses("security-info-delete");
    await anna.reads(anna.t(n > 1 ? "security-info-deleted" : "security-info-last"));
  }
  assert.equal(await anna.page.locator(".rows > li").count(), 1);
  await anna.leaves();
});

test("sessions are listed, ended one by one, and all at once", async () => {
  const app = appOf("cees");
  const here = await Person.at(server);
  await here.signsIn("cees", app);
  const there = await Person.at(server);
  await there.signsIn("cees", app);
  await here.opens("/account/sessions");
  await here.sees("sessions-title");
  await here.keepsPicture("sessions");
  const others = here.page.locator(".rows > li").filter({ hasNotText: here.t("sessions-this") });
  await others.first().getByRole("button").click();
  await here.sees("sessions-title");
  assert.equal(await here.page.locator(".rows > li").count(), 1);
  await there.opens("/account");
  await there.sees("sign-in-title");
  await here.presses("sessions-end-all");
  await here.sees("sign-in-title");
  await here.opens("/security-info");
  await here.sees("sign-in-title");
  await here.leaves();
  await there.leaves();
});

test("a page that needs a sign-in is returned to after it", async () => {
  const bas = await Person.at(server);
  await bas.opens("/account/sessions");
  await bas.sees("sign-in-title");
  await bas.page.getByLabel(bas.t("sign-in-user-name-label")).fill("bas@demo.example");
  await bas.presses("sign-in-next");
  await bas.typesPassword("correct fiets batterij nietje");
  await bas.typesCode(appOf("bas").freshCode());
  await bas.sees("sign-in-stay-title");
  await bas.presses("sign-in-stay-no");
  await bas.sees("sessions-title");
  await bas.leaves();
});
