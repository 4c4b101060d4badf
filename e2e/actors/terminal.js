// Somebody at a terminal, with `tweestap authenticator` and a file of their own.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL(`../../target/${process.env["BUILD"] ?? "debug"}/tweestap`, import.meta.url));

export class Terminal {
  #folder = mkdtempSync(join(tmpdir(), "tweestap-terminal-"));

  /**
   * Runs a command to its end.
   * @param {...string} words
   * @returns {Promise<{ code: number, says: string }>}
   */
  types(...words) {
    const file = join(this.#folder, "authenticator.json");
    return new Promise((ended) => {
      execFile(PROGRAM, ["authenticator", "--file", file, ...words], { encoding: "utf8", timeout: 30_000 }, (error, out, err) => {
        ended({ code: error ? Number(error.code ?? -1) : 0, says: out + err });
      });
    });
  }

  /**
   * Runs a command that succeeds, and returns what it says.
   * @param {...string} words
   */
  async does(...words) {
    const { code, says } = await this.types(...words);
    if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}: ${says}`);
    return says;
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
