// The pictures of the help pages: what people see on their way in, in each language.

import { after, before, describe, test } from "node:test";

import { appOf } from "../actors/demo.js";
import { keeps, takes } from "../actors/help-pictures.js";
import { Passkeys } from "../actors/passkeys.js";
import { closeBrowser, PASSWORD, Person } from "../actors/person.js";
import { Phone as Telephone } from "../actors/phone.js";
import { Server } from "../actors/server.js";
import { Phone } from "../authenticator/phone.js";

/** @type {Server} */
let server;
/** The same by its name: passkeys are bound to one. @type {Server} */
let named;
/** One whose people set up in three steps. @type {Server} */
let steps;
/** @type {Server} */
let namedSteps;

/** @param {Server} one */
const byName = (one) => /** @type {Server} */ (Object.assign(Object.create(one), { address: one.address.replace("127.0.0.1", "localhost") }));

before(async () => {
  server = await Server.start("demo", { TWEESTAP_MESSAGES_TO_ACCOUNT: "50", TWEESTAP_MESSAGES_TO_NUMBER: "50" });
  named = byName(server);
  steps = await Server.start("demo", {}, undefined, ["--experience", "two-step-verification"]);
  namedSteps = byName(steps);
});
after(async () => {
  await closeBrowser();
  await server.remove();
  await steps.remove();
  keeps();
});

const PEOPLE = /** @type {const} */ ({
  en: { owner: "anna", texter: "pim", caller: "sam", prepared: "vera", fresh: "eva", device: "fatima", speaks: /speak a code/, paper: /recovery code/ },
  nl: { owner: "daan", texter: "roos", caller: "tess", prepared: "wout", fresh: "gijs", device: "hanna", speaks: /lees een code voor/, paper: /herstelcode/ },
});

