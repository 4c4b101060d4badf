// A method rests after wrong codes: the page says for how long and counts the minutes down, and another way stays open.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { closeBrowser, Person } from "../actors/person.js";
import { Phone } from "../actors/phone.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start("demo", { TWEESTAP_MESSAGES_TO_ACCOUNT: "50", TWEESTAP_MESSAGES_TO_NUMBER: "50" })));
after(async () => {
  await closeBrowser();
  await server.remove();
});

const SAYS = {
  en: { fifteen: /15 (more )?minutes/, fourteen: /14 minutes/, one: /a minute/, paper: /recovery code/, text: /Text a code/ },
  nl: { fifteen: /15 minuten/, fourteen: /14 minuten/, one: /een minuut/, paper: /herstelcode/, text: /code sturen per sms|sms/i },
};

for (const [language, name] of /** @type {const} */ ([["en", "vera"], ["nl", "wout"]])) {
  test(`recovery codes rest while a text lets the person in, in ${language}`, async () => {
    const phone = await Phone.of(server, name);
    const person = await Person.at(server, { language });
    await person.typesNameAndPassword(name);
    const { fifteen, fourteen, one, paper, text } = SAYS[language];
    await person.goesAnotherWay(paper);
    for (let n = 0; n < 5; n += 1) await person.typesCode(`${n}aaaa-aaaaa`);
    const rest = person.page.locator("[data-rests]");
    assert.match(await rest.innerText(), fifteen);
    await person.looks();
    await person.keepsPicture("resting-codes");

    await person.page.clock.install();
    await person.follows("sign-in-another");
    await person.sees("sign-in-another-title");
    const codes = person.page.getByRole("button", { name: paper });
    assert.ok(await codes.isDisabled());
    assert.match(await rest.innerText(), fifteen);
    await person.keepsPicture("another-way-resting");
    await person.page.clock.runFor("01:10");
    assert.match(await rest.innerText(), fourteen);
    await person.page.clock.runFor("13:00");
    assert.match(await rest.innerText(), one);
    assert.ok(await codes.isDisabled());
    await person.page.clock.runFor("01:00");
    assert.ok(await codes.isEnabled());
    assert.ok(await rest.isHidden());
    await person.looks();
    // The server counts for itself: what the browser's clock says is not what it goes by.
    await codes.click();
    await person.sees("sign-in-ask-title");
    assert.match(await rest.innerText(), fifteen);
    await person.goesAnotherWay(text);
    await person.typesCode(await phone.code());
    await person.staysSignedIn("no");
    await person.leaves();
  });
}
