// The authenticator's web app, on a phone, before a server that speaks the protocol.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { hkdfSync } from "node:crypto";
import { after, before, test } from "node:test";

import { closeBrowser } from "../actors/person.js";
import { Phone } from "../authenticator/phone.js";
import { AuthenticatorServer } from "../authenticator/server.js";

/** @type {AuthenticatorServer} */
let server;
before(async () => void (server = await AuthenticatorServer.start()));
after(async () => {
  await closeBrowser();
  await server.stop();
});

for (const language of /** @type {const} */ (["en", "nl"])) {
  test(`a phone is paired by the QR code's address, and approves a sign-in, in ${language}`, async () => {
    const phone = await Phone.with(server, { language });
    const ticket = server.ticket();
    await phone.opens(`#${ticket}`);
    await phone.sees("pair-title");
    assert.ok(!(await phone.page.evaluate(() => location.href)).includes(ticket), "the ticket is not in the address any more");
    await phone.reads("pair-for", { organization: "School" });
    await phone.person.keepsPicture("app-pair");
    await phone.page.getByLabel(phone.t("pair-name")).fill("Pixel 9");
    await phone.taps("pair-go");
    await phone.sees("ask-set_up");
    await phone.person.keepsPicture("app-test");
    assert.equal(server.device.subscription.endpoint, "https://push.example/1");
    await phone.types(server.device.requests[0].number);
    await phone.taps("approve");
    await phone.sees("said-approved");
    await phone.follows("next");
    await phone.sees("ready-title");
    await phone.person.keepsPicture("app-ready");
    await phone.follows("ready-next");
    await phone.sees("accounts");
    await phone.person.keepsPicture("app-accounts");
    const { number } = server.asks({ familiar: false });
    await phone.sees("ask-sign_in");
    await phone.person.keepsPicture("app-request");
    await phone.types(number);
    await phone.taps("approve");
    await phone.sees("said-approved");
    await phone.person.keepsPicture("app-approved");
    await phone.leaves();
  });
}

test("another number approves nothing, and says what to do", async () => {
  const phone = await Phone.with(server);
  await phone.pairs();
  const { number } = server.asks();
  await phone.meets("ask-sign_in");
  await phone.taps("approve");
  await phone.reads("number-form");
  assert.equal(await phone.page.evaluate(() => document.activeElement?.getAttribute("aria-invalid")), "true");
  await phone.types(number === "42" ? "43" : "42");
  await phone.taps("approve");
  await phone.sees("said-wrong_number");
  assert.equal(server.device.requests.length, 0);
  await phone.leaves();
});

test("who did not ask reports it, after one question, and who does not want it now says so", async () => {
  const phone = await Phone.with(server, { language: "nl" });
  await phone.pairs();
  server.asks({ place: null, application: "" });
  await phone.meets("ask-sign_in");
  await phone.reads("address-only", { address: "203.0.113.7" });
  await phone.taps("report");
  await phone.sees("report-title");
  await phone.person.keepsPicture("app-report");
  await phone.taps("report-no");
  await phone.meets("ask-sign_in");
  await phone.taps("report");
  await phone.taps("report-yes");
  await phone.sees("said-reported");
  await phone.person.keepsPicture("app-reported");
  server.asks({ purpose: "step_up" });
  await phone.meets("ask-step_up");
  await phone.taps("refuse");
  await phone.meets("said-refused");
  await phone.follows("history");
  await phone.sees("history");
  assert.deepEqual(await phone.page.locator(".badge").allTextContents(), ["past-refused", "past-reported", "past-approved"].map((key) => phone.t(/** @type {"past-over"} */ (key))));
  await phone.person.keepsPicture("app-history");
  await phone.leaves();
});

test("a request that ends while it is shown can not be answered any more", async () => {
  const phone = await Phone.with(server);
  await phone.pairs();
  server.asks({ ends_at: server.now() + 1500 });
  await phone.meets("ask-sign_in");
  await phone.meets("said-over");
  assert.equal(await phone.page.getByLabel(phone.t("number")).count(), 0);
  await phone.leaves();
});

test("without a network the app starts, and its code is the one of RFC 6238", async () => {
  const phone = await Phone.with(server);
  await phone.pairs();
  await phone.works();
  await phone.page.context().setOffline(true);
  await phone.opens();
  await phone.meets("accounts");
  await phone.reads("offline");
  const secret = Buffer.from(hkdfSync("sha256", base32(server.device.ticket), "", "tweestap authenticator app code", 20)).toString("hex");
  const shown = (await phone.page.locator(".digits").textContent())?.replace(" ", "");
  const time = Math.floor(Date.now() / 1000);
  const codes = [time, time - 2].map((at) => execFileSync("oathtool", ["--totp", `--now=@${at}`, secret], { encoding: "utf8" }).trim());
  assert.ok(codes.includes(shown ?? ""), `${shown} is none of ${codes}`);
  await phone.leaves();
});

test("a clock that is five minutes off is healed, for answers and codes, and told of", async () => {
  const other = await AuthenticatorServer.start();
  other.ahead = 5 * 60_000;
  const phone = await Phone.with(other);
  await phone.pairs();
  assert.deepEqual(other.heard.filter(({ error }) => error).map(({ kind, error }) => `${kind} ${error}`), ["pair clock"]);
  const { number } = other.asks();
  await phone.meets("ask-sign_in");
  await phone.types(number);
  await phone.taps("approve");
  await phone.meets("said-approved");
  await phone.follows("done");
  await phone.reads("clock-behind", { minutes: 5 });
  await phone.person.looks();
  await phone.leaves();
  await other.stop();
});

