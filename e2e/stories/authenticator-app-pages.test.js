// The pages of the authenticator's web app: how they look, what they add and take away, the lock, the camera.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";

import { closeBrowser } from "../actors/person.js";
import { Phone } from "../authenticator/phone.js";
import { AuthenticatorServer } from "../authenticator/server.js";

const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

/** @type {AuthenticatorServer} */
let server;
before(async () => void (server = await AuthenticatorServer.start()));
after(async () => {
  await closeBrowser();
  await server.stop();
});

for (const [language, colours, width] of /** @type {const} */ ([["en", "light", 390], ["nl", "dark", 320]])) {
  test(`every page can be read by everyone, in ${language}, ${colours}, ${width} pixels wide`, async () => {
    const phone = await Phone.with(server, { language, colours, screen: { width, height: 720 }, notifications: false });
    await phone.opens();
    await phone.sees("empty-title");
    await phone.person.keepsPicture(`app-empty-${width}`);
    await phone.pairs();
    await phone.walks();
    await phone.opens(`#/account/${server.device.id}`);
    await phone.page.getByRole("heading", { level: 1, name: "School", exact: true }).waitFor();
    await phone.person.looks();
    await phone.leaves();
  });
}

test("an account is named, and taken off the phone, which the server hears", async () => {
  const phone = await Phone.with(server);
  await phone.pairs();
  await phone.opens();
  await phone.page.getByRole("link", { name: phone.t("edit-of", { name: "School" }) }).click();
  await phone.page.getByLabel(phone.t("edit-label")).fill("My school");
  await phone.taps("save");
  await phone.page.getByRole("heading", { name: "My school" }).waitFor();
  await phone.page.getByRole("link", { name: phone.t("edit-of", { name: "My school" }) }).click();
  await phone.taps("remove");
  await phone.page.getByRole("heading", { name: phone.t("remove-title", { name: "My school" }) }).waitFor();
  await phone.person.looks();
  await phone.person.keepsPicture("app-remove");
  await phone.taps("remove-yes");
  await phone.sees("removed-title");
  assert.equal(server.device.left, true);
  await phone.follows("done");
  await phone.meets("empty-title");
  await phone.leaves();
});

for (const language of /** @type {const} */ (["en", "nl"])) {
  test(`a browser that has cleared what was kept says so, and the phone is set up anew, in ${language}`, async () => {
    const phone = await Phone.with(server, { language });
    await phone.pairs();
    const devtools = await phone.page.context().newCDPSession(phone.page);
    await devtools.send("Storage.clearDataForOrigin", { origin: server.address, storageTypes: "all" });
    await phone.opens();
    await phone.sees("empty-title");
    await phone.reads("empty-lost");
    await phone.pairs();
    await phone.leaves();
  });
}

test("another site's key is typed, and makes the codes that it asks for", async () => {
  const phone = await Phone.with(server);
  await phone.opens("#/add");
  await phone.meets("add");
  await phone.page.getByText(phone.t("other-title")).click();
  await phone.taps("other-add");
  await phone.reads("other-key-form");
  await phone.page.getByLabel(phone.t("other-issuer")).fill("Mail");
  await phone.page.getByLabel(phone.t("other-key"), { exact: true }).fill(SECRET.toLowerCase().replace(/(.{4})/g, "$1 "));
  await phone.page.getByText(phone.t("other-more")).click();
  await phone.page.getByLabel(phone.t("other-digits")).selectOption("8");
  await phone.page.getByLabel(phone.t("other-hash")).selectOption("SHA-256");
  await phone.taps("other-add");
  await phone.page.getByRole("heading", { name: "Mail", exact: true }).waitFor();
  await phone.page.locator(".digits:not(:empty)").waitFor();
  const code = (await phone.page.locator(".digits").textContent())?.replace(" ", "");
  const codes = [0, -2].map((off) => execFileSync("oathtool", ["--totp=sha256", "-d", "8", "-b", `--now=@${Math.floor(Date.now() / 1000) + off}`, SECRET], { encoding: "utf8" }).trim());
  assert.ok(codes.includes(code ?? ""), `${code} is none of ${codes}`);
  await phone.leaves();
});

/**
 * A camera before which a QR code is held.
 * @param {Phone} phone
 * @param {string} text
 */
