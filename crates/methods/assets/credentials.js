// Asks the browser for a credential (WebAuthn) where a form needs one, and says what happens meanwhile.

const supported = typeof PublicKeyCredential === "function" && "credentials" in navigator;
// What needs it is shown by the styles, on pages that come later into this document as well.
if (supported) document.documentElement.dataset["credentials"] = "yes";

/** @param {string} text base64url */
function bytes(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

/** @param {ArrayBuffer | null | undefined} buffer */
function text(buffer) {
  if (!buffer) return null;
  const letters = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {{ id: string }[] | undefined} list */
function known(list) {
  return (list ?? []).map((one) => ({ ...one, type: /** @type {const} */ ("public-key"), id: bytes(one.id) }));
}

/** @param {any} options as the server gave them */
function create(options) {
  const user = { ...options.user, id: bytes(options.user.id) };
  const publicKey = { ...options, user, challenge: bytes(options.challenge), excludeCredentials: known(options.excludeCredentials) };
  return navigator.credentials.create({ publicKey });
}

/** @param {any} options as the server gave them */
function get(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) };
  return navigator.credentials.get({ publicKey });
}

/** @param {PublicKeyCredential} credential */
function told(credential) {
  const response = /** @type {AuthenticatorAttestationResponse & AuthenticatorAssertionResponse} */ (credential.response);
  const { clientDataJSON, attestationObject, authenticatorData, signature, userHandle } = response;
  const parts = attestationObject
    ? { attestationObject: text(attestationObject) }
    : { authenticatorData: text(authenticatorData), signature: text(signature), userHandle: text(userHandle) };
  const { id, type } = credential;
  return JSON.stringify({ id, rawId: text(credential.rawId), type, response: { clientDataJSON: text(clientDataJSON), ...parts } });
}

/** @param {HTMLElement} place */
function prepare(place) {
  const form = place.closest("form");
  const answer = /** @type {HTMLInputElement | null} */ (place.querySelector("input[name=answer]"));
  const status = place.querySelector("[role=status]");
  if (!form || !answer || !status) return;
  let asking = false;

  /** @param {string} what */
  const say = (what) => (status.textContent = place.dataset[what] ?? place.dataset["cancelled"] ?? "");

  async function ask() {
    if (asking || !form || !answer) return;
    if (!supported) return void say("unsupported");
    asking = true;
    say("waiting");
    try {
      const options = JSON.parse(place.dataset["options"] ?? "{}");
      const credential = await (place.dataset["credential"] === "create" ? create(options) : get(options));
      answer.value = told(/** @type {PublicKeyCredential} */ (credential));
      form.requestSubmit();
    } catch (error) {
      say(error instanceof DOMException && error.name === "InvalidStateError" ? "known" : "cancelled");
    } finally {
      asking = false;
    }
  }

  form.addEventListener("submit", (event) => {
    if (answer.value) return;
    event.preventDefault();
    ask();
  });
  if ("start" in place.dataset) ask();
}

for (const place of document.querySelectorAll("[data-credential]")) prepare(/** @type {HTMLElement} */ (place));
