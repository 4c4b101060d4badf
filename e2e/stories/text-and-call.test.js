// The second step by a text, by a call, by a spoken code and by a recovery code, and which of them comes first.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { appOf } from "../actors/demo.js";
import { closeBrowser, Person } from "../actors/person.js";
import { Phone } from "../actors/phone.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
// The stories ask for more calls than one person may in ten minutes.
before(async () => void (server = await Server.start("demo", { TWEESTAP_MESSAGES_TO_ACCOUNT: "50", TWEESTAP_MESSAGES_TO_NUMBER: "50" })));
after(async () => {
  await closeBrowser();
  await server.remove();
});

const NARROW = /** @type {const} */ ({ colours: "dark", screen: { width: 320, height: 640 } });

for (const [language, texter, caller, prepared] of /** @type {const} */ ([["en", "pim", "sam", "vera"], ["nl", "roos", "tess", "wout"]])) {
  describe(`in ${language}`, () => {
    test("a text: a wrong code, and the right one with a space in it", async () => {
      const phone = await Phone.of(server, texter);
      const person = await Person.at(server, { language });
      await person.typesNameAndPassword(texter);
      await person.sees("sign-in-ask-title");
      const code = await phone.code();
      await person.keepsPicture("text");
      assert.ok(await person.page.getByRole("button", { name: person.t("send-again") }).isDisabled());
      await person.reads(new RegExp(person.t("send-again-in").replace("{ $seconds }", "\\d+")));
      await person.typesCode(code === "000000" ? "111111" : "000000");
      await person.reads(person.t("method-text_message-wrong"));
      await person.typesCode(`${code.slice(0, 3)} ${code.slice(3)}`);
      await person.staysSignedIn("no");
      await person.leaves();
    });

    test("a call: every way in which it comes to nothing has its words, and # is right", async () => {
      const phone = await Phone.of(server, caller);
      const person = await Person.at(server, { language });
      await person.typesNameAndPassword(caller);
      await person.sees("sign-in-ask-title");
      await person.keepsPicture("call");
      for (const [what, end] of /** @type {const} */ ([["busy", "busy"], ["decline", "declined"], ["voicemail", "voicemail"]])) {
        await phone.does(await phone.rings(), what);
        await person.reads(person.t(`method-phone_call-${end}`));
        await person.presses("method-phone_call-again");
      }
      const call = await phone.rings();
      await phone.does(call, "answer");
      await phone.does(call, "hang_up");
      await person.reads(person.t("method-phone_call-hung-up"));
      await person.keepsPicture("call-hung-up");
      await person.presses("method-phone_call-again");
      await phone.answers("#");
      await person.staysSignedIn("no");
      await person.leaves();
    });

    test("a call that nobody asked for is reported, the sign-in is stopped and the person is told", async () => {
      const phone = await Phone.of(server, caller);
      const stranger = await Person.at(server, { language });
      await stranger.typesNameAndPassword(caller);
      await stranger.sees("sign-in-ask-title");
      const call = await phone.answers("0#");
      assert.equal(call.language, language);
      await phone.does(call, "press", "1");
      await stranger.sees("sign-in-reported-title");
      await stranger.keepsPicture("reported");
      const mail = await server.mailTo(`${caller}@demo.example`);
      assert.equal(mail.subject, stranger.t("notice-reported-subject"));
      await stranger.presses("sign-in-begin-again");
      await stranger.sees("sign-in-title");
      await stranger.leaves();
    });

    test("a code that is spoken", async () => {
      const phone = await Phone.of(server, caller);
      const person = await Person.at(server, { language });
      await person.typesNameAndPassword(caller);
      await person.sees("sign-in-ask-title");
      await phone.does(await phone.rings(), "decline");
      await person.reads(person.t("method-phone_call-declined"));
      await person.goesAnotherWay(language === "en" ? /speak a code/ : /lees een code voor/);
      const { says } = await phone.answers("#");
      const [, spoken] = /((?:\d, ){5}\d)/.exec(says ?? "") ?? [];
      assert.ok(spoken, says ?? "");
      await person.typesCode(spoken.replaceAll(", ", ""));
      await person.staysSignedIn("no");
      await person.leaves();
    });

    test("a recovery code is good once, without the phone that is lost", async () => {
      const { paper } = await Phone.of(server, prepared);
      assert.equal(paper.length, 10);
      for (const code of [paper[3] ?? "", paper[3] ?? ""].entries()) {
        const person = await Person.at(server, { language });
        await person.typesNameAndPassword(prepared);
        await person.goesAnotherWay(language === "en" ? /recovery code/ : /herstelcode/);
        await person.keepsPicture("recovery-code");
        await person.typesCode(code[1].toUpperCase());
        if (code[0] === 0) await person.staysSignedIn("no");
        else await person.reads(person.t("method-recovery_codes-used"));
        await person.leaves();
      }
    });

    test("every page of it in the dark, on a narrow screen", async () => {
      const person = await Person.at(server, { language, ...NARROW });
      await person.typesNameAndPassword(texter);
      await person.sees("sign-in-ask-title");
      await person.keepsPicture("text-narrow");
      await person.follows("sign-in-another");
      await person.sees("sign-in-another-title");
      await person.keepsPicture("another-narrow");
      await person.page.getByRole("button", { name: language === "en" ? /^Call/ : /^Bel/ }).first().click();
      await person.reads(person.t("sign-in-waiting"));
      await person.keepsPicture("call-narrow");
      await person.leaves();
    });
  });
}

