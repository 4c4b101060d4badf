// An organization that spares no browser the second step: nothing of it is offered, and one that spares them says for how long.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { appOf } from "../actors/demo.js";
import { closeBrowser, Person } from "../actors/person.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start("demo", { TWEESTAP_MESSAGES_TO_ACCOUNT: "50", TWEESTAP_MESSAGES_TO_NUMBER: "50" })));
after(async () => {
  await closeBrowser();
  await server.remove();
});

/** @param {Person} person */
const box = (person) => person.page.locator("input[name=remember]");

/**
 * Sets for how many days a browser is spared, and waits until a person who is being asked sees it: the server may look for it at any
 * time within some seconds.
 * @param {number} days
 * @param {Person} person
 */
async function spares(days, person) {
  server.run("organization", "set", "demo.example", "--remember-days", String(days));
  const offers = days > 0 ? [person.t("sign-in-remember", { days })] : [];
  const read = async () => (await box(person).locator("..").allTextContents()).map((text) => text.trim());
  for (let n = 0; n < 100; n++) {
    await person.page.reload();
    const found = await read();
    if (found.join() === offers.join()) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  assert.deepEqual(await read(), offers);
}

const ASKED = /** @type {const} */ ([["en", "anna", "pim", "sam"], ["nl", "daan", "roos", "tess"]]);

for (const [language, name] of ASKED) {
  test(`a box names the days for which a browser is spared, and one day has its own words, in ${language}`, async () => {
    const person = await Person.at(server, { language });
    await person.typesNameAndPassword(name);
    await person.sees("sign-in-ask-title");
    await spares(14, person);
    assert.ok(await person.page.getByLabel(person.t("sign-in-remember", { days: 14 }), { exact: true }).isVisible());
    await spares(1, person);
    await person.looks();
    await person.keepsPicture("spared-one-day");
    await person.leaves();
  });
}

for (const [language, byApp, byText, byCall] of ASKED) {
  test(`where no browser is spared there is no box, and whoever sends one all the same is asked again, in ${language}`, async () => {
    const person = await Person.at(server, { language });
    await person.typesNameAndPassword(byApp);
    await person.sees("sign-in-ask-title");
    await spares(0, person);
    await person.sees("sign-in-ask-title");
    await person.keepsPicture("spared-never");
    assert.equal(await person.page.getByRole("checkbox").count(), 0);

    // The same by a text, by a call that rings, and on the pages without script.
    for (const [name, script] of /** @type {const} */ ([[byText, true], [byCall, true], [byApp, false], [byCall, false]])) {
      const other = await Person.at(server, { language, script });
      await other.typesNameAndPassword(name);
      await other.sees("sign-in-ask-title");
      assert.equal(await other.page.getByRole("checkbox").count(), 0, `${name} ${script ? "with" : "without"} script`);
      await other.leaves();
    }

    await person.page.locator("form:has(input[name=answer])").evaluate((form) => {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "remember", value: "yes" }));
    });
    await person.typesCode(appOf(byApp).freshCode());
    await person.staysSignedIn("no");
    await person.opens("/account/sessions");
    await person.reads(person.t("devices-none"));
    await person.opens("/sign-out");
    await person.presses("sign-out-submit");
    await person.typesNameAndPassword(byApp);
    await person.sees("sign-in-ask-title");
    await person.leaves();
  });
}
