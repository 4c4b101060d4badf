// How an organization looks: its colour, its logo, and where its people ask for help.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { closeBrowser, Person } from "../actors/person.js";
import { Server } from "../actors/server.js";

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">
<circle cx="20" cy="20" r="18" fill="#7a1fa2"/><path d="M44 8h72v24H44z" fill="#7a1fa2" opacity=".4"/></svg>`;

/** @type {Server} */
let server;
const folder = mkdtempSync(join(tmpdir(), "look-"));
before(async () => {
  server = await Server.start("demo");
  writeFileSync(join(folder, "logo.svg"), LOGO);
  const look = ["--accent", "7a1fa2", "--logo", join(folder, "logo.svg"), "--contact", "servicedesk@demo.example"];
  server.run("organization", "look", "demo.example", ...look);
});
after(async () => {
  await closeBrowser();
  await server.remove();
  rmSync(folder, { recursive: true });
});

for (const language of /** @type {const} */ (["en", "nl"])) {
  for (const colours of /** @type {const} */ (["light", "dark"])) {
    test(`the logo is on every page, and the way to the service desk (${language}, ${colours})`, async () => {
      const person = await Person.at(server, { language, colours, screen: { width: 320, height: 640 } });
      // The organization is read anew every few seconds.
      for (let n = 0; n < 100 && (await person.page.locator("img.logo").count()) === 0; n++) {
        await person.opens("/sign-in");
        await new Promise((later) => setTimeout(later, 100));
      }
      await person.sees("sign-in-title");
      const width = await person.page.locator("img.logo").evaluate((image) => /** @type {HTMLImageElement} */ (image).naturalWidth);
      assert.ok(width > 0, "the picture is shown");
      const link = person.page.getByRole("link", { name: "servicedesk@demo.example" });
      assert.equal(await link.getAttribute("href"), "mailto:servicedesk@demo.example");
      await person.keepsPicture(`look-${colours}`);
      await person.opens("/help/administrator");
      await person.reads(person.t("contact-administrator"));
      assert.equal(await link.count(), 2);
      await person.leaves();
    });
  }
}