for (const language of /** @type {const} */ (["en", "nl"])) {
  const people = PEOPLE[language];
  describe(`in ${language}`, () => {
    test("from the user name to the account", async () => {
      const person = await Person.at(server, { language });
      await person.opens("/sign-in");
      await takes("user-name", person);
      await person.page.getByLabel(person.t("sign-in-user-name-label")).fill(`${people.owner}@demo.example`);
      await person.presses("sign-in-next");
      await person.sees("sign-in-password-title");
      await takes("password", person);
      await person.page.getByLabel(person.t("sign-in-password-label"), { exact: true }).fill(PASSWORD);
      await person.presses("sign-in-submit");
      await person.sees("sign-in-ask-title");
      await takes("app-code", person);
      await person.typesCode(appOf(people.owner).freshCode());
      await person.sees("sign-in-stay-title");
      await takes("stay", person);
      await person.staysSignedIn("no");
      await person.opens("/account/activity");
      await person.sees("activity-title");
      await takes("activity", person);
      await person.opens("/account/sessions");
      await person.sees("sessions-title");
      await takes("sessions", person);
      await person.opens("/account/password");
      await person.sees("password-title");
      await takes("change-password", person);
      await person.opens("/password-reset");
      await person.sees("reset-title");
      await takes("reset", person);
      await person.leaves();
    });

    test("a text, a call, a code that is spoken, and a call that is reported", async () => {
      const [texter, caller] = [await Person.at(server, { language }), await Person.at(server, { language })];
      const phone = await Telephone.of(server, people.caller);
      await texter.typesNameAndPassword(people.texter);
      await texter.sees("sign-in-ask-title");
      await takes("text", texter);
      await caller.typesNameAndPassword(people.caller);
      await caller.sees("sign-in-ask-title");
      await takes("call", caller);
      await phone.does(await phone.rings(), "decline");
      await caller.reads(caller.t("method-phone_call-declined"));
      await caller.goesAnotherWay(people.speaks);
      await takes("spoken", caller);
      await phone.does(await phone.rings(), "decline");
      await caller.goesAnotherWay(language === "en" ? /^Call (?!.*speak)/ : /^Bel (?!.*lees)/);
      const call = await phone.answers("0#");
      await phone.does(call, "press", "1");
      await caller.sees("sign-in-reported-title");
      await takes("reported", caller);
      await texter.leaves();
      await caller.leaves();
    });

    test("another way, and a recovery code", async () => {
      const { paper } = await Telephone.of(server, people.prepared);
      const person = await Person.at(server, { language });
      await person.typesNameAndPassword(people.prepared);
      await person.follows("sign-in-another");
      await person.sees("sign-in-another-title");
      await takes("another", person);
      await person.page.getByRole("button", { name: people.paper }).click();
      await person.sees("sign-in-ask-title");
      await takes("recovery-code", person);
      await person.typesCode(paper[0] ?? "");
      await person.staysSignedIn("no");
      await person.opens("/not-me");
      await person.sees("not-me-title");
      await takes("not-me", person);
      await person.leaves();
    });

    test("setting up the app, and approving a request in it", async () => {
      const person = await Person.at(named, { language });
      await person.typesNameAndPassword(people.fresh);
      await person.sees("sign-in-more-title");
      await takes("more", person);
      await person.follows("sign-in-next");
      await person.sees("security-info-secure-title");
      await takes("methods", person);
      await person.chooses("method-app_notification-title");
      const ticket = (await person.page.locator("#ticket").textContent())?.replaceAll(" ", "") ?? "";
      const phone = await Phone.with(/** @type {any} */ (named), { language });
      const number = async () => (/\d\d$/.exec(await person.page.locator(".number").innerText()) ?? [""])[0];
      await phone.opens(`#${ticket}`);
      await phone.page.getByLabel(phone.t("pair-name")).fill("Pixel 9");
      await phone.taps("pair-go");
      await phone.sees("ask-set_up");
      await phone.types(await number());
      await phone.taps("approve");
      await person.sees("security-info-recovery-title");
      await person.presses("security-info-recovery-make");
      await person.sees("method-recovery_codes-title");
      await person.page.locator("#codes code").last().waitFor();
      await takes("recovery-codes", person);
      const codes = await person.page.locator("#codes code").allTextContents();
      await person.page.getByLabel(person.t("method-recovery_codes-add-label")).fill(codes[0] ?? "");
      await person.presses("security-info-prove");
      await person.staysSignedIn("no");
      await person.opens("/security-info");
      await person.sees("security-info-title");
      await takes("security-info", person);
      await person.opens("/sign-out");
      await person.presses("sign-out-submit");
      await person.typesNameAndPassword(people.fresh);
      await person.sees("sign-in-ask-title");
      await takes("number", person);
      await phone.opens();
      await phone.sees("ask-sign_in");
      await takes("app-request", phone.person, "main");
      await phone.leaves();
      await person.leaves();
    });

    test("a passkey", async () => {
      const person = await Person.at(named, { language });
      const passkeys = await Passkeys.of(person);
      await person.typesNameAndPassword(people.device);
      await person.follows("sign-in-next");
      const row = person.page.locator(".rows > li").filter({ hasText: person.t("method-passkey-title") });
      await row.getByRole("button").click();
      await person.sees("method-passkey-title");
      await person.presses("security-info-prove");
      await person.leavesRecoveryCodes();
      await person.staysSignedIn("no");
      await person.opens("/sign-out");
      await person.presses("sign-out-submit");
      await passkeys.answers(false);
      await person.typesNameAndPassword(people.device);
      await person.reads(person.t("method-passkey-waiting"));
      await takes("passkey", person);
      await person.leaves();
    });

    test("the three steps of the additional security verification", async () => {
      const person = await Person.at(namedSteps, { language });
      await person.typesNameAndPassword(people.fresh);
      await person.follows("sign-in-next");
      await person.sees("security-wizard-title");
      await takes("wizard", person);
      await person.leaves();
    });
  });
}
