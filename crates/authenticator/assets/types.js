// The shapes of what is kept and said, for the checker only: no page fetches this file.

/**
 * @typedef {object} Account
 * @property {string} device
 * @property {string} account
 * @property {string} server
 * @property {string} userName
 * @property {string} displayName
 * @property {string} organization
 * @property {string} label what its owner calls it; empty for the organization's name
 * @property {string} accent six hexadecimal digits
 * @property {CryptoKey} key signs the device's messages
 * @property {string} serverKey the only key whose word is believed
 * @property {string} pushKey
 * @property {CryptoKey} codeKey makes app codes
 * @property {number} sequence the last that was used
 * @property {number} added milliseconds
 * @property {boolean} proved its test was approved
 * @property {string} endpoint of the subscription that the server was told of, or empty
 * @property {string} [rings] what the server was told of notifications, or empty
 */

/**
 * @typedef {object} OwnCode an account of another site, which only has codes
 * @property {string} id
 * @property {string} issuer
 * @property {string} name
 * @property {string} label
 * @property {"SHA-1" | "SHA-256" | "SHA-512"} hash
 * @property {number} digits
 * @property {number} period seconds
 * @property {CryptoKey} key
 * @property {number} added
 */

/**
 * @typedef {object} Past a request that was answered or seen
 * @property {string} challenge
 * @property {string} organization
 * @property {string} userName
 * @property {string} outcome
 * @property {number} at
 * @property {Asked} request
 */

/** @typedef {{ endpoint: string, p256dh: string, auth: string }} Subscription */
/** @typedef {"granted" | "blocked" | "unsupported" | "later"} Notifications */

/**
 * @typedef {object} Asked a request as the server describes it
 * @property {string} challenge
 * @property {"sign_in" | "step_up" | "reset" | "set_up"} purpose
 * @property {string} organization
 * @property {string} application
 * @property {string} address
 * @property {string | null} place
 * @property {string} browser
 * @property {string} system
 * @property {boolean} familiar
 * @property {boolean} rings
 * @property {number} asked_at
 * @property {number} ends_at
 */

/** @typedef {{ requests: Asked[], subscription: "none" | "live" | "gone" }} Listed */

/**
 * @typedef {object} About
 * @property {string} organization
 * @property {string} accent
 * @property {string} push_key
 * @property {string | null} demo_push
 */

export {};
