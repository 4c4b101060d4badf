// An authenticator app: codes by Debian's oathtool, secrets by a QR code that zbarimg reads or by a typed key.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class Authenticator {
  /** @param {string} secret base32 */
  constructor(secret) {
    this.secret = secret;
    this.lastStep = 0;
  }

  /**
   * What the QR code says that is on the page.
   * @param {import("playwright-core").Page} page
   */
  static async address(page) {
    const folder = mkdtempSync(join(tmpdir(), "tweestap-qr-"));
    try {
      const picture = join(folder, "qr.png");
      await page.locator(".qr img").screenshot({ path: picture });
      return execFileSync("zbarimg", ["--raw", "--quiet", picture], { encoding: "utf8" }).trim();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /**
   * Scans the QR code that is on the page.
   * @param {import("playwright-core").Page} page
   */
  static async scan(page) {
    const uri = await Authenticator.address(page);
    const secret = new URL(uri).searchParams.get("secret");
    if (!secret) throw new Error(`no secret in ${uri}`);
    return new Authenticator(secret);
  }

  /**
   * @param {number} [offset] seconds from now
   */
  code(offset = 0) {
    const now = Math.floor(Date.now() / 1000) + offset;
    return execFileSync("oathtool", ["--totp", "-b", `--now=@${now}`, this.secret], { encoding: "utf8" }).trim();
  }

  /** A code that was not used before: of this step, or of the next one, which the server takes as well. */
  freshCode() {
    const step = Math.max(Math.floor(Date.now() / 30000), this.lastStep + 1);
    this.lastStep = step;
    return this.code(step * 30 - Math.floor(Date.now() / 1000));
  }
}
