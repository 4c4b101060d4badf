// The files of the authenticator's web app: its words, what is kept for offline use, how much is fetched, and its small rules.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

import { en, nl } from "../authenticator/words.js";
import { readable } from "../../crates/authenticator/assets/accent.js";
import { readOtpAuth } from "../../crates/authenticator/assets/otpauth.js";
import { readAddress, readTicket } from "../../crates/authenticator/assets/ticket.js";

const ASSETS = fileURLToPath(new URL("../../crates/authenticator/assets/", import.meta.url));
const files = readdirSync(ASSETS, { recursive: true, encoding: "utf8" }).filter((name) => name.includes("."));
const scripts = files.filter((name) => name.endsWith(".js")).map((name) => /** @type {const} */ ([name, readFileSync(ASSETS + name, "utf8")]));
/** @param {string} text */
const parts = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

test("every word is there in both languages, with the same parts, and is used", () => {
  assert.deepEqual(Object.keys(nl), Object.keys(en));
  const code = scripts.filter(([name]) => !name.startsWith("words/")).map(([, text]) => text).join("\n");
  for (const [key, text] of Object.entries(en)) {
    assert.deepEqual(parts(nl[/** @type {keyof typeof en} */ (key)]), parts(text), key);
    const made = ["ask", "said", "past", "for", "ring", "push"].some((start) => key.startsWith(`${start}-`));
    assert.ok(made || code.includes(`"${key}"`), `${key} is not used`);
  }
});

test("no script writes markup, and each is short", () => {
  for (const [name, text] of scripts) {
    assert.ok(!/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/.test(text), name);
    assert.ok(text.split("\n").length <= (name.startsWith("words/") ? 400 : 230), `${name} is long`);
  }
});

test("what the app needs without a network is all that there is", () => {
  const worker = readFileSync(`${ASSETS}service-worker.js`, "utf8");
  const kept = [...(/const FILES = \[([^\]]+)\]/.exec(worker)?.[1] ?? "").matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? "");
  const left = ["app.html", "service-worker.js", "icon-512.png", "icon-maskable.png", "types.js"];
  assert.deepEqual(kept.toSorted(), files.filter((name) => !left.includes(name)).sort());
});

test("what is named to be loaded first is what is loaded first", () => {
  const named = [...readFileSync(`${ASSETS}app.html`, "utf8").matchAll(/modulepreload" href="\/authenticator\/([^"]+)"/g)].map((match) => match[1]?.replace("{language}", "en"));
  /** @type {Set<string>} */
  const reached = new Set();
  /** @param {string} name */
  const follow = (name) => {
    if (reached.has(name)) return;
    reached.add(name);
    const text = readFileSync(ASSETS + name, "utf8");
    for (const match of text.matchAll(/^(?:import|export) (?:[^;]*? from )?"([^"]+)";/gm)) follow(new URL(match[1] ?? "", `http://x/${name}`).pathname.slice(1));
  };
  follow("app.js");
  follow("pages/pair.js");
  follow("pages/empty.js");
  follow("words/en.js");
  assert.deepEqual(named.toSorted(), [...reached].sort());
});

test("what the page says before its scripts are there is what the app says, in either language", () => {
  const page = readFileSync(`${ASSETS}app.html`, "utf8");
  for (const [language, words] of /** @type {const} */ ([["en", en], ["nl", nl]])) assert.ok(page.includes(`<p class="begin" lang="${language}">${words["empty-text"]}</p>`), language);
});

test("a ticket is read in either case, and only if it is whole", () => {
  const ticket = "ABCDEFGHIJKLMNOPQRSTUVWXYA";
  assert.equal(readTicket("abcd-efgh ijklmnopqrstuvwxya"), ticket);
  for (const bad of ["", "ABC", `${ticket}A`, "ABCDEFGHIJKLMNOPQRSTUVWXY1", "ABCDEFGHIJKLMNOPQRSTUVWXYB", "/accounts"]) assert.equal(readTicket(bad), null, bad);
  assert.deepEqual(readAddress(`https://sign-in.school.example/authenticator#${ticket}`), { server: "https://sign-in.school.example", ticket });
  assert.deepEqual(readAddress(`http://localhost:8080/authenticator#${ticket}`), { server: "http://localhost:8080", ticket });
  for (const bad of [`http://school.example/authenticator#${ticket}`, `https://school.example/other#${ticket}`, "otpauth://totp/x", `javascript:1/authenticator#${ticket}`]) assert.equal(readAddress(bad), null, bad);
});

test("an otpauth address is read strictly", () => {
  const read = readOtpAuth("otpauth://totp/Mail:anna%40mail.example?secret=jbsw%20y3dpehpk3pxp&issuer=Mail&digits=8&period=60&algorithm=SHA512");
  assert.deepEqual(read && { ...read, secret: read.secret.length }, { issuer: "Mail", name: "anna@mail.example", secret: 10, hash: "SHA-512", digits: 8, period: 60 });
  const good = "otpauth://totp/Mail:anna?secret=JBSWY3DPEHPK3PXP";
  assert.equal(readOtpAuth(good)?.issuer, "Mail");
  for (const bad of [
    "otpauth://hotp/Mail:anna?secret=JBSWY3DPEHPK3PXP&counter=1", "otpauth://totp/Mail:anna", "otpauth://totp/Mail:anna?secret=JBSW", `${good}&digits=9`, `${good}&period=45`,
    `${good}&algorithm=MD5`, `${good}&secret=JBSWY3DPEHPK3PXP`, "otpauth://totp/%ff?secret=JBSWY3DPEHPK3PXP", "otpauth://totp/?secret=JBSWY3DPEHPK3PXP", "https://mail.example", `${good}${"x".repeat(1000)}`,
  ]) assert.equal(readOtpAuth(bad), null, bad);
});

test("an accent can be read on every ground, whatever the organization chose", () => {
  for (const accent of ["1f5fbf", "ffff00", "000000", "ffffff", "7f7f7f", "00ff00", "e2001a"]) {
    for (const scheme of /** @type {const} */ (["light", "dark"])) assert.equal(readable(accent, scheme)?.length, 2, accent);
  }
  assert.equal(readable("red", "light"), null);
});