test("without JavaScript, by keyboard alone: a call, and then Continue", async () => {
  const phone = await Phone.of(server, "sam");
  const sam = await Person.at(server, { script: false });
  await sam.opens("/sign-in");
  await sam.typesAtFocus("sam@demo.example");
  await sam.page.keyboard.press("Enter");
  await sam.sees("sign-in-password-title");
  await sam.typesAtFocus("correct fiets batterij nietje");
  await sam.page.keyboard.press("Enter");
  await sam.sees("sign-in-ask-title");
  await sam.reads(sam.t("sign-in-waiting"));
  await sam.presses("sign-in-continue");
  await sam.reads(sam.t("waiting-nothing-yet"));
  await sam.reads(sam.t("sign-in-waiting"));
  await phone.answers("#");
  const go = sam.page.getByRole("button", { name: sam.t("sign-in-continue") });
  for (let n = 0; n < 20 && !(await go.evaluate((button) => button === document.activeElement)); n++) await sam.page.keyboard.press("Tab");
  await sam.page.keyboard.press("Enter");
  await sam.staysSignedIn("no");
  await sam.leaves();
});

test("without JavaScript, a text is not sent again at once", async () => {
  const phone = await Phone.of(server, "pim");
  const pim = await Person.at(server, { script: false });
  await pim.typesNameAndPassword("pim");
  await pim.sees("sign-in-ask-title");
  await pim.presses("send-again");
  await pim.reads(pim.t("sign-in-again-too-soon"));
  await pim.typesCode(await phone.code());
  await pim.staysSignedIn("no");
  await pim.leaves();
});

test("a code is good only in the browser that asked for it", async () => {
  const phone = await Phone.of(server, "pim");
  const [one, other] = [await Person.at(server), await Person.at(server)];
  await one.typesNameAndPassword("pim");
  await one.sees("sign-in-ask-title");
  const code = await phone.code();
  await other.typesNameAndPassword("pim");
  await other.sees("sign-in-ask-title");
  const own = await phone.code();
  if (own !== code) {
    await other.typesCode(code);
    await other.reads(other.t("method-text_message-wrong"));
  }
  await other.typesCode(own);
  await other.staysSignedIn("no");
  await one.typesCode(code);
  await one.staysSignedIn("no");
  await one.leaves();
  await other.leaves();
});

