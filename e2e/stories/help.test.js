// Help: every page in every language, the search, and the ways to it from where people are stuck.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { closeBrowser, Person } from "../actors/person.js";
import { Server } from "../actors/server.js";

const PAGES = readdirSync(fileURLToPath(new URL("../../crates/help/pages/en", import.meta.url))).map((file) => file.replace(/\.md$/, ""));

/** @type {Server} */
let server;
before(async () => void (server = await Server.start("demo")));
after(async () => {
  await closeBrowser();
  await server.remove();
});

/**
 * Headings go down one level at a time, and there is one of the first.
 * @param {Person} person
 */
async function headingsInOrder(person) {
  const levels = await person.page.locator("h1, h2, h3, h4").evaluateAll((all) => all.map((one) => Number(one.tagName[1])));
  assert.deepEqual(levels.filter((level) => level === 1), [1]);
  levels.forEach((level, n) => assert.ok(level - (levels[n - 1] ?? 0) <= 1, `${person.page.url()}: ${levels}`));
}

const LOOKS = /** @type {const} */ ([["en", "light", 1024], ["nl", "light", 1024], ["en", "dark", 320], ["nl", "dark", 320]]);

for (const [language, colours, width] of LOOKS) {
  test(`every page in ${language}, ${colours}, ${width} wide`, async () => {
    const reader = await Person.at(server, { language, colours, screen: { width, height: 800 } });
    for (const path of ["/help", "/help?q=sms", ...PAGES.map((page) => `/help/${page}`)]) {
      await reader.opens(path);
      await reader.looks();
      await headingsInOrder(reader);
      for (const picture of await reader.page.locator("main img").all()) {
        await picture.scrollIntoViewIfNeeded();
        await reader.page.waitForFunction((image) => /** @type {HTMLImageElement} */ (image).naturalWidth > 0, await picture.elementHandle());
      }
    }
    for (const page of ["", "/sign-in-app-notification", "/lost-phone", "/manage-methods"]) {
      await reader.opens(`/help${page}`);
      await reader.keepsPicture(`help${page.replace("/", "-")}-${width}`);
    }
    await reader.leaves();
  });
}

describe("whoever is stuck", () => {
  test("finds a page by words, without JavaScript, and goes back", async () => {
    const reader = await Person.at(server, { script: false, language: "nl" });
    await reader.opens("/sign-in");
    await reader.follows("help-cannot-sign-in");
    await reader.sees("help-title");
    await reader.page.getByLabel(reader.t("help-search-label")).fill("krijg geen sms <b>");
    await reader.presses("help-search-go");
    await reader.reads(reader.t("help-found"));
    await reader.page.getByRole("link", { name: "Er komt geen sms aan" }).first().click();
    await reader.page.getByRole("heading", { level: 1, name: "Er komt geen sms aan" }).waitFor();
    await reader.follows("help-near-all");
    await reader.page.getByLabel(reader.t("help-search-label")).fill("xyzzy");
    await reader.presses("help-search-go");
    await reader.reads(reader.t("help-found-none"));
    await reader.opens("/help/no-code");
    await reader.follows("help-back");
    await reader.sees("sign-in-title");
    await reader.leaves();
  });

  test("keeps the number of an error on the way through the pages, and in another language", async () => {
    const reader = await Person.at(server);
    await reader.opens("/nowhere");
    const number = (await reader.page.locator("main code").textContent()) ?? "";
    assert.match(number, /^[a-z2-7]{26}$/);
    await reader.follows("help-cannot-sign-in");
    await reader.page.getByRole("heading", { level: 1, name: "An error page with a number" }).waitFor();
    await reader.reads(number);
    await reader.page.getByRole("link", { name: "How to ask your administrator" }).click();
    await reader.page.getByRole("heading", { level: 1, name: "Asking your administrator" }).waitFor();
    await reader.reads(number);
    await reader.page.getByRole("link", { name: "Nederlands" }).click();
    await reader.page.getByRole("heading", { level: 1, name: "Uw beheerder om hulp vragen" }).waitFor();
    assert.equal(await reader.page.locator("main code").textContent(), number);
    for (const other of ["call%200900", "%3Cscript%3E", "a".repeat(2000)]) {
      await reader.opens(`/help/no-code?request=${other}`);
      assert.equal(await reader.page.locator("main code").count(), 0);
    }
    await reader.leaves();
  });

  test("is led from each page of signing in to the one about it", async () => {
    const person = await Person.at(server);
    /** @param {string} page */
    const leadsTo = async (page) => {
      const link = person.page.getByRole("link", { name: person.t("help-cannot-sign-in"), exact: true });
      assert.match((await link.getAttribute("href")) ?? "", new RegExp(`^/help/${page}(\\?|$)`));
    };
    await person.typesNameAndPassword("pim", "wrong");
    await leadsTo("wrong-password");
    await person.presses("sign-in-other-account");
    for (const [name, page] of [["pim", "no-code"], ["sam", "no-call"], ["anna", "sign-in-app-code"], ["eva", "need-a-method"], ["mark", "account-disabled"]]) {
      await person.page.context().clearCookies();
      await person.typesNameAndPassword(name ?? "");
      await leadsTo(page ?? "");
    }
    await person.page.context().clearCookies();
    await person.typesNameAndPassword("vera");
    await person.follows("sign-in-another");
    await leadsTo("no-method-left");
    await person.leaves();
  });
});

test("on paper there is the page and nothing around it", async () => {
  const reader = await Person.at(server, { language: "nl" });
  await reader.opens("/help/lost-phone");
  await reader.page.emulateMedia({ media: "print" });
  assert.ok(await reader.page.locator("article h1").isVisible());
  for (const around of [".top", ".bottom", ".crumbs", ".near"]) {
    assert.ok(!(await reader.page.locator(around).isVisible()), around);
  }
  await reader.keepsPicture("help-printed");
  await reader.leaves();
});
