// A code that is spoken, when the call comes to nothing or the code was not caught: help says to choose “Call me again”.

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

/**
 * Comes as far as the page that asks for a spoken code, while the phone rings.
 * @param {Person} person
 * @param {Phone} phone
 * @param {string} name
 */
async function wantsCode(person, phone, name) {
  await person.typesNameAndPassword(name);
  await person.sees("sign-in-ask-title");
  await phone.does(await phone.rings(), "decline");
  const [before = "", after = ""] = person.t("method-spoken_code-choice", { number: "…" }).split("…");
  await person.goesAnotherWay(new RegExp(`^${before}.+${after}$`));
  return await phone.rings();
}

/** @param {string | null} says */
function codeIn(says) {
  const [, spoken = ""] = /((?:\d, ){5}\d)/.exec(says ?? "") ?? [];
  assert.ok(spoken, says ?? "");
  return spoken.replaceAll(", ", "");
}

for (const [language, name] of /** @type {const} */ ([["en", "sam"], ["nl", "tess"]])) {
  for (const [what, end] of /** @type {const} */ ([["busy", "busy"], ["decline", "declined"], ["voicemail", "voicemail"], ["hang_up", "hung-up"]])) {
    test(`the call comes to nothing (${end}): the page says so by itself, and whoever wants is called again, in ${language}`, async () => {
      const phone = await Phone.of(server, name);
      const person = await Person.at(server, { language });
      const call = await wantsCode(person, phone, name);
      if (what === "hang_up") await phone.does(call, "answer");
      await phone.does(call, what);
      await person.reads(person.t(`method-spoken_code-${end}`));
      await person.keepsPicture(`spoken-${end}`);
      await person.presses("method-spoken_code-again");
      await person.typesCode(codeIn((await phone.answers("#")).says));
      await person.staysSignedIn("no");
      await person.leaves();
    });
  }

  test(`whoever did not catch the code is called again and hears another one, in ${language}`, async () => {
    const phone = await Phone.of(server, name);
    const person = await Person.at(server, { language });
    const call = await wantsCode(person, phone, name);
    await phone.does(call, "answer");
    const first = codeIn((await phone.does(call, "press", "#")).says);
    await phone.does(call, "hang_up");
    await person.typesCode(first === "000000" ? "111111" : "000000");
    await person.reads(person.t("method-spoken_code-wrong"));
    await person.presses("method-spoken_code-again");
    await person.typesCode(codeIn((await phone.answers("#")).says));
    await person.staysSignedIn("no");
    await person.leaves();
  });
}