test("an office phone is reached through its extension", async () => {
  const phone = await Phone.at(server, "+31205550100");
  const umar = await Person.at(server);
  await umar.typesNameAndPassword("umar");
  await umar.sees("sign-in-ask-title");
  const call = await phone.rings();
  assert.equal(call.extension, "17");
  assert.match((await phone.does(call, "answer")).says ?? "", /extension 17/);
  assert.match((await phone.does(call, "press", "#")).says ?? "", /press the pound key/);
  assert.equal((await phone.does(call, "press", "#")).outcome, "approved");
  await umar.staysSignedIn("no");
  await umar.leaves();
});

test("the default method is changed, and is asked first from then on", async () => {
  const phone = await Phone.of(server, "pim");
  const pim = await Person.at(server);
  await pim.typesNameAndPassword("pim");
  await pim.typesCode(await phone.code());
  await pim.staysSignedIn("no");
  await pim.follows("menu-security-info");
  await pim.sees("security-info-title");
  await pim.page.getByLabel(pim.t("security-info-default-label")).selectOption({ label: "Call +31 ••••••• 13" });
  await pim.presses("security-info-default-save");
  await pim.reads(pim.t("security-info-default"));
  await pim.keepsPicture("default-method");
  await pim.opens("/sign-out");
  await pim.presses("sign-out-submit");
  await pim.typesNameAndPassword("pim");
  await pim.reads(pim.t("sign-in-waiting"));
  await phone.answers("#");
  await pim.staysSignedIn("no");
  await pim.leaves();
});

test("a device is not asked again, by a call as by a code, until it is forgotten", async () => {
  const phone = await Phone.of(server, "tess");
  const tess = await Person.at(server, { language: "nl" });
  await tess.typesNameAndPassword("tess");
  await tess.sees("sign-in-ask-title");
  // What is ticked while the call rings is kept until it is approved.
  await tess.page.getByRole("checkbox").check();
  await phone.answers("#");
  await tess.staysSignedIn("no");
  await tess.opens("/sign-out");
  await tess.presses("sign-out-submit");
  await tess.typesNameAndPassword("tess");
  await tess.staysSignedIn("no");
  await tess.opens("/account/sessions");
  await tess.reads(tess.t("devices-intro"));
  await tess.keepsPicture("devices");
  await tess.presses("devices-forget");
  await tess.reads(tess.t("devices-none"));
  await tess.opens("/sign-out");
  await tess.presses("sign-out-submit");
  await tess.typesNameAndPassword("tess");
  await tess.sees("sign-in-ask-title");
  await tess.leaves();
});

test("a device is not asked again, until a change of the methods revokes that", async () => {
  const vera = await Person.at(server);
  const app = appOf("vera");
  await vera.typesNameAndPassword("vera");
  await vera.sees("sign-in-ask-title");
  await vera.page.getByRole("checkbox").check();
  await vera.typesCode(app.freshCode());
  await vera.staysSignedIn("no");
  await vera.opens("/sign-out");
  await vera.presses("sign-out-submit");
  await vera.typesNameAndPassword("vera");
  await vera.staysSignedIn("no");
  // What was not asked to sign in is asked to change anything.
  await vera.opens("/security-info");
  await vera.page.getByRole("link", { name: `${vera.t("security-info-delete")} Mobile phone` }).click();
  await vera.sees("security-info-delete-title");
  await vera.presses("security-info-delete");
  await vera.sees("sign-in-ask-title");
  await vera.typesCode(app.freshCode());
  await vera.page.waitForURL(/security-info/);
  if (!(await vera.page.getByRole("heading", { name: vera.t("security-info-delete-title") }).isVisible())) {
    await vera.opens("/security-info");
    await vera.page.getByRole("link", { name: `${vera.t("security-info-delete")} Mobile phone` }).click();
  }
  await vera.presses("security-info-delete");
  await vera.reads(vera.t("security-info-deleted"));
  await vera.opens("/sign-out");
  await vera.presses("sign-out-submit");
  await vera.typesNameAndPassword("vera");
  await vera.sees("sign-in-ask-title");
  await vera.leaves();
});
