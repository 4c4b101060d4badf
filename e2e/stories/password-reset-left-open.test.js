// Pages of a reset that are not what they were: sent twice, gone on with in another window, or closed by the organization.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { appOf } from "../actors/demo.js";
import { closeBrowser, Person } from "../actors/person.js";
import { begins, chooses, codeByMail, forgets, types } from "../actors/resetting.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
/** One whose people do not reset their passwords by themselves. @type {Server} */
let closed;
before(async () => {
  server = await Server.start("demo", { TWEESTAP_RESET_WORK_BITS: "14" });
  closed = await Server.start("demo");
  closed.run("organization", "set", "demo.example", "--reset", "off");
});
after(async () => {
  await closeBrowser();
  await server.remove();
  await closed.remove();
});

for (const [language, name] of /** @type {const} */ ([["en", "anna"], ["nl", "daan"]])) {
  test(`a code is typed on a page whose reset was left in another window: the page says to begin again, in ${language}`, async () => {
    const person = await forgets(server, language);
    await begins(person, name);
    await chooses(person, "method-app_code-choice");
    const tab = await person.inAnotherTab();
    await tab.opens("/password-reset");
    await tab.sees("reset-ask-title");
    await tab.presses("reset-again");
    await tab.sees("reset-title");
    // Whoever begins is told nothing of the kind.
    assert.equal(await tab.page.getByText(tab.t("reset-stale")).count(), 0);
    await types(person, appOf(name).freshCode());
    await person.sees("reset-title");
    await person.reads(person.t("reset-stale"));
    await person.keepsPicture("reset-stale");
    await person.leaves();
  });

  test(`what one window has asked for does not end what another one asks now, in ${language}`, async () => {
    const person = await forgets(server, language);
    await begins(person, name);
    const code = await codeByMail(person, name);
    const tab = await person.inAnotherTab();
    await tab.opens("/password-reset");
    await tab.presses("reset-another");
    await chooses(tab, "method-app_code-choice");
    await types(person, code);
    // The first window shows what is asked now, and that is answered there.
    await person.reads(person.t("method-app_code-ask"));
    await types(person, appOf(name).freshCode());
    await person.reads(person.t("reset-choose-more"));
    await person.leaves();
  });

  test(`a page that was sent twice asks once more, and so does one without a user name, in ${language}`, async () => {
    const person = await forgets(server, language);
    await person.opens("/password-reset");
    await person.sees("reset-title");
    await person.page.getByLabel(person.t("reset-name-label")).fill(name);
    await person.presses("reset-next");
    await person.reads(person.t("reset-name-form"));
    await person.keepsPicture("reset-name-form");
    // Somebody impatient: the form goes out once more while its answer is under way.
    await person.page.getByLabel(person.t("reset-name-label")).fill(`${name}@demo.example`);
    await person.page.route("**/password-reset/begin", async (route) => {
      await fetchesAs(person, route.request());
      await route.continue();
    });
    await person.presses("reset-next");
    await person.reads(person.t("reset-task-stale"));
    await person.keepsPicture("reset-task-stale");
    await person.page.unroute("**/password-reset/begin");
    await person.presses("reset-next");
    await person.sees("reset-aim-title");
    await person.leaves();
  });

  test(`where the organization keeps it to itself, the page names the administrator, in ${language}`, async () => {
    const person = await Person.at(closed, { language });
    await person.opens("/password-reset");
    await person.sees("reset-closed-title");
    await person.reads(person.t("reset-closed-text"));
    await person.keepsPicture("reset-closed");
    await person.follows("reset-to-sign-in");
    await person.sees("sign-in-title");
    await person.leaves();
  });
}

/**
 * Sends a request a first time, with the cookies of the person's browser.
 * @param {Person} person
 * @param {import("playwright-core").Request} request
 */
async function fetchesAs(person, request) {
  const headers = await request.allHeaders();
  const body = request.postData() ?? "";
  const answer = await fetch(new URL("/password-reset/begin", person.server.address), {
    method: "POST", body, redirect: "manual",
    headers: { "content-type": headers["content-type"] ?? "", cookie: (await person.page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; "), origin: person.server.address },
  });
  assert.equal(answer.status, 303, "the first of them is taken");
}