test("a sequence that the server has seen is passed", async () => {
  const phone = await Phone.with(server);
  await phone.pairs();
  server.device.sequence += 100_000_000;
  const { number } = server.asks();
  await phone.meets("ask-sign_in");
  await phone.types(number);
  await phone.taps("approve");
  await phone.meets("said-approved");
  assert.ok(server.heard.some(({ error }) => error === "replayed"));
  await phone.leaves();
});

test("an answer that the server did not sign is not believed", async () => {
  const phone = await Phone.with(server);
  await phone.pairs();
  server.asks();
  await phone.meets("ask-sign_in");
  server.forges = true;
  await phone.types("11");
  await phone.taps("approve");
  await phone.reads("unproved");
  server.forges = false;
  await phone.leaves();
});

test("a phone that the server does not know any more says so, and keeps no key", async () => {
  const phone = await Phone.with(server);
  await phone.pairs();
  server.devices.delete(server.device.id);
  await phone.opens();
  await phone.reads("gone", { organization: "School" });
  await phone.person.looks();
  await phone.person.keepsPicture("app-gone");
  await phone.taps("ok");
  await phone.meets("empty-title");
  const left = await phone.page.evaluate(() => new Promise((resolve) => {
    const opening = indexedDB.open("authenticator", 1);
    opening.onsuccess = () => {
      const request = opening.result.transaction("accounts").objectStore("accounts").count();
      request.onsuccess = () => resolve(request.result);
    };
  }));
  assert.equal(left, 0);
  await phone.leaves();
});

test("a ticket that has ended, and a pairing that was not finished, say what to do", async () => {
  const phone = await Phone.with(server);
  await phone.opens("#AAAAAAAAAAAAAAAAAAAAAAAAAA");
  await phone.meets("pair-title");
  await phone.page.locator("button[type=submit]").click();
  await phone.reads("pair-ticket");
  await phone.person.looks();
  await phone.opens(`#${server.ticket()}`);
  await phone.page.locator("button[type=submit]:enabled").click();
  await phone.meets("ask-set_up");
  server.devices.delete(server.device.id);
  await phone.opens();
  await phone.reads("gone-unproved", { organization: "School" });
  await phone.leaves();
});

test("everything works by keyboard alone", async () => {
  const phone = await Phone.with(server);
  await phone.pairs();
  const { number } = server.asks();
  await phone.meets("ask-sign_in");
  assert.equal(await phone.page.evaluate(() => document.activeElement?.textContent), phone.t("ask-sign_in"));
  await phone.page.keyboard.press("Tab");
  await phone.page.keyboard.type(`${number[0]}x${number[1]}`);
  await phone.page.keyboard.press("Enter");
  await phone.meets("said-approved");
  await phone.page.keyboard.press("Tab");
  await phone.page.keyboard.press("Enter");
  await phone.meets("accounts");
  assert.equal(await phone.page.evaluate(() => document.activeElement?.tagName), "H1");
  await phone.page.keyboard.press("Tab");
  await phone.page.keyboard.press("Tab");
  await phone.page.keyboard.press("Enter");
  await phone.page.locator("#says").getByText(phone.t("copied")).waitFor({ state: "attached" });
  assert.match(await phone.page.evaluate(() => navigator.clipboard.readText()), /^\d{6}$/);
  await phone.leaves();
});

test("a subscription that has ended is made anew, and a blocked one is told", async () => {
  const phone = await Phone.with(server);
  await phone.pairs();
  Object.assign(server.device, { gone: true, subscription: null });
  server.heard = [];
  server.calls();
  for (let tries = 0; tries < 100 && !server.heard.some(({ kind }) => kind === "subscribe"); tries += 1) await phone.page.waitForTimeout(50);
  assert.equal(server.device.subscription?.endpoint, "https://push.example/1");
  assert.equal(server.device.notifications, "granted");
  await phone.leaves();
  const quiet = await Phone.with(server, { notifications: false });
  await quiet.pairs();
  assert.equal(server.device.subscription, null);
  for (let tries = 0; tries < 100 && !server.device.notifications; tries += 1) await quiet.page.waitForTimeout(50);
  assert.equal(server.device.notifications, "blocked");
  await quiet.leaves();
});

test("what is fetched before the phone can be paired is at most 60 KiB, even if nothing were compressed, and what follows is as well", async () => {
  const phone = await Phone.with(server);
  await phone.page.addInitScript(() => {
    const look = new MutationObserver(() => {
      if (!document.querySelector("button[type=submit]")) return;
      look.disconnect();
      Reflect.set(window, "formAt", performance.now());
    });
    look.observe(document, { childList: true, subtree: true });
  });
  await phone.opens(`#${server.ticket()}`);
  await phone.reads("pair-for", { organization: "School" });
  const fetched = await phone.page.evaluate(() => {
    const formAt = Reflect.get(window, "formAt");
    const all = /** @type {PerformanceResourceTiming[]} */ ([...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]);
    const sum = (/** @type {number[]} */ sizes) => sizes.reduce((whole, one) => whole + one, 0);
    const before = all.filter((one) => one.responseEnd <= formAt);
    return {
      before: before.length, plain: sum(before.map((one) => one.decodedBodySize)), all: all.length, sent: sum(all.map((one) => one.encodedBodySize)),
    };
  });
  assert.ok(fetched.before > 10 && fetched.plain <= 60 * 1024, `${fetched.before} answers with ${fetched.plain} bytes before the form is there`);
  assert.ok(fetched.all > 15 && fetched.sent <= 60 * 1024, `${fetched.all} answers with ${fetched.sent} bytes`);
  await phone.leaves();
});

/** @param {string} text */
function base32(text) {
  const bits = [...text].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
