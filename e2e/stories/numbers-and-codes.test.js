// What people type as a number and as a code, and what the page says to it; and what waits while others are quicker.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { appOf } from "../actors/demo.js";
import { closeBrowser, Person } from "../actors/person.js";
import { inScript, Phone } from "../actors/phone.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start("demo", { TWEESTAP_MESSAGES_TO_ACCOUNT: "50", TWEESTAP_MESSAGES_TO_NUMBER: "50" })));
after(async () => {
  await closeBrowser();
  await server.remove();
});

/** @param {Person} person @param {string} name @param {string} method */
async function comesToNumber(person, name, method) {
  await person.typesNameAndPassword(name);
  await person.sees("sign-in-more-title");
  await person.follows("sign-in-next");
  await person.sees("security-info-secure-title");
  await person.chooses(`method-${method}-title`);
  await person.sees(`method-${method}-title`);
}

for (const [language, name] of /** @type {const} */ ([["en", "eva"], ["nl", "gijs"]])) {
  describe(`in ${language}`, () => {
    test("a number or an extension that cannot be one has its words, and stays in the field to be mended", async () => {
      const person = await Person.at(server, { language });
      await comesToNumber(person, name, "text_message");
      const refused = /** @type {const} */ ([
        ["abc", "no-such-number"],
        ["06 1234", "no-such-number"],
        ["+31 6 12345678 9012345", "no-such-number"],
        ["+999 123456789", "no-such-number"],
        ["0900 1234567", "not-allowed"],
        ["+31 900 1234567", "not-allowed"],
      ]);
      for (const [number, end] of refused) {
        await person.givesNumber(number);
        await person.page.getByText(person.t(`method-text_message-${end}`)).waitFor();
        assert.equal(await person.page.locator("#number").inputValue(), number);
        assert.equal(await person.page.locator("#number").getAttribute("aria-invalid"), "true");
      }
      await person.looks();
      await person.keepsPicture("number-refused");
      await person.follows("security-info-other-method");
      await person.chooses("method-phone_call-title");
      await person.page.getByLabel(person.t("phone-office-name")).check();
      for (const garbage of ["abc", "12a", "#17"]) {
        await person.page.getByLabel(person.t("phone-extension"), { exact: true }).fill(garbage);
        await person.givesNumber("020 5550100");
        await person.page.getByText(person.t("method-phone_call-extension")).waitFor();
        assert.equal(await person.page.locator("#extension").inputValue(), garbage);
      }
      await person.looks();
      await person.keepsPicture("extension-refused");
      await person.leaves();
    });
  });
}

test("one phone in every national notation, with an extension that it does not have, in letters as on its keys", async () => {
  const phone = await Phone.of(server, "hanna");
  const hanna = await Person.at(server);
  await comesToNumber(hanna, "hanna", "text_message");
  const [own, rest] = [phone.number.slice(3), phone.number.slice(4)];
  const all = [
    `0${own}`, `06-${rest}`, `(06) ${rest.slice(0, 4)} ${rest.slice(4)}`, `0031${own}`, `+31 (0)6 ${rest}`,
    `+31.6.${rest}`, `＋31 ${inScript(own, "full-width")}`, inScript(`0${own}`, "arabic-indic"), `06 ${rest} x17`, `06 ${rest} ext. 17`,
  ];
  for (const number of all) {
    await hanna.givesNumber(number);
    await hanna.page.getByText(phone.number).first().waitFor().catch(() => assert.fail(`${number} is not understood`));
    await hanna.opens("/security-info/details?method=text_message");
  }
  await hanna.leaves();
});

test("a code of an app with spaces and a hyphen in it", async () => {
  const bas = await Person.at(server);
  await bas.typesNameAndPassword("bas");
  await bas.sees("sign-in-ask-title");
  const code = appOf("bas").freshCode();
  await bas.typesCode(` ${code.slice(0, 2)} ${code.slice(2, 4)}-${code.slice(4)} `);
  await bas.staysSignedIn("no");
  await bas.leaves();
});

