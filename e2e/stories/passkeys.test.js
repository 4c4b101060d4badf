// Passkeys: set up, as the second step, and without a user name.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { appOf } from "../actors/demo.js";
import { Passkeys } from "../actors/passkeys.js";
import { closeBrowser, Person } from "../actors/person.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
/** The same server by its name: passkeys are bound to one. @type {Server} */
let named;
before(async () => {
  server = await Server.start("demo");
  named = Object.assign(Object.create(server), { address: server.address.replace("127.0.0.1", "localhost") });
});
after(async () => {
  await closeBrowser();
  await server.remove();
});

/** @param {Person} person */
async function choosesPasskey(person) {
  const row = person.page.locator(".rows > li").filter({ hasText: person.t("method-passkey-title") });
  await row.getByRole("button").click();
  await person.sees("method-passkey-title");
}

/** @param {Person} person */
async function signsOut(person) {
  await person.opens("/sign-out");
  await person.presses("sign-out-submit");
}

/** @param {Person} person */
async function signsInWithoutUserName(person) {
  await person.opens("/sign-in");
  await person.sees("sign-in-title");
  await person.presses("method-passkey-open");
}

for (const [name, language] of /** @type {const} */ ([["eva", "en"], ["gijs", "nl"]])) {
  test(`${name} sets up a passkey in ${language}, and signs in with it after the password and without a user name`, async () => {
    const person = await Person.at(named, { language });
    const passkeys = await Passkeys.of(person);
    await person.typesNameAndPassword(name);
    await person.follows("sign-in-next");
    await person.sees("security-info-secure-title");
    await choosesPasskey(person);
    await person.keepsPicture("passkey-set-up");
    await person.page.getByLabel(person.t("security-info-name-label")).fill("My <laptop>");
    await person.presses("security-info-prove");
    await person.sees("security-info-recovery-title");
    assert.equal(await passkeys.count(), 1);
    await person.opens("/sign-in");
    await person.staysSignedIn("no");
    await person.opens("/security-info");
    await person.reads("My <laptop>");
    await person.reads(person.t("method-passkey-describe").replace("{ $host }", "localhost"));

    await signsOut(person);
    await passkeys.answers(false);
    await person.typesNameAndPassword(name);
    await person.sees("sign-in-ask-title");
    await person.reads(person.t("method-passkey-waiting"));
    await person.keepsPicture("passkey-ask");
    // The virtual device does not come back to what it left unanswered.
    await passkeys.answers(true);
    await person.page.reload();
    await person.staysSignedIn("no");

    await signsOut(person);
    await signsInWithoutUserName(person);
    await person.staysSignedIn("no");
    // It was both steps: security info may be changed without another one.
    await person.opens("/security-info/add");
    await choosesPasskey(person);
    await person.opens("/account/activity");
    await person.reads(`${person.t("method-passkey-title")}: ${person.t("activity-step-right")}`);
    await person.leaves();
  });

  test(`whoever does not unlock the passkey stays outside in ${language}`, async () => {
    const person = await Person.at(named, { language });
    const passkeys = await Passkeys.of(person);
    await passkeys.unlocks(false);
    await signsInWithoutUserName(person);
    await person.reads(person.t("method-passkey-cancelled"));
    await person.keepsPicture("passkey-open");
    await person.presses("sign-in-with-user-name");
    await person.sees("sign-in-title");
    await person.leaves();
  });
}

test("a passkey that was deleted lets nobody in, and the same device makes no second one", async () => {
  const anna = await Person.at(named);
  const passkeys = await Passkeys.of(anna);
  await anna.signsIn("anna", appOf("anna"));
  await anna.opens("/security-info/add");
  await choosesPasskey(anna);
  await anna.presses("security-info-prove");
  await anna.sees("security-info-recovery-title");
  await anna.opens("/security-info/add");
  await choosesPasskey(anna);
  await anna.presses("security-info-prove");
  await anna.reads(anna.t("method-passkey-add-known"));
  assert.equal(await passkeys.count(), 1);

  await anna.opens("/security-info");
  await anna.page.getByRole("link", { name: anna.t("security-info-delete") }).last().click();
  await anna.sees("security-info-delete-title");
  await anna.presses("security-info-delete");
  await anna.reads(anna.t("security-info-deleted"));
  await signsOut(anna);
  await signsInWithoutUserName(anna);
  await anna.reads(anna.t("method-passkey-refused"));
  await anna.opens("/account");
  await anna.sees("sign-in-title");
  await anna.leaves();
});

