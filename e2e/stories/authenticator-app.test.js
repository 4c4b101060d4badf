// The authenticator's web app, on a phone, before a server that speaks the protocol.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { closeBrowser } from "../actors/person.js";
import { Phone } from "../authenticator/phone.js";
import { AuthenticatorServer } from "../authenticator/server.js";

/** @type {AuthenticatorServer} */
let server;
before(async () => void (server = await AuthenticatorServer.start()));
after(async () => {
  await closeBrowser();
  await server.stop();
});

for (const language of /** @type {const} */ (["en", "nl"])) {
  test(`a phone is paired by the QR code's address, and approves a sign-in, in ${language}`, async () => {
    const phone = await Phone.with(server, { language });
    await phone.hasPushService();
    const ticket = server.ticket();
    await phone.opens(`#${ticket}`);
    await phone.sees("pair-title");
    assert.ok(!(await phone.page.evaluate(() => location.href)).includes(ticket), "the ticket is not in the address any more");
    await phone.reads("pair-for", { organization: "School" });
    await phone.person.keepsPicture("app-pair");
    await phone.page.getByLabel(phone.t("pair-name")).fill("Pixel 9");
    await phone.taps("pair-go");
    await phone.sees("ask-set_up");
    await phone.person.keepsPicture("app-test");
    assert.equal(server.device.subscription.endpoint, "https://push.example/1");
    await phone.types(server.device.requests[0].number);
    await phone.taps("approve");
    await phone.sees("said-approved");
    await phone.follows("next");
    await phone.sees("ready-title");
    await phone.person.keepsPicture("app-ready");
    await phone.follows("ready-next");
    await phone.sees("accounts");
    await phone.person.keepsPicture("app-accounts");
    const { number } = server.asks({ familiar: false });
    await phone.sees("ask-sign_in");
    await phone.person.keepsPicture("app-request");
    await phone.types(number);
    await phone.taps("approve");
    await phone.sees("said-approved");
    await phone.person.keepsPicture("app-approved");
    await phone.leaves();
  });
}
