// What people do at both screens to approve on a phone, before our own server: the page shows a number, and the app is given it.

import { Phone } from "../authenticator/phone.js";

/** @typedef {import("./person.js").Person} Person */
/** @typedef {import("./server.js").Server} Server */

/**
 * The number that the page shows.
 * @param {Person} person
 */
export async function number(person) {
  const shown = person.page.locator(".number");
  await shown.waitFor();
  return (/\d\d$/.exec(await shown.innerText()) ?? [""])[0];
}

/** @param {Person} person */
export async function signsOut(person) {
  await person.opens("/sign-out");
  await person.presses("sign-out-submit");
}

/**
 * A phone whose browser subscribes at a push service of the stories.
 * @param {Server} server
 * @param {import("./push-service.js").PushService} pushes
 * @param {import("./person.js").Habits & { notifications?: boolean }} [habits]
 */
export async function phoneWithPush(server, pushes, habits = {}) {
  const phone = await Phone.with(/** @type {any} */ (server), habits);
  const about = await (await fetch(`${server.address}/authenticator/server`)).json();
  const subscription = pushes.subscribes(about.push_key);
  await phone.page.addInitScript((/** @type {{ endpoint: string, p256dh: string, auth: string }} */ given) => {
    // What the demo has in the place of the browser's own push service is left out.
    const fetched = window.fetch;
    window.fetch = async (...what) => {
      const answer = await fetched(...what);
      if (!String(what[0]).endsWith("/authenticator/server")) return answer;
      return Response.json({ ...(await answer.json()), demo_push: null });
    };
    const bytes = (/** @type {string} */ text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0)).buffer;
    /** @type {any} */
    let current = null;
    PushManager.prototype.getSubscription = async () => current;
    const stand = /** @type {any} */ (PushManager.prototype);
    stand.subscribe = async (/** @type {PushSubscriptionOptionsInit} */ options) => (current = {
      endpoint: given.endpoint, options: { applicationServerKey: options?.applicationServerKey ?? null },
      getKey: (/** @type {"p256dh" | "auth"} */ name) => bytes(given[name]), unsubscribe: async () => ((current = null), true),
    });
  }, subscription.toJSON());
  return { phone, subscription };
}

/**
 * The ticket of the page that sets a phone up.
 * @param {Person} person
 */
export async function ticketOf(person) {
  return ((await person.page.locator("#ticket").textContent()) ?? "").replaceAll(" ", "");
}

/**
 * Pairs a phone by the page that is shown, and approves its test.
 * @param {Person} person
 * @param {Phone} phone
 * @param {string} name of the phone
 * @param {"pair-go" | "pair-quiet"} [go] the button that goes on
 */
export async function pairs(person, phone, name, go = "pair-go") {
  await phone.opens(`#${await ticketOf(person)}`);
  await phone.meets("pair-title");
  await phone.page.getByLabel(phone.t("pair-name")).fill(name);
  await phone.taps(go);
  await phone.meets("ask-set_up");
  await approves(person, phone);
}

/**
 * Types the number that the page shows into the request that the phone shows, and approves.
 * @param {Person} person
 * @param {Phone} phone
 */
export async function approves(person, phone) {
  await phone.types(await number(person));
  await phone.taps("approve");
  await phone.meets("said-approved");
}

/**
 * Sets a phone up in the midst of the first sign-in, the whole way to the account.
 * @param {Person} person
 * @param {string} user
 * @param {Phone} phone
 * @param {string} [name] of the phone
 */
export async function setsUp(person, user, phone, name = "Pixel 9") {
  await person.typesNameAndPassword(user);
  await person.follows("sign-in-next");
  await person.chooses("method-app_notification-title");
  await person.sees("method-app_notification-title");
  await pairs(person, phone, name);
  await person.leavesRecoveryCodes();
  await person.staysSignedIn("no");
}
