// Requests that nobody asked for do not wear a person down: they rest, one waits at a time, and after a refusal strangers ring nobody.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { approves, number, phoneWithPush, setsUp, signsOut } from "../actors/approving.js";
import { closeBrowser, Person } from "../actors/person.js";
import { PushService } from "../actors/push-service.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
/** @type {PushService} */
let pushes;
before(async () => {
  pushes = await PushService.start();
  // A rest that does not end while it is looked at.
  server = await Server.start("demo", { TWEESTAP_REQUESTS_UNANSWERED: "3", TWEESTAP_REQUESTS_REST_SECONDS: "600" });
});
after(async () => {
  await closeBrowser();
  await server.remove();
  await pushes.stop();
  assert.deepEqual(pushes.complaints, []);
});

/**
 * The request that a push message is about.
 * @param {import("../actors/push-service.js").Pushed} pushed
 */
const requestOf = (pushed) => JSON.parse(Buffer.from(JSON.parse(pushed.text).message, "base64url").toString("utf8")).request;

/**
 * The button of a way on the page that lists them.
 * @param {Person} person
 * @param {string} key
 */
const way = (person, key) => person.page.getByRole("button", { name: person.t(key), exact: true });

for (const [language, name] of /** @type {const} */ ([["en", "eva"], ["nl", "gijs"]])) {
  test(`after three refusals ${name} is asked no more in the app for a while, and signs in with a code, in ${language}`, async () => {
    const person = await Person.at(server, { language });
    const { phone } = await phoneWithPush(server, pushes, { language });
    await setsUp(person, name, phone);
    await signsOut(person);
    await phone.opens();
    await person.typesNameAndPassword(name);
    for (let refused = 1; refused <= 3; refused += 1) {
      await number(person);
      await phone.meets("ask-sign_in");
      await phone.taps("refuse");
      await phone.meets("said-refused");
      await person.reads(person.t("method-app_notification-refused"));
      await person.presses("method-app_notification-again");
    }
    await person.sees("sign-in-another-title");
    // Ten minutes from the end of the last request, which would have waited for one; a moment less, if it took a while to come here.
    const says = (/** @type {string} */ key) => new RegExp([11, 10].map((minutes) => person.t(key, { minutes })).join("|"));
    const rests = says("sign-in-way-resting");
    await person.page.getByRole("alert").getByText(says("sign-in-way-rests")).waitFor();
    await person.page.locator("form").filter({ has: way(person, "method-app_notification-choice") }).getByText(rests).waitFor();
    assert.equal(await way(person, "method-app_notification-choice").isDisabled(), true);
    await person.keepsPicture("requests-rest");
    await phone.opens();
    await phone.meets("accounts");
    const digits = phone.page.locator(".digits:not(:empty)");
    await digits.waitFor();
    await way(person, "method-app_code-choice").click();
    await person.sees("sign-in-ask-title");
    await person.typesCode(((await digits.textContent()) ?? "").replace(/\D/g, ""));
    await person.staysSignedIn("no");
    await phone.leaves();
    await person.leaves();
  });
}

for (const [language, name] of /** @type {const} */ ([["en", "fatima"], ["nl", "hanna"]])) {
  test(`while one browser's request waits, the second is told so, and after a refusal a stranger's is listed and rings nobody, in ${language}`, async () => {
    const person = await Person.at(server, { language });
    const { phone, subscription } = await phoneWithPush(server, pushes, { language });
    await setsUp(person, name, phone);
    await signsOut(person);
    await phone.opens();
    await phone.follows("requests");
    await phone.meets("nothing-title");
    await person.typesNameAndPassword(name);
    await number(person);
    await phone.meets("ask-sign_in");
    const first = requestOf(await subscription.next());
    assert.deepEqual([first.familiar, first.rings], [true, true]);
    const second = await Person.at(server, { language });
    await second.typesNameAndPassword(name);
    await second.sees("sign-in-another-title");
    await second.reads(second.t("method-app_notification-pending"));
    await way(second, "method-app_notification-choice").click();
    await second.reads(second.t("method-app_notification-pending"));
    await second.sees("sign-in-another-title");
    await second.keepsPicture("request-pending");
    await phone.taps("refuse");
    await phone.meets("said-refused");
    await person.reads(person.t("method-app_notification-refused"));

    // The app is open on its requests, and lists what does not ring.
    await way(second, "method-app_notification-choice").click();
    await second.sees("sign-in-ask-title");
    await phone.sees("ask-sign_in");
    await phone.reads("unfamiliar");
    await phone.person.keepsPicture("app-listed-quietly");
    await approves(second, phone);
    await second.staysSignedIn("no");
    // It is known now. Its next request rings, and nothing was pushed before that.
    await signsOut(second);
    await second.typesNameAndPassword(name);
    await number(second);
    const next = requestOf(await subscription.next());
    assert.deepEqual([next.familiar, next.rings, subscription.waiting], [true, true, 0]);
    assert.equal(next.asked_at > first.asked_at, true);
    await phone.meets("ask-sign_in");
    await approves(second, phone);
    await second.staysSignedIn("no");
    await second.leaves();
    await phone.leaves();
    await person.leaves();
  });
}