test("a security key serves after the password, and once more by keyboard when it was not unlocked at first", async () => {
  const fatima = await Person.at(named, { colours: "dark", screen: { width: 320, height: 640 } });
  const key = await Passkeys.of(fatima, "key");
  await fatima.typesNameAndPassword("fatima");
  await fatima.follows("sign-in-next");
  await choosesPasskey(fatima);
  await fatima.presses("security-info-prove");
  await fatima.sees("security-info-recovery-title");
  await fatima.opens("/sign-in");
  await fatima.staysSignedIn("no");
  await signsOut(fatima);
  await key.unlocks(false);
  await fatima.typesNameAndPassword("fatima");
  await fatima.reads(fatima.t("method-passkey-cancelled"));
  await key.unlocks(true);
  await fatima.page.getByRole("button", { name: fatima.t("sign-in-verify") }).focus();
  await fatima.page.keyboard.press("Enter");
  await fatima.staysSignedIn("no");
  await signsOut(fatima);
  await signsInWithoutUserName(fatima);
  await fatima.reads(fatima.t("method-passkey-cancelled"));
  await fatima.leaves();
});

test("a disabled account is not let in by its passkey", async () => {
  const bas = await Person.at(named);
  await Passkeys.of(bas);
  await bas.signsIn("bas", appOf("bas"));
  await bas.opens("/security-info/add");
  await choosesPasskey(bas);
  await bas.presses("security-info-prove");
  await bas.sees("security-info-recovery-title");
  await signsOut(bas);
  server.run("account", "disable", "bas@demo.example");
  await signsInWithoutUserName(bas);
  await bas.reads(bas.t("method-passkey-refused"));
  await bas.leaves();
});

test("at a bare address there are no passkeys, and the page says why", async () => {
  const cees = await Person.at(server);
  await Passkeys.of(cees);
  await cees.opens("/sign-in");
  await cees.sees("sign-in-title");
  assert.equal(await cees.page.getByRole("button", { name: cees.t("method-passkey-open") }).count(), 0);
  await cees.signsIn("cees", appOf("cees"));
  await cees.opens("/security-info/add");
  await cees.reads(cees.t("method-passkey-no-host"));
  assert.equal(await cees.page.getByText(cees.t("method-passkey-title")).count(), 0);
  await cees.leaves();
});

test("without JavaScript the page says what passkeys need, and another method can be chosen", async () => {
  const hanna = await Person.at(named, { language: "nl", script: false });
  await hanna.opens("/sign-in");
  assert.equal(await hanna.page.getByRole("button", { name: hanna.t("method-passkey-open") }).count(), 0);
  await hanna.typesNameAndPassword("hanna");
  await hanna.follows("sign-in-next");
  await choosesPasskey(hanna);
  assert.equal(await hanna.page.locator("noscript p").innerText(), hanna.t("method-passkey-unreadable"));
  await hanna.presses("security-info-prove");
  await hanna.page.getByRole("alert").getByText(hanna.t("method-passkey-unreadable")).waitFor();
  await hanna.leaves();
});

test("a passkey is set up in the three steps of the additional security verification", async () => {
  const steps = await Server.start("demo", {}, undefined, ["--experience", "two-step-verification"]);
  try {
    const person = await Person.at(Object.assign(Object.create(steps), { address: steps.address.replace("127.0.0.1", "localhost") }));
    const passkeys = await Passkeys.of(person);
    await person.typesNameAndPassword("eva");
    await person.follows("sign-in-next");
    await person.sees("security-wizard-title");
    await person.page.getByLabel(person.t("method-passkey-title")).check();
    await person.presses("sign-in-next");
    await person.page.getByLabel(person.t("method-passkey-about")).waitFor();
    await person.presses("sign-in-next");
    await person.reads(person.t("method-passkey-add"));
    await person.presses("security-info-prove");
    await person.reads(person.t("security-wizard-done"));
    assert.equal(await passkeys.count(), 1);
    await person.leaves();
  } finally {
    await steps.remove();
  }
});
