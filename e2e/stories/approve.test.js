// People approve on their phone: the whole way, from the QR code to the push message that a push service carries.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { number, phoneWithPush, signsOut } from "../actors/approving.js";
import { Authenticator } from "../actors/authenticator.js";
import { closeBrowser, Person } from "../actors/person.js";
import { PushService } from "../actors/push-service.js";
import { Server } from "../actors/server.js";
import { Phone } from "../authenticator/phone.js";

/** @type {Server} */
let server;
/** @type {PushService} */
let pushes;
before(async () => {
  pushes = await PushService.start();
  server = await Server.start("demo", { TWEESTAP_REQUESTS_UNANSWERED: "50" });
});
after(async () => {
  await closeBrowser();
  await server.remove();
  await pushes.stop();
  assert.deepEqual(pushes.complaints, []);
});

/**
 * Carries a push message into the browser, as its push service would.
 * @param {Phone} phone
 * @param {string} data
 */
async function carries(phone, data) {
  const devtools = await phone.page.context().newCDPSession(phone.page);
  /** @type {Promise<string>} */
  const known = new Promise((found) => devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
    if (registrations[0]) found(registrations[0].registrationId);
  }));
  await devtools.send("ServiceWorker.enable");
  await devtools.send("ServiceWorker.deliverPushMessage", { origin: server.address, registrationId: await known, data });
}

/** @param {Phone} phone */
async function showsNotification(phone) {
  await phone.page.waitForFunction(async () => (await (await navigator.serviceWorker.ready).getNotifications()).length > 0);
}

for (const [language, name] of /** @type {const} */ ([["en", "eva"], ["nl", "gijs"]])) {
  test(`${name} sets up the authenticator and signs in by a notification, in ${language}`, async () => {
    const person = await Person.at(server, { language });
    await person.typesNameAndPassword(name);
    await person.sees("sign-in-more-title");
    await person.follows("sign-in-next");
    await person.chooses("method-app_notification-title");
    await person.sees("method-app_notification-title");
    await person.keepsPicture("set-up-authenticator");
    const address = await Authenticator.address(person.page);
    const ticket = (await person.page.locator("#ticket").textContent())?.replaceAll(" ", "") ?? "";
    assert.equal(address, `${server.address}/authenticator#${ticket}`);

    const { phone, subscription } = await phoneWithPush(server, pushes, { language });
    await phone.opens(`#${ticket}`);
    await phone.sees("pair-title");
    await phone.page.getByLabel(phone.t("pair-name")).fill("Pixel 9");
    await phone.taps("pair-go");
    await phone.sees("ask-set_up");
    await person.reads(person.t("method-app_notification-add-paired"));
    await person.keepsPicture("set-up-authenticator-test");
    await phone.types(await number(person));
    await phone.taps("approve");
    await phone.sees("said-approved");
    await person.leavesRecoveryCodes();
    await person.staysSignedIn("no");
    await person.opens("/security-info");
    await person.reads("Pixel 9");
    await person.reads(person.t("authenticator-app-paired"));
    await signsOut(person);

    await phone.opens();
    await phone.works();
    await person.typesNameAndPassword(name);
    await person.sees("sign-in-ask-title");
    await person.keepsPicture("sign-in-number");
    const pushed = await subscription.next();
    assert.deepEqual([pushed.urgency, pushed.ttl <= 60, pushed.ttl > 50], ["high", true, true]);
    const says = JSON.parse(Buffer.from(JSON.parse(pushed.text).message, "base64url").toString("utf8"));
    assert.equal(says.request.organization, "Demo School");
    assert.ok(!pushed.text.includes(`"${await number(person)}"`), "the number is never sent");
    await carries(phone, pushed.text);
    await showsNotification(phone);
    await phone.opens();
    await phone.sees("ask-sign_in");
    await phone.person.keepsPicture("app-asked");
    await phone.types(await number(person));
    await phone.taps("approve");
    await phone.sees("said-approved");
    await person.staysSignedIn("no");
    await signsOut(person);
    await phone.leaves();
    await person.leaves();
  });
}

test("in the demo a push service of its own wakes the authenticator", async () => {
  const person = await Person.at(server);
  await person.typesNameAndPassword("hanna");
  await person.follows("sign-in-next");
  await person.chooses("method-app_notification-title");
  const phone = await Phone.with(/** @type {any} */ (server), {});
  await phone.opens(new URL((await person.page.getByRole("link", { name: person.t("method-app_notification-add-here") }).getAttribute("href")) ?? "").hash);
  await phone.taps("pair-go");
  await phone.meets("ask-set_up");
  await phone.types(await number(person));
  await phone.taps("approve");
  await person.leavesRecoveryCodes();
  await person.staysSignedIn("no");
  await signsOut(person);
  await phone.opens();
  await phone.works();
  await person.typesNameAndPassword("hanna");
  await person.sees("sign-in-ask-title");
  await showsNotification(phone);
  await person.opens("/simulator/authenticator");
  await person.sees("simulator-authenticator");
  await phone.leaves();
  await person.leaves();
});

test("a wrong number ends the request, and what nobody asked for is reported: the browser that asked is blocked, and the account is not", async () => {
  const person = await Person.at(server);
  await person.typesNameAndPassword("fatima");
  await person.follows("sign-in-next");
  await person.chooses("method-app_notification-title");
  const ticket = (await person.page.locator("#ticket").textContent())?.replaceAll(" ", "") ?? "";
  const { phone } = await phoneWithPush(server, pushes);
  await phone.opens(`#${ticket}`);
  await phone.taps("pair-go");
  await phone.sees("ask-set_up");
  await phone.types(await number(person));
  await phone.taps("approve");
  await person.leavesRecoveryCodes();
  await person.staysSignedIn("no");
  await signsOut(person);

  await phone.opens();
  await person.typesNameAndPassword("fatima");
  await phone.sees("ask-sign_in");
  const right = Number(await number(person));
  await phone.types(String(right === 99 ? 10 : right + 1));
  await phone.taps("approve");
  await phone.sees("said-wrong_number");
  await person.reads(person.t("method-app_notification-wrong-number"));
  await person.keepsPicture("wrong-number");
  await person.presses("method-app_notification-again");
  await number(person);
  await phone.opens();
  await phone.sees("ask-sign_in");
  await phone.taps("report");
  await phone.sees("report-title");
  await phone.taps("report-yes");
  await phone.sees("said-reported");
  await person.sees("sign-in-reported-title");
  const mail = await server.mailTo("fatima@demo.example");
  assert.equal(mail.subject, person.t("notice-reported-subject"));
  await person.presses("sign-in-begin-again");
  await person.typesNameAndPassword("fatima");
  await person.sees("sign-in-blocked-title");
  await person.keepsPicture("blocked");
  const elsewhere = await Person.at(server);
  await elsewhere.typesNameAndPassword("fatima");
  await elsewhere.sees("sign-in-ask-title");
  await number(elsewhere);
  await elsewhere.leaves();
  await phone.leaves();
  await person.leaves();
});
