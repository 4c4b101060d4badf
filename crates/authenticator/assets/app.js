// The app: takes a ticket out of the address, opens what was kept, and shows the page that the address names.

import { setClock } from "./clock.js";
import { icon, make, say, title } from "./element.js";
import "./install.js";
import { speak, speakOn, t, wanted } from "./language.js";
import { load, lookAll, onChange, state, waiting } from "./state.js";
import { keepSetting, setting } from "./storage.js";

/** @typedef {{ show: (main: HTMLElement, until: AbortSignal, rest: string) => void | Promise<void> }} Page */

/** @type {Record<string, () => Promise<Page>>} */
const PAGES = {
  accounts: () => import("./pages/accounts.js"),
  requests: () => import("./pages/requests.js"),
  history: () => import("./pages/history.js"),
  add: () => import("./pages/add.js"),
  empty: () => import("./pages/empty.js"),
  pair: () => import("./pages/pair.js"),
  ready: () => import("./pages/ready.js"),
  settings: () => import("./pages/settings.js"),
  account: () => import("./pages/account.js"),
};
const TABS = /** @type {const} */ ([
  ["accounts", "M4 7h16v11H4zM8 7V5h8v2M8 13h4"],
  ["requests", "M12 3l7 3v6c0 4-3 7-7 9c-4-2-7-5-7-9V6zM9 12l2 2l4-4"],
  ["history", "M12 4a8 8 0 1 1-8 8M4 12V7M4 12h4M12 8v4l3 2"],
]);
const GEAR = "M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4";
const BACK = "M15 5l-7 7l7 7";
const TOP_PAGES = ["accounts", "requests", "history"];
/** Pages that need nothing besides what comes first. */
const FIRST_PAGES = ["empty", "pair"];

const main = /** @type {HTMLElement} */ (document.querySelector("#main"));
/** What the pages after the start need besides their scripts; fetched once. @type {Promise<unknown> | undefined} */
let dressed;
let leaving = new AbortController();
let shown = "";
/** What the tabs show. */
let drawn = "";

/** A ticket is taken out of the address at once, so that no history, screenshot or bookmark has it. */
function takeTicket() {
  // What looks like one; whether it is whole is seen when it is used.
  const ticket = location.hash.slice(1, 100).toUpperCase().replace(/[\s-]|%20/g, "");
  if (/^[A-Z2-7]{26}$/.test(ticket)) {
    history.replaceState(null, "", `${location.pathname}#/pair`);
    // A phone may throw a page away while its owner looks at another.
    sessionStorage.setItem("ticket", ticket);
  }
}

takeTicket();

function dress() {
  const sheet = make("link", { rel: "stylesheet", href: "/authenticator/pages.css" });
  const there = new Promise((resolve) => ["load", "error"].forEach((event) => sheet.addEventListener(event, resolve)));
  if (!dressed) document.head.append(sheet);
  dressed ??= Promise.all([there, speakOn()]);
  dressed.catch(() => (dressed = undefined));
  return dressed;
}

async function route() {
  takeTicket();
  const ticket = sessionStorage.getItem("ticket") ?? "";
  const [, name = "", rest = ""] = location.hash.split("/");
  const start = state.accounts.length > 0 && waiting().length > 0 ? "requests" : "accounts";
  const page = name === "pair" && !ticket ? "add" : name !== "empty" && Object.hasOwn(PAGES, name) ? name : start;
  const part = page === "accounts" && [state.accounts, state.codes, state.gone].every((list) => list.length === 0) ? "empty" : page;
  leaving.abort();
  const until = (leaving = new AbortController()).signal;
  const [content] = await Promise.all([PAGES[part]?.(), FIRST_PAGES.includes(part) ? null : dress()]);
  if (until.aborted || !content) return;
  main.replaceChildren();
  drawFrame(page);
  await content.show(main, until, page === "pair" ? ticket : rest);
  // Whoever leaves the page has used the ticket, or needs it no more.
  if (page !== "pair") sessionStorage.removeItem("ticket");
  document.title = `${main.querySelector("h1")?.textContent ?? ""} · ${t("app")}`;
  window.scrollTo(0, 0);
  if (shown && !main.contains(document.activeElement)) main.querySelector("h1")?.focus();
  shown = page;
}

