// What the phone keeps, in the browser's database. Secret keys are kept as keys that no script can read.

/** @typedef {import("./types.js").Account} Account */
/** @typedef {import("./types.js").OwnCode} OwnCode */
/** @typedef {import("./types.js").Past} Past */

/** How many answered requests are remembered. */
const REMEMBERED = 20;
const STORES = /** @type {const} */ ({ accounts: "device", codes: "id", history: "challenge", settings: "" });

/** @type {Promise<IDBDatabase> | undefined} */
let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("authenticator", 1);
    request.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) request.result.createObjectStore(name, keyPath ? { keyPath } : {});
    };
    request.onsuccess = () => {
      request.result.onclose = () => (opened = undefined);
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

/**
 * One piece of work in one transaction; resolves with its result when that is written.
 * @template T
 * @param {keyof typeof STORES} store
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore, give: (result: T) => void) => void} work
 * @returns {Promise<T>}
 */
async function within(store, mode, work) {
  const transaction = (await database()).transaction(store, mode);
  return new Promise((resolve, reject) => {
    /** @type {T} */
    let result;
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error);
    work(transaction.objectStore(store), (given) => (result = given));
  });
}

/**
 * @template T
 * @param {keyof typeof STORES} store
 * @param {(store: IDBObjectStore) => IDBRequest<T>} question
 * @returns {Promise<T>}
 */
const ask = (store, question) => within(store, "readonly", (objects, give) => {
  const request = question(objects);
  request.onsuccess = () => give(request.result);
});

/**
 * @param {keyof typeof STORES} store
 * @param {(store: IDBObjectStore) => void} change
 * @returns {Promise<void>}
 */
const change = (store, change) => within(store, "readwrite", (objects) => change(objects));

/** @returns {Promise<Account[]>} */
export const accounts = async () => (await ask("accounts", (store) => store.getAll())).sort((a, b) => a.added - b.added);
/** @param {string} device @returns {Promise<Account | undefined>} */
export const account = (device) => ask("accounts", (store) => store.get(device));
/** @param {Account} account */
export const keepAccount = (account) => change("accounts", (store) => store.put(account));
/** @param {string} device */
export const forgetAccount = (device) => change("accounts", (store) => store.delete(device));

/**
 * Changes what is written now, whatever another tab or the service worker wrote before.
 * @param {string} device
 * @param {Partial<Account>} parts
 */
export const changeAccount = (device, parts) => change("accounts", (store) => {
  const request = store.get(device);
  request.onsuccess = () => request.result && store.put({ ...request.result, ...parts });
});

/**
 * The next sequence of a device: taken once, by whoever asks.
 * @param {string} device
 * @param {number} least at least this
 * @returns {Promise<number>}
 */
export const takeSequence = (device, least) => within("accounts", "readwrite", (store, give) => {
  const request = store.get(device);
  request.onsuccess = () => {
    const sequence = Math.max(least, (request.result?.sequence ?? 0) + 1);
    give(sequence);
    if (request.result) store.put({ ...request.result, sequence });
  };
});

/** @returns {Promise<OwnCode[]>} */
export const ownCodes = async () => (await ask("codes", (store) => store.getAll())).sort((a, b) => a.added - b.added);
/** @param {OwnCode} code */
export const keepOwnCode = (code) => change("codes", (store) => store.put(code));
/** @param {string} id */
export const forgetOwnCode = (id) => change("codes", (store) => store.delete(id));

/** @returns {Promise<Past[]>} newest first */
export const history = async () => (await ask("history", (store) => store.getAll())).sort((a, b) => b.at - a.at);
/** @param {Past} past */
export const remember = (past) => change("history", (store) => {
  store.put(past);
  const request = store.getAll();
  request.onsuccess = () => {
    const old = request.result.sort((a, b) => b.at - a.at).slice(REMEMBERED);
    for (const one of old) store.delete(one.challenge);
  };
});
export const forgetHistory = () => change("history", (store) => void store.clear());

/**
 * `clock` (milliseconds that the server is ahead), `language`, `lock` (a credential's id), `gone` (notices of lost accounts).
 * @param {string} name
 */
export const setting = (name) => ask("settings", (store) => store.get(name));
/**
 * @param {string} name
 * @param {any} value
 */
export const keepSetting = (name, value) => change("settings", (store) => store.put(value, name));
