// A camera that looks for a QR code: by the browser's own reader where it has one, otherwise by ours.

import { make } from "./element.js";
import { t } from "./language.js";

/** @typedef {(picture: HTMLVideoElement) => Promise<string | null>} Reader */

/** The width that our reader works on; a code that fills a third of it has enough pixels for each module. */
const WIDTH = 640;

/** @returns {Promise<Reader>} */
async function reader() {
  const Detector = Reflect.get(window, "BarcodeDetector");
  const formats = await Detector?.getSupportedFormats().catch(() => []);
  if (formats?.includes("qr_code")) {
    const detector = new Detector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video).catch(() => []))[0]?.rawValue ?? null;
  }
  const { decode } = await import("./qr/decode.js");
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, WIDTH / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    if (!context || !canvas.width || !canvas.height) return null;
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    return decode(context.getImageData(0, 0, canvas.width, canvas.height));
  };
}

/** Begins to look when it is put on the page, and stops when it is taken off. Events: `found` (detail: the text), `refused` (detail: why). */
export class QrCamera extends HTMLElement {
  #video = make("video", { playsinline: true, muted: true, "aria-hidden": "true" });
  /** @type {MediaStream | null} */
  #stream = null;

  connectedCallback() {
    this.replaceChildren(this.#video, make("span", { class: "aim", "aria-hidden": "true" }), make("p", { role: "status" }, t("scan-aim")));
    this.#look();
  }

  disconnectedCallback() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
  }

  async #look() {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false });
      this.#stream = stream;
      if (!this.isConnected) return this.disconnectedCallback();
      this.#video.srcObject = stream;
      await this.#video.play();
      await this.#search(await reader());
    } catch (error) {
      const refused = error instanceof DOMException && error.name === "NotAllowedError";
      if (this.isConnected) this.dispatchEvent(new CustomEvent("refused", { detail: refused ? "scan-refused" : "scan-none" }));
    }
  }

  /** @param {Reader} read */
  async #search(read) {
    let last = "";
    while (this.isConnected) {
      const text = await read(this.#video);
      // What is for something else is told once, as long as it is before the camera.
      if (text && text !== last && this.isConnected) this.dispatchEvent(new CustomEvent("found", { detail: (last = text) }));
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
  }
}

customElements.define("qr-camera", QrCamera);
