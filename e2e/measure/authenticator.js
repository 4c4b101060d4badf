// Measures the authenticator's first load in a real Chromium before a demo of its own, and prints the tables of docs/performance.md.

import { cpus, loadavg, release, totalmem } from "node:os";
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";

import { Server } from "../actors/server.js";

const PORT = 9333 + (process.pid % 500);
const TICKET = "ABCDEFGHIJKLMNOPQRSTUVWXYA";
const RUNS = 5;
/** A slow 4G line and a middling phone, as Lighthouse has them. */
const LINE = { offline: false, latency: 150, downloadThroughput: (1.6e6 / 8), uploadThroughput: 750e3 / 8 };
const SLOWER = 4;

const median = (/** @type {number[]} */ all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;
const seconds = (/** @type {number} */ ms) => `${(ms / 1000).toFixed(2)} s`;
const row = (/** @type {string[]} */ ...cells) => console.log(`| ${cells.join(" | ")} |`);

/**
 * One first visit over the slow line, with nothing in the browser yet.
 * @param {any} browser
 * @param {string} address
 * @param {"en" | "nl"} language
 * @param {string} ready what is there when the page can be used
 */
async function visit(browser, address, language, ready) {
  const context = await browser.newContext({ locale: language, viewport: { width: 412, height: 823 }, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", LINE);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  let bytes = 0, files = 0;
  session.on("Network.loadingFinished", (/** @type {{ encodedDataLength: number }} */ done) => {
    bytes += done.encodedDataLength;
    files += 1;
  });
  await page.addInitScript((/** @type {string} */ selector) => {
    const look = new MutationObserver(() => {
      if (!document.querySelector(selector)) return;
      look.disconnect();
      Reflect.set(window, "usable", performance.now());
    });
    look.observe(document, { childList: true, subtree: true });
  }, ready);
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForFunction(() => Reflect.get(window, "usable") > 0);
  const [before, filesBefore] = [bytes, files];
  const painted = await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime).then((/** @type {any} */ found) => found.jsonValue());
  const usable = await page.evaluate(() => Reflect.get(window, "usable"));
  await context.close();
  return { bytes: before, files: filesBefore, painted, usable };
}

/**
 * @param {any} browser
 * @param {string} address
 * @param {"en" | "nl"} language
 * @param {string} ready
 */
async function visits(browser, address, language, ready) {
  const all = [];
  for (let n = 0; n < RUNS; n++) all.push(await visit(browser, address, language, ready));
  const of = (/** @type {"bytes" | "files" | "painted" | "usable"} */ name) => median(all.map((one) => one[name]));
  return { bytes: of("bytes"), files: of("files"), painted: of("painted"), usable: of("usable"), slowest: Math.max(...all.map((one) => one.usable)) };
}

/**
 * @param {string} address
 * @param {"en" | "nl"} language
 */
async function audit(address, language) {
  const all = [];
  for (let tries = 0; all.length < RUNS && tries < 3 * RUNS; tries++) {
    const told = await lighthouse(address, {
      port: PORT, logLevel: "error", formFactor: "mobile", onlyCategories: ["performance", "accessibility", "best-practices"],
      extraHeaders: { "Accept-Language": language },
    });
    if (!told) throw new Error("Lighthouse said nothing");
    // Now and then a trace is not recorded (NO_NAVSTART): such a run has no figures at all, and is made again.
    if (told.lhr.audits["interactive"]?.numericValue === undefined) console.error(`${language}: made again: ${told.lhr.audits["interactive"]?.errorMessage}`);
    else all.push(told.lhr);
  }
  if (all.length < RUNS) throw new Error("Lighthouse recorded too few traces");
  const last = all.at(-1);
  // A category has no score where one of its audits could not be made.
  const broken = all.flatMap((lhr) => Object.values(lhr.audits)).filter((one) => one.scoreDisplayMode === "error").map((one) => `not made: ${one.title} ${one.errorMessage ?? ""}`);
  const time = (/** @type {string} */ name) => median(all.map((lhr) => lhr.audits[name]?.numericValue ?? NaN));
  const score = (/** @type {string} */ name) => Math.min(...all.map((lhr) => lhr.categories[name]?.score).filter((one) => typeof one === "number").map((one) => Math.round(one * 100)));
  const missed = ["accessibility", "best-practices"].flatMap((name) => (last?.categories[name]?.auditRefs ?? [])
    .map(({ id }) => last?.audits[id]).filter((one) => one && (one.score ?? 1) < 1).map((one) => `${name}: ${one?.title}`));
  return {
    interactive: time("interactive"), painted: time("first-contentful-paint"), largest: time("largest-contentful-paint"), blocked: time("total-blocking-time"),
    bytes: time("total-byte-weight"), performance: score("performance"), accessibility: score("accessibility"), practices: score("best-practices"), missed: [...missed, ...broken],
  };
}

/** What keeps a browser from offering to install the app. @param {any} browser @param {string} address */
async function hindrances(browser, address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  await context.close();
  // A context of its own is private browsing, which has nothing to do with the page.
  return installabilityErrors.map((/** @type {{ errorId: string }} */ one) => one.errorId).filter((/** @type {string} */ id) => id !== "in-incognito");
}

const server = await Server.start("demo");
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", `--remote-debugging-port=${PORT}`],
});
const load = loadavg()[0]?.toFixed(2);
try {
  const address = `${server.address}/authenticator`;
  const memory = Math.round(totalmem() / 1024);
  console.log(`Machine: ${cpus().length} cores of ${cpus()[0]?.model}, ${memory} kB of memory, Linux ${release()}, load ${load} before the run, Chromium ${browser.version()}.\n`);
  console.log("## The authenticator’s first load\n");
  console.log(`A demo of its own, over HTTP/1.1 without TLS; a browser that has nothing of it. Slow 4G: 150 ms of latency, 1.6 Mbit/s, a CPU ${SLOWER} times slower. `
    + `Usable is from the address to the form or link that can be tapped; medians of ${RUNS}, one after the other.\n`);
  row("measured", "beside it, in the same run", "ratio", "goal");
  console.log("|---|---|---|---|");
  for (const language of /** @type {const} */ (["en", "nl"])) {
    for (const [name, at, ready] of [["by a QR code", `#${TICKET}`, "#main form button"], ["without one", "", "#main a.button"]]) {
      const seen = await visits(browser, address + at, language, ready ?? "");
      row(`${language}, ${name}: usable after ${seconds(seen.usable)}`, `first paint ${seconds(seen.painted)}; the slowest of ${RUNS}: usable after ${seconds(seen.slowest)}`, (seen.usable / 1000).toFixed(3), "below 1 s");
      row(`${language}, ${name}: ${(seen.bytes / 1024).toFixed(1)} KiB over the wire until then`, `${seen.files} files`, (seen.bytes / 1024 / 60).toFixed(3), "at most 60 KiB");
    }
    const told = await audit(address, language);
    row(`${language}, Lighthouse, simulated: interactive after ${seconds(told.interactive)}`, `first paint ${seconds(told.painted)}, largest ${seconds(told.largest)}, blocked ${told.blocked.toFixed(0)} ms, ${(told.bytes / 1024).toFixed(1)} KiB in all`, (told.interactive / 1000).toFixed(3), "below 1 s");
    row(`${language}, Lighthouse: accessibility ${told.accessibility}, best practices ${told.practices}`, `performance ${told.performance}`, "", "at least 95 each");
    for (const one of told.missed) console.error(`${language}: ${one}`);
  }
  const errors = await hindrances(browser, address);
  row(`what keeps the app from being installed: ${errors.join(", ") || "nothing"}`, "by `Page.getInstallabilityErrors`", "", "nothing");
} finally {
  await browser.close();
  await server.remove();
}
