// A telephone of the demo, by the interface for scripts: it does what a hand on the simulated phone does.

/** @typedef {{ id: string, to: string, text: string, at: number }} Text */
/**
 * @typedef {object} Call
 * @property {string} id
 * @property {string} to
 * @property {string | null} extension
 * @property {string} language
 * @property {"ringing" | "talking" | "over"} state
 * @property {string | null} says
 * @property {string} pressed
 * @property {string | null} outcome
 * @property {number} at
 */

/**
 * A number or a code in the digits of another script.
 * @param {string} digits
 * @param {"full-width" | "arabic-indic"} script
 */
export function inScript(digits, script) {
  const zero = { "full-width": 0xff10, "arabic-indic": 0x660 }[script];
  return [...digits].map((digit) => String.fromCodePoint(zero + Number(digit))).join("");
}

export class Phone {
  /**
   * @param {import("./server.js").Server} server
   * @param {string} number as +31612345678
   */
  constructor(server, number) {
    this.server = server;
    this.number = number;
    /** @type {Set<string>} */
    this.seen = new Set();
    /** @type {string[]} the recovery codes beside it */
    this.paper = [];
  }

  /**
   * A phone on which what has arrived before is of no interest.
   * @param {import("./server.js").Server} server
   * @param {string} number
   */
  static async at(server, number) {
    const phone = new Phone(server, number);
    for (const path of ["/simulator/messages", "/simulator/calls"]) {
      for (const { id } of /** @type {{ id: string }[]} */ (await phone.reads(path))) phone.seen.add(id);
    }
    return phone;
  }

  /**
   * The phone of a sample account, and what lies beside it.
   * @param {import("./server.js").Server} server
   * @param {string} name
   */
  static async of(server, name) {
    const page = await (await fetch(`${server.address}/simulator/phone/${name}@demo.example`)).text();
    const [number] = /\+\d{11}/.exec(page) ?? [];
    if (!number) throw new Error(`${name} has no phone`);
    const phone = await Phone.at(server, number);
    phone.paper = [...page.matchAll(/<code>([0-9a-z]{5}-[0-9a-z]{5})<\/code>/g)].map((match) => match[1] ?? "");
    return phone;
  }

  /**
   * @template T
   * @param {string} path
   * @returns {Promise<T>}
   */
  async reads(path) {
    return /** @type {T} */ (await (await fetch(`${this.server.address}${path}`)).json());
  }

  /**
   * What arrives next, as soon as it has.
   * @template {{ id: string, to: string }} T
   * @param {string} path
   * @param {(one: T) => boolean} fits
   * @returns {Promise<T>}
   */
  async next(path, fits) {
    for (let n = 0; n < 100; n++) {
      const all = /** @type {T[]} */ (await this.reads(path));
      const found = all.find((one) => one.to === this.number && !this.seen.has(one.id) && fits(one));
      if (found) {
        this.seen.add(found.id);
        return found;
      }
      await new Promise((later) => setTimeout(later, 100));
    }
    throw new Error(`nothing came to ${this.number}`);
  }

  /** @returns {Promise<Text>} */
  text() {
    return this.next("/simulator/messages", () => true);
  }

  /** The code of the next text, from the line that browsers read. */
  async code() {
    const { text } = await this.text();
    const [, code] = /^@\S+ #(\d{6})$/m.exec(text) ?? [];
    if (!code) throw new Error(`no code in ${text}`);
    return code;
  }

  /** @returns {Promise<Call>} */
  rings() {
    return this.next("/simulator/calls", (/** @type {Call} */ call) => call.state === "ringing");
  }

  /**
   * @param {Call} call
   * @param {"answer" | "decline" | "press" | "hang_up" | "busy" | "voicemail"} what
   * @param {string} [keys]
   * @returns {Promise<Call>}
   */
  async does(call, what, keys = "") {
    const response = await fetch(`${this.server.address}/simulator/calls/${call.id}`, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ do: what, keys }),
    });
    if (!response.ok) throw new Error(`${what}: ${response.status} ${await response.text()}`);
    return /** @type {Call} */ (await response.json());
  }

  /** Answers the next call and presses keys. */
  async answers(keys = "#") {
    const call = await this.rings();
    await this.does(call, "answer");
    return await this.does(call, "press", keys);
  }
}