async function holds(phone, text) {
  const picture = execFileSync("qrencode", ["-o", "-", "-s", "6", "-m", "4"], { input: text }).toString("base64");
  await phone.page.addInitScript((data) => {
    Reflect.deleteProperty(window, "BarcodeDetector");
    navigator.mediaDevices.getUserMedia = async () => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [800, 600];
      const context = canvas.getContext("2d");
      setInterval(() => {
        if (!context) return;
        context.fillStyle = "#cdd2d6";
        context.fillRect(0, 0, 800, 600);
        context.setTransform(0.98, 0.17, -0.17, 0.98, 260, 90);
        context.drawImage(image, 0, 0);
        context.resetTransform();
      }, 50);
      return canvas.captureStream(20);
    };
  }, picture);
}

test("the app's own camera reads the code where the browser has no reader", async () => {
  const phone = await Phone.with(server);
  const ticket = server.ticket();
  await holds(phone, `${server.address}/authenticator#${ticket}`);
  await phone.opens("#/add");
  await phone.taps("scan");
  await phone.meets("pair-title");
  await phone.leaves();
});

test("a code of another server leads there, and a code of something else is told", async () => {
  const phone = await Phone.with(server, { language: "nl" });
  await holds(phone, "https://other.example/authenticator#AAAAAAAAAAAAAAAAAAAAAAAAAA");
  await phone.opens("#/add");
  await phone.taps("scan");
  await phone.reads("pair-server", { server: "other.example" });
  await phone.person.looks();
  await phone.person.keepsPicture("app-camera");
  await phone.leaves();
  const other = await Phone.with(server);
  await holds(other, "WIFI:S:guests;;");
  await other.opens("#/add");
  await other.taps("scan");
  await other.reads("scan-other");
  await other.leaves();
});

test("a camera that may not be used says so, and the ticket can be typed", async () => {
  const phone = await Phone.with(server);
  await phone.page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await phone.opens("#/add");
  await phone.taps("scan");
  await phone.reads("scan-refused");
  await phone.page.getByLabel(phone.t("type-label")).fill("abc");
  await phone.taps("next");
  await phone.reads("type-form");
  await phone.page.getByLabel(phone.t("type-label")).fill(server.ticket().toLowerCase().replace(/(.{4})/g, "$1-"));
  await phone.taps("next");
  await phone.meets("pair-title");
  await phone.leaves();
});

test("on an iPhone the home screen comes first, and the ticket is kept for there", async () => {
  const phone = await Phone.with(server);
  await phone.page.addInitScript(() => {
    Object.defineProperty(navigator, "userAgent", { value: "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15" });
  });
  const ticket = server.ticket();
  await phone.opens(`#${ticket}`);
  await phone.sees("iphone-title");
  await phone.person.keepsPicture("app-iphone");
  assert.equal((await phone.page.locator(".ticket").textContent())?.replaceAll(" ", ""), ticket);
  await phone.taps("iphone-skip");
  await phone.meets("pair-title");
  assert.ok(server.tickets.has(ticket), "the ticket was not used");
  await phone.leaves();
});

test("the lock asks at the opening and before an approval, and can be turned off", async () => {
  const phone = await Phone.with(server);
  const session = await phone.page.context().newCDPSession(phone.page);
  await session.send("WebAuthn.enable");
  const options = { protocol: /** @type {const} */ ("ctap2"), transport: /** @type {const} */ ("internal"), hasResidentKey: true, hasUserVerification: true, isUserVerified: true };
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", { options });
  await phone.pairs();
  await phone.opens("#/settings");
  await phone.taps("lock-on");
  await phone.reads("lock-is-on");
  await phone.person.looks();
  await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await phone.opens();
  await phone.page.reload();
  await phone.sees("locked-title");
  await phone.person.keepsPicture("app-locked");
  await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
  await phone.taps("locked-open");
  await phone.meets("accounts");
  await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  // A while after the app was unlocked.
  await phone.page.evaluate(() => {
    const { now } = Date;
    Date.now = () => now() + 40_000;
  });
  const { number } = server.asks();
  await phone.meets("ask-sign_in");
  await phone.types(number);
  await phone.taps("approve");
  await phone.page.locator(".error").getByText(phone.t("locked-answer")).waitFor();
  assert.equal(server.device.requests.length, 1, "nothing was sent");
  await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
  await phone.taps("approve");
  await phone.meets("said-approved");
  await phone.opens("#/settings");
  await phone.taps("lock-off");
  await phone.page.getByRole("button", { name: phone.t("lock-on") }).waitFor();
  await phone.leaves();
});

test("the language can be changed, and stays", async () => {
  const phone = await Phone.with(server);
  await phone.opens("#/settings");
  await phone.page.getByLabel("Nederlands").click();
  await phone.page.getByRole("heading", { level: 1, name: "Instellingen" }).waitFor();
  assert.equal(await phone.page.locator("html").getAttribute("lang"), "nl");
  await phone.leaves();
});
