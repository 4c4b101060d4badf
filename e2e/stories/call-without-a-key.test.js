// A call that is answered and comes to nothing: the wrong keys are pressed, or none, and the page says which way leads on.

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

/** How long a greeting and the wait after it may take. */
const WAIT = 60_000;

const CALLED = /** @type {const} */ ([["en", "sam"], ["nl", "tess"]]);

/**
 * What the pages say once a call came to nothing, and that the next one is good.
 * @param {Person} person
 * @param {Phone} phone
 */
async function isCalledAgain(person, phone) {
  await person.sees("sign-in-ask-title");
  await person.presses("method-phone_call-again");
  await person.page.getByText(person.t("sign-in-waiting")).waitFor();
  assert.equal((await phone.answers("#")).outcome, "approved");
  await person.goesOn();
  await person.staysSignedIn("no");
  await person.opens("/account/activity");
  await person.reads(`${person.t("method-phone_call-title")}: ${person.t("activity-step-no-key")}`);
  await person.keepsPicture("activity-no-key");
}

for (const [language, name] of CALLED) {
  test(`wrong keys are greeted anew, and after the third greeting the call ends, in ${language}`, async () => {
    const phone = await Phone.of(server, name);
    const person = await Person.at(server, { language });
    await person.typesNameAndPassword(name);
    await person.sees("sign-in-ask-title");
    const call = await phone.rings();
    const greeting = person.t("call-greeting", { organization: "Demo School" });
    assert.equal((await phone.does(call, "answer")).says, greeting);
    for (const keys of ["5#", "12#"]) {
      const after = await phone.does(call, "press", keys);
      assert.equal(after.says, greeting);
      assert.equal(after.outcome, null);
    }
    const ended = await phone.does(call, "press", "99#");
    assert.equal(ended.says, person.t("call-goodbye"));
    assert.equal(ended.outcome, "no-key");
    await person.reads(person.t("method-phone_call-no-key"));
    await person.keepsPicture("call-wrong-keys");
    await isCalledAgain(person, phone);
    await person.leaves();
  });
}

/**
 * Asks for the next call, and hears a code.
 * @param {Person} person
 * @param {Phone} phone
 */
async function hearsCode(person, phone) {
  await person.presses("method-spoken_code-again");
  const { says } = await phone.answers("#");
  const [, spoken = ""] = /((?:\d, ){5}\d)/.exec(says ?? "") ?? [];
  await person.typesCode(spoken.replaceAll(", ", ""));
  await person.staysSignedIn("no");
  await person.opens("/account/activity");
  await person.reads(`${person.t("method-spoken_code-title")}: ${person.t("activity-step-no-key")}`);
}

/**
 * Chooses a call to their phone, or one that speaks a code.
 * @param {Person} person
 * @param {Phone} phone
 * @param {"phone_call" | "spoken_code"} method
 */
async function choosesCall(person, phone, method) {
  const [before = "", after = ""] = person.t(`method-${method}-choice`, { number: "…" }).split("…");
  await person.goesAnotherWay(new RegExp(`^${before}.+${phone.number.slice(-2)}${after}$`));
}

/**
 * How a call ended, as soon as it has.
 * @param {Phone} phone
 * @param {string} id
 */
async function outcome(phone, id) {
  for (const since = Date.now(); Date.now() - since < WAIT;) {
    const calls = /** @type {import("../actors/phone.js").Call[]} */ (await phone.reads("/simulator/calls"));
    const found = calls.find((call) => call.id === id)?.outcome;
    if (found) return found;
    await new Promise((later) => setTimeout(later, 250));
  }
  throw new Error(`the call to ${phone.number} has not ended`);
}

const SILENT = /** @type {const} */ ([
  ["vera", "en", true, "phone_call"], ["tess", "nl", true, "phone_call"], ["sam", "en", false, "phone_call"], ["wout", "nl", true, "spoken_code"],
]);

test("no key is pressed: each call ends by itself, and the page says so in both languages, with and without script", async () => {
  // All of them wait at once.
  const callees = [];
  for (const [name, language, script, method] of SILENT) {
    const phone = await Phone.of(server, name);
    const person = await Person.at(server, { language, script });
    await person.typesNameAndPassword(name);
    await person.sees("sign-in-ask-title");
    // These two are asked for a code of their app first.
    if (name === "vera" || name === "wout") await choosesCall(person, phone, method);
    const call = await phone.rings();
    const key = method === "spoken_code" ? "call-greeting-code" : "call-greeting";
    assert.equal((await phone.does(call, "answer")).says, person.t(key, { organization: "Demo School" }));
    callees.push({ phone, person, method, id: call.id });
  }
  for (const { phone, person, method, id } of callees) {
    assert.equal(await outcome(phone, id), "no-key");
    await person.goesOn();
    await person.reads(person.t(`method-${method}-no-key`));
    await person.keepsPicture(`${method}-no-key`);
    if (method === "spoken_code") await hearsCode(person, phone);
    else await isCalledAgain(person, phone);
    await person.leaves();
  }
});
