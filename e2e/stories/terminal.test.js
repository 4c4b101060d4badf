// The authenticator at a terminal: before a server of the protocol that is written in another language, and before ours.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { appOf } from "../actors/demo.js";
import { closeBrowser, Person } from "../actors/person.js";
import { Server } from "../actors/server.js";
import { Terminal } from "../actors/terminal.js";
import { AuthenticatorServer } from "../authenticator/server.js";

/** @type {AuthenticatorServer} */
let server;
const terminal = new Terminal();
before(async () => void (server = await AuthenticatorServer.start()));
after(async () => {
  terminal.remove();
  await closeBrowser();
  await server.stop();
});

test("a program is paired by what the QR code holds, and answers what is asked", async () => {
  const paired = await terminal.does("pair", `${server.address}/authenticator#${server.ticket()}`, "--name", "Desk");
  assert.match(paired, /The test that ends the pairing/);
  assert.equal(server.device.name, "Desk");
  await terminal.does("approve", server.device.requests[0].number);
  assert.ok(server.device.proved);

  const watching = terminal.does("watch", "--once");
  const { number } = server.asks({ familiar: false });
  assert.match(await watching, /A sign-in for \S+ at Library[^]*Firefox on Windows, which is new to this account/);
  assert.match(await terminal.does("approve", number), /Approved/);
  server.asks({});
  assert.match(await terminal.does("report"), /Reported/);
  const wrong = server.asks({});
  const refused = await terminal.types("approve", wrong.number === "10" ? "11" : "10");
  assert.equal(refused.code, 1);
  assert.match(refused.says, /not the number/);
});

test("a clock that is off is corrected, and a device that was left is gone", async () => {
  server.ahead = 3_600_000;
  assert.match(await terminal.does("list"), /Nothing waits/);
  await terminal.does("forget");
  assert.ok(server.device.left);
});

test("a person pairs a terminal by the letters of the page, and signs in with it", async () => {
  const school = await Server.start("demo");
  const own = new Terminal();
  try {
    const number = async (/** @type {Person} */ person) => /\d\d$/.exec((await person.page.locator(".number").innerText()).trim())?.[0] ?? "";
    const anna = await Person.at(school);
    await anna.signsIn("anna", appOf("anna"));
    await anna.opens("/security-info/add");
    const row = anna.page.locator(".rows > li").filter({ hasText: anna.t("method-app_notification-about") });
    await row.getByRole("button").click();
    await anna.page.locator("details > summary").click();
    const letters = await anna.page.locator("#ticket").innerText();
    await own.does("pair", letters, "--server", school.address);
    assert.match(await own.does("approve", await number(anna)), /is an authenticator of the account now/);
    await anna.page.waitForURL(/security-info(?!\/set-up)/);

    const later = await Person.at(school);
    await later.typesNameAndPassword("anna");
    assert.match(await own.does("approve", await number(later)), /A sign-in for anna@demo.example at Demo School[^]*Approved/);
    await later.sees("sign-in-stay-title");
    await own.does("forget");
    assert.match((await own.types("list")).says, /no account here yet/);
  } finally {
    own.remove();
    await school.remove();
  }
});
