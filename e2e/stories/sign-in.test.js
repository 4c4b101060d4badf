// Signing in with password and app code.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { appOf } from "../actors/demo.js";
import { closeBrowser, Person } from "../actors/person.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start("demo")));
after(async () => {
  await closeBrowser();
  await server.remove();
});

// The demo locks her at its start, for a minute.
test("whose account is locked is told so", async () => {
  const stranger = await Person.at(server);
  await stranger.typesNameAndPassword("lotte");
  await stranger.reads("Your account is locked for a moment");
  await stranger.leaves();
});

for (const language of /** @type {const} */ (["en", "nl"])) {
  describe(`in ${language}`, () => {
    test("password, code, and signed in until the browser is closed", async () => {
      const anna = await Person.at(server, { language });
      await anna.opens("/");
      await anna.sees("demo-title");
      await anna.keepsPicture("demo");
      await anna.typesNameAndPassword("anna");
      await anna.sees("sign-in-ask-title");
      await anna.keepsPicture("code");
      await anna.typesCode(appOf("anna").freshCode());
      await anna.sees("sign-in-stay-title");
      await anna.keepsPicture("stay");
      await anna.staysSignedIn("no");
      await anna.looks();
      assert.equal((await anna.cookie("session"))?.expires, -1);
      assert.equal(await anna.cookie("attempt"), undefined);
      await anna.leaves();
    });

    test("every page in the dark, on a narrow screen", async () => {
      const bas = await Person.at(server, { language, colours: "dark", screen: { width: 320, height: 640 } });
      await bas.signsIn("bas", appOf("bas"));
      for (const path of ["/account", "/account/activity", "/account/sessions", "/security-info", "/security-info/add", "/sign-out", "/nowhere", "/simulator"]) {
        await bas.opens(path);
        await bas.looks();
      }
      await bas.opens("/");
      await bas.keepsPicture("narrow");
      await bas.leaves();
    });
  });
}

test("without JavaScript, by keyboard alone, and staying signed in for 180 days", async () => {
  const cees = await Person.at(server, { script: false });
  await cees.opens("/sign-in");
  await cees.typesAtFocus("cees@demo.example");
  await cees.page.keyboard.press("Enter");
  await cees.sees("sign-in-password-title");
  await cees.typesAtFocus("correct fiets batterij nietje");
  await cees.page.keyboard.press("Enter");
  await cees.sees("sign-in-ask-title");
  await cees.typesAtFocus(appOf("cees", 1).freshCode());
  await cees.page.keyboard.press("Enter");
  await cees.sees("sign-in-stay-title");
  const stay = cees.page.getByRole("button", { name: cees.t("sign-in-stay-yes"), exact: true });
  for (let n = 0; n < 20 && !(await stay.evaluate((button) => button === document.activeElement)); n++) await cees.page.keyboard.press("Tab");
  await cees.page.keyboard.press("Enter");
  await cees.page.waitForURL("**/account");
  const days = (((await cees.cookie("session"))?.expires ?? 0) - Date.now() / 1000) / 86400;
  assert.ok(days > 179 && days <= 180, `${days} days`);
  await cees.leaves();
});

test("the language is chosen by the account, and changed on every page", async () => {
  const daan = await Person.at(server, { language: "en" });
  await daan.typesNameAndPassword("daan");
  await daan.sees("sign-in-ask-title");
  await daan.page.getByRole("link", { name: "Nederlands" }).click();
  daan.habits.language = "nl";
  await daan.page.getByRole("heading", { name: "Bevestig dat u het bent" }).waitFor();
  await daan.looks();
  await daan.leaves();
});

test("wrong user name and wrong password are told in the same words", async () => {
  const stranger = await Person.at(server);
  for (const name of ["anna", "nobody"]) {
    await stranger.typesNameAndPassword(name, "a wrong password");
    await stranger.reads(stranger.t("sign-in-password-wrong"));
    await stranger.presses("sign-in-other-account");
  }
  await stranger.typesNameAndPassword("mark");
  await stranger.sees("sign-in-disabled-title");
  await stranger.leaves();
});

test("a code is taken once; wrong codes make the method rest, and the right one waits with them", async () => {
  const noor = await Person.at(server);
  const app = appOf("noor");
  const code = app.freshCode();
  await noor.typesNameAndPassword("noor");
  await noor.typesCode(code);
  await noor.sees("sign-in-stay-title");
  await noor.leaves();
  const again = await Person.at(server);
  await again.typesNameAndPassword("noor");
  await again.typesCode(code);
  await again.reads(again.t("method-app_code-used"));
  await again.typesCode("12345");
  await again.reads(again.t("method-app_code-unreadable"));
  const now = [-30, 0, 30, 60].map((offset) => app.code(offset));
  const wrong = ["000000", "111111", "222222", "333333", "444444", "555555"].filter((guess) => !now.includes(guess));
  for (const guess of wrong.slice(0, 3)) {
    await again.typesCode(guess);
    await again.reads(again.t("method-app_code-wrong"));
  }
  await again.typesCode(wrong[3] ?? "");
  await again.reads("Too many wrong codes were typed");
  await again.keepsPicture("resting");
  await again.leaves();
});

test("a stranger who tries passwords does not lock out the owner's own browser", async () => {
  const ivo = await Person.at(server);
  const app = appOf("ivo");
  await ivo.signsIn("ivo", app);
  const stranger = await Person.at(server);
  await stranger.typesNameAndPassword("ivo", "guess 0");
  for (let n = 1; n < 10; n++) await stranger.typesPassword(`guess ${n}`);
  await stranger.typesPassword("guess 10");
  await stranger.reads("Your account is locked for a moment");
  await ivo.opens("/sign-out");
  await ivo.presses("sign-out-submit");
  await ivo.typesNameAndPassword("ivo");
  await ivo.sees("sign-in-ask-title");
  await stranger.leaves();
  await ivo.leaves();
});
