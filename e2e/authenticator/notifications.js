// What the app's service worker shows as notifications, and a finger on one of them.

/** @typedef {{ title: string, body: string, tag: string, lang: string }} Shown */

/**
 * Notes what the service worker shows. The browser's own list is not asked while it shows something: that would lose it.
 * @param {import("playwright-core").Page} page of the app's browser, after the app works without a network
 */
export async function listens(page) {
  const [worker] = page.context().serviceWorkers();
  if (!worker) throw new Error("no service worker");
  await worker.evaluate(() => {
    const own = /** @type {any} */ (self);
    const show = own.registration.showNotification.bind(own.registration);
    own.rung = [];
    own.registration.showNotification = async (/** @type {string} */ title, /** @type {any} */ options) => {
      await show(title, options);
      own.rung.push({ title, body: options.body, tag: options.tag, lang: options.lang });
    };
  });
  /** @param {number} count @returns {Promise<Shown[]>} */
  const rings = async (count) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const all = await worker.evaluate(() => /** @type {any} */ (self).rung);
      if (all.length >= count) return all;
      await page.waitForTimeout(50);
    }
    throw new Error(`${count} did not ring`);
  };
  /** A finger on the only notification, which stays to be closed by the answer to its request. */
  const opens = () => worker.evaluate(async () => {
    const own = /** @type {any} */ (self);
    const [notification] = await own.registration.getNotifications();
    notification.close = () => null;
    own.dispatchEvent(new own.NotificationEvent("notificationclick", { notification }));
  });
  return { rings, opens };
}

/**
 * Stands in for the browser's own question whether the app may ring, which a test cannot answer.
 * @param {import("playwright-core").Page} page
 * @param {"default" | "denied"} says what it says until it is answered
 * @returns {Promise<() => Promise<void>>} the person allows it, as soon as they are asked
 */
export async function answersNotifications(page, says) {
  await page.addInitScript((before) => {
    const given = () => sessionStorage.getItem("notifications") ?? before;
    Object.defineProperty(Notification, "permission", { get: given });
    Notification.requestPermission = async () => {
      const answer = sessionStorage.getItem("allows") ? "granted" : "denied";
      sessionStorage.setItem("notifications", answer);
      return answer;
    };
  }, says);
  return () => page.evaluate(() => sessionStorage.setItem("allows", "yes"));
}