/** @param {string} page */
function drawFrame(page) {
  const top = /** @type {HTMLElement} */ (document.querySelector("#top"));
  const left = TOP_PAGES.includes(page)
    ? make("span", { class: "organization" }, state.accounts[0]?.organization ?? t("app"))
    : make("a", { class: "round", href: page === "pair" ? "#/add" : "#/accounts", "aria-label": t("back") }, icon(BACK));
  const right = page === "settings" ? null : make("a", { class: "round", href: "#/settings", "aria-label": t("settings") }, icon(GEAR));
  const skip = make("a", { class: "skip", href: "#main", onclick: (/** @type {Event} */ event) => (event.preventDefault(), main.focus()) }, t("skip"));
  top.replaceChildren(skip, left, ...(right ? [right] : []));
  drawTabs(page);
}

/** @param {string} page */
function drawTabs(page) {
  const tabs = /** @type {HTMLElement} */ (document.querySelector("#tabs"));
  const count = waiting().length;
  // Who is on a tab by keyboard stays there.
  if (drawn === `${page} ${count}`) return;
  drawn = `${page} ${count}`;
  // Who sets the app up has one thing to do.
  tabs.hidden = ["pair", "ready"].includes(page);
  tabs.setAttribute("aria-label", t("app"));
  tabs.replaceChildren(...TABS.map(([name, path]) => {
    const badge = name === "requests" && count > 0;
    return make("a", { href: `#/${name}`, "aria-current": page === name && "page" },
      make("span", { class: "sign" }, icon(path), badge && make("span", { class: "count", "aria-hidden": "true" }, count)),
      t(name), badge && make("span", { class: "hidden" }, t("requests-count", { count })));
  }));
}

/** Shows what has just begun to wait, unless the person is in the midst of something. */
function follow() {
  let known = new Set();
  return () => {
    const now = waiting();
    const fresh = now.filter(({ request }) => request.rings && !known.has(request.challenge));
    known = new Set(now.map(({ request }) => request.challenge));
    if (shown && shown !== "pair") drawTabs(shown);
    const first = fresh[0];
    if (!first || shown === "requests") return;
    if (["accounts", "history", "ready"].includes(shown)) location.hash = `#/requests/${first.request.challenge}`;
    else if (shown) say(t("arrived", { organization: first.request.organization, question: t(`ask-${first.request.purpose}`) }));
  };
}

let watching = false;

/** There is something to hear of as soon as there is an account. */
async function watch() {
  if (watching || state.accounts.length === 0) return;
  watching = true;
  (await import("./watch.js")).startWatching();
}

/** Pulling the page down looks again. */
function followFingers() {
  let from = -1;
  document.addEventListener("touchstart", (event) => (from = window.scrollY <= 0 ? event.touches[0]?.clientY ?? -1 : -1), { passive: true });
  document.addEventListener("touchend", (event) => {
    const way = (event.changedTouches[0]?.clientY ?? 0) - from;
    if (from >= 0 && way > 120 && TOP_PAGES.includes(shown)) lookAll();
    from = -1;
  }, { passive: true });
}

/**
 * A newer app that is ready takes over while nothing is at stake.
 * @param {ServiceWorkerRegistration} kept
 */
function renew(kept) {
  const idle = () => TOP_PAGES.includes(shown) && waiting().length === 0;
  if (!kept.waiting || !kept.active || !idle()) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => idle() && location.reload(), { once: true });
  kept.waiting.postMessage({ kind: "renew" });
}

async function startWorker() {
  const { registration, tend } = await import("./push.js");
  registration().then(renew, () => null);
  navigator.serviceWorker?.addEventListener("message", (event) => {
    if (event.data?.kind === "open") location.hash = `#/requests/${event.data.challenge}`;
  });
  if (await tend(state.accounts)) await load();
}

async function start() {
  const [locked] = await Promise.all([setting("lock"), speak(wanted()), load(), setClock()]);
  const last = state.accounts.at(-1);
  if (last) (await import("./accent.js")).paint(last.accent);
  if (locked) await Promise.all([dress(), import("./lock.js")]).then(([, lock]) => lock.stand(main));
  onChange(follow());
  window.addEventListener("hashchange", () => route().catch(fail));
  await route();
  await keepSetting("language", document.documentElement.lang);
  onChange(watch);
  watch();
  followFingers();
  // What works without a network is fetched when the page is there.
  if ("requestIdleCallback" in window) requestIdleCallback(() => startWorker().catch(() => null));
  else setTimeout(() => startWorker().catch(() => null), 200);
}

/** @param {unknown} error */
function fail(error) {
  main.replaceChildren(title(t("app")), make("p", {}, t("failed")));
  throw error;
}

start().catch(fail);
