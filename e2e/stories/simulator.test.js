// The demo's phones, by hand and by script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { closeBrowser, Person } from "../actors/person.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start("demo")));
after(async () => {
  await closeBrowser();
  await server.remove();
});

/**
 * What the browser was given to speak.
 * @param {Person} person
 */
async function listens(person) {
  await person.page.addInitScript(() => {
    /** @type {[string, string][]} */
    const heard = [];
    Object.defineProperty(window, "heard", { value: heard });
    Object.defineProperty(window, "speechSynthesis", {
      value: { cancel() {}, speak(/** @type {SpeechSynthesisUtterance} */ said) { heard.push([said.lang, said.text]); } },
    });
  });
  return async () => /** @type {[string, string][]} */ (await person.page.evaluate("window.heard"));
}

for (const [language, name] of /** @type {const} */ ([["en", "sam"], ["nl", "tess"]])) {
  test(`a call rings, is answered by keyboard, speaks, and is approved, in ${language}`, async () => {
    const hand = await Person.at(server, { language });
    const heard = await listens(hand);
    await hand.opens(`/simulator/phone/${name}@demo.example`);
    await hand.sees("simulator-title");
    await hand.reads(hand.t("simulator-texts-none"));
    const person = await Person.at(server, { language });
    await person.typesNameAndPassword(name);
    const answer = hand.page.getByRole("button", { name: hand.t("simulator-answer"), exact: true });
    await answer.waitFor();
    await hand.looks();
    await hand.keepsPicture("phone-ringing");
    assert.equal(await hand.page.locator("#says").textContent(), hand.t("simulator-incoming").replace("{ $organization }", "Demo School"));
    await answer.focus();
    await hand.page.keyboard.press("Enter");
    const greeting = hand.t("call-greeting").replace("{ $organization }", "Demo School");
    await hand.page.locator(".spoken").getByText(greeting).waitFor();
    assert.equal(await hand.page.locator("#says").getAttribute("lang"), language);
    await hand.keepsPicture("phone-talking");
    await hand.looks();
    await hand.page.getByRole("button", { name: "*", exact: true }).press("Enter");
    await hand.page.locator(".pressed").getByText("*").waitFor();
    assert.equal(await hand.page.evaluate("document.activeElement.value"), "*");
    await hand.page.getByRole("button", { name: "#", exact: true }).click();
    await person.staysSignedIn("no");
    await hand.reads(hand.t("call-approved"));
    assert.deepEqual(await heard(), [[language, greeting], [language, hand.t("call-approved")]]);
    await hand.reads(hand.t("simulator-call-approved"));
    await hand.leaves();
    await person.leaves();
  });
}

test("texts arrive live, and the mail beside them, in the dark on a narrow screen", async () => {
  const hand = await Person.at(server, { colours: "dark", screen: { width: 320, height: 640 } });
  await hand.opens("/simulator");
  await hand.sees("simulator-title");
  await hand.page.getByRole("link", { name: "Pim Verbeek" }).click();
  await hand.reads(hand.t("simulator-texts-none"));
  const pim = await Person.at(server);
  await pim.typesNameAndPassword("pim");
  await hand.reads(/is your code to sign in/);
  assert.match((await hand.page.locator("#says").textContent()) ?? "", /is your code to sign in/);
  const [, code] = /#(\d{6})/.exec((await hand.page.locator(".bubble .letter").textContent()) ?? "") ?? [];
  await pim.typesCode(code ?? "");
  await pim.staysSignedIn("no");
  await pim.opens("/security-info/add");
  await pim.chooses("method-recovery_codes-title");
  await pim.writesDownCodes();
  await hand.reads(pim.t("security-info-mail-added-subject"));
  await hand.keepsPicture("phone-narrow");
  await hand.opens("/simulator");
  await hand.reads("One text message");
  await hand.leaves();
  await pim.leaves();
});

test("without JavaScript: the page is looked at again, and its forms do the rest", async () => {
  const hand = await Person.at(server, { script: false });
  const stranger = await Person.at(server);
  await stranger.typesNameAndPassword("umar");
  for (let n = 0; n < 50; n++) {
    await hand.opens("/simulator/phone/umar@demo.example");
    if (await hand.page.getByRole("button", { name: hand.t("simulator-answer"), exact: true }).isVisible()) break;
    await new Promise((later) => setTimeout(later, 100));
  }
  await hand.presses("simulator-answer");
  await hand.reads(/extension 17/);
  await hand.page.getByRole("button", { name: "#", exact: true }).click();
  await hand.page.getByRole("button", { name: "0", exact: true }).click();
  await hand.page.getByRole("button", { name: "#", exact: true }).click();
  await hand.reads(hand.t("call-confirm"));
  await hand.page.getByRole("button", { name: "1", exact: true }).click();
  await stranger.sees("sign-in-reported-title");
  await hand.reads(hand.t("call-reported"));
  await hand.presses("simulator-hang-up");
  await hand.reads(hand.t("simulator-call-reported"));
  await hand.leaves();
  await stranger.leaves();
});

test("a script is told what it did wrong", async () => {
  const call = `${server.address}/simulator/calls/aaaaaaaaaaaaaaaaaaaaaaaaaa`;
  /** @type {[string, string, number][]} */
  const tries = [
    ["text/plain", "{}", 415], ["application/json", "no", 400], ["application/json", "{}", 400], ["application/json", '{"do":"shout"}', 400],
    ["application/json", '{"do":"press","keys":"x"}', 400], ["application/json", " ".repeat(1025), 413], ["application/json", '{"do":"answer"}', 404],
  ];
  for (const [kind, body, status] of tries) {
    const response = await fetch(call, { method: "POST", headers: { "content-type": kind }, body });
    assert.equal(response.status, status, body.slice(0, 40));
    assert.ok(/** @type {{ error: string }} */ (await response.json()).error);
  }
  assert.equal((await fetch(`${server.address}/simulator/phone/nobody@demo.example`)).status, 404);
});