test("two pages of one sign-in answer one challenge at once: one goes on, and the other finds where it is", async () => {
  const phone = await Phone.of(server, "pim");
  const pim = await Person.at(server);
  await pim.typesNameAndPassword("pim");
  await pim.sees("sign-in-ask-title");
  const other = await pim.page.context().newPage();
  await other.goto("/sign-in");
  const code = await phone.code();
  for (const page of [pim.page, other]) await page.locator("input[name=answer]").fill(code);
  await Promise.all([pim.page, other].map((page) => page.getByRole("button", { name: pim.t("sign-in-verify") }).click()));
  await pim.staysSignedIn("no");
  await other.goto("/account");
  await other.waitForURL("**/account");
  await pim.leaves();
});

test("two browsers ask for a call: each is approved by its own, and one of them alone is not enough for both", async () => {
  const phone = await Phone.of(server, "sam");
  const [one, other] = [await Person.at(server), await Person.at(server)];
  await one.typesNameAndPassword("sam");
  await one.reads(one.t("sign-in-waiting"));
  const first = await phone.rings();
  await other.typesNameAndPassword("sam");
  await other.reads(other.t("sign-in-waiting"));
  const second = await phone.rings();
  await phone.does(second, "answer");
  await phone.does(second, "press", "#");
  await other.sees("sign-in-stay-title");
  await one.reads(one.t("sign-in-waiting"));
  await phone.does(first, "answer");
  await phone.does(first, "press", "#");
  await one.staysSignedIn("no");
  await other.staysSignedIn("no");
  await one.leaves();
  await other.leaves();
});

for (const [language, name] of /** @type {const} */ ([["en", "pim"], ["nl", "roos"]])) {
  test(`the seconds until a text can be sent again are counted down in ${language}`, async () => {
    const phone = await Phone.of(server, name);
    const person = await Person.at(server, { language });
    await person.page.clock.install();
    await person.typesNameAndPassword(name);
    await person.sees("sign-in-ask-title");
    const again = person.page.getByRole("button", { name: person.t("send-again") });
    const left = async () => Number(/\d+/.exec((await person.page.locator("[data-left]").textContent()) ?? "")?.[0]);
    assert.ok(await again.isDisabled());
    const before = await left();
    assert.ok(before > 20 && before <= 30, `${before}`);
    await person.page.clock.runFor(10_000);
    const later = await left();
    assert.ok(later <= before - 10 && later >= before - 13, `${before}, then ${later}`);
    await person.page.clock.runFor(25_000);
    assert.ok(await again.isEnabled());
    assert.ok(await person.page.locator("[data-left]").isHidden());
    await person.looks();
    // The server counts for itself: what the browser's clock says is not what it goes by.
    await again.click();
    await person.reads(person.t("sign-in-again-too-soon"));
    await person.typesCode(await phone.code());
    await person.staysSignedIn("no");
    await person.leaves();
  });
}

test("the last method stays; the default one is deleted, and another is asked first", async () => {
  const wout = await Person.at(server, { language: "nl" });
  await wout.signsIn("wout", appOf("wout"));
  await wout.opens("/security-info");
  const choice = wout.page.getByLabel(wout.t("security-info-default-label"));
  const call = await choice.locator("option").filter({ hasText: /^Bel / }).first().textContent();
  await choice.selectOption({ label: call ?? "" });
  await wout.presses("security-info-default-save");
  await wout.reads(wout.t("security-info-default"));
  const deletes = async (/** @type {string} */ method) => {
    await wout.opens("/security-info");
    await wout.page.getByRole("link", { name: `${wout.t("security-info-delete")} ${method}` }).click();
    await wout.sees("security-info-delete-title");
    await wout.presses("security-info-delete");
  };
  await deletes("Mobiele telefoon");
  await wout.reads(wout.t("security-info-deleted"));
  await wout.opens("/sign-out");
  await wout.presses("sign-out-submit");
  await wout.signsIn("wout", appOf("wout"));
  // Recovery codes only stand in for it: the app is the last method.
  await deletes("Authenticator");
  await wout.reads(wout.t("security-info-last"));
  assert.equal(await wout.page.locator(".rows > li").count(), 2);
  await wout.leaves();
});
