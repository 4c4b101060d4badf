// A Tweestap server of its own for each file of stories.

import { spawn } from "node:child_process";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL(`../../target/${process.env["BUILD"] ?? "debug"}/tweestap`, import.meta.url));

export class Server {
  /**
   * @param {import("node:child_process").ChildProcess} process
   * @param {string} address
   * @param {string} data
   */
  constructor(process, address, data) {
    this.process = process;
    this.address = address;
    this.data = data;
    this.log = "";
  }

  /**
   * @param {"demo" | "serve"} command
   * @param {Record<string, string>} [variables]
   * @param {string} [data] the folder of an earlier server
   * @param {string[]} [words] more of the command line
   * @returns {Promise<Server>}
   */
  static async start(command, variables = {}, data = mkdtempSync(join(tmpdir(), "tweestap-e2e-")), words = []) {
    const cheap = { TWEESTAP_PASSWORDS_MEMORY_KIB: "64", TWEESTAP_PASSWORDS_PASSES: "1" };
    const child = spawn(PROGRAM, [command, "--listen", "127.0.0.1:0", "--data", data, ...words], {
      env: { PATH: process.env["PATH"], ...cheap, ...variables },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    let log = "";
    child.stderr.on("data", (text) => (log += text));
    const address = await new Promise((found, failed) => {
      child.once("exit", (code) => failed(new Error(`the server ended with ${code}: ${log}`)));
      child.stdout.on("data", (text) => {
        said += text;
        const match = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
        if (match) found(match[0]);
      });
    });
    const server = new Server(child, String(address), data);
    server.log = log;
    child.stderr.on("data", (text) => (server.log += text));
    return server;
  }

  /** @param {...string} words */
  run(...words) {
    return execFileSync(PROGRAM, [...words, "--data", this.data], {
      env: { PATH: process.env["PATH"], TWEESTAP_PASSWORDS_MEMORY_KIB: "64", TWEESTAP_PASSWORDS_PASSES: "1" },
      input: "",
      encoding: "utf8",
      stdio: ["pipe", "pipe", "pipe"],
    });
  }

  /**
   * The newest mail to someone in the demo, as soon as it has arrived.
   * @param {string} to
   * @returns {Promise<{ subject: string, text: string }>}
   */
  async mailTo(to) {
    for (let n = 0; n < 100; n++) {
      const mails = /** @type {{ to: string, subject: string, text: string }[]} */ (await (await fetch(`${this.address}/simulator/mail`)).json());
      const found = mails.find((mail) => mail.to === to);
      if (found) return found;
      await new Promise((later) => setTimeout(later, 100));
    }
    throw new Error(`no mail to ${to} arrived`);
  }

  /** Stops as an operator would, and waits. */
  async stop() {
    if (this.process.exitCode === null) {
      const ended = new Promise((done) => this.process.once("exit", done));
      this.process.kill("SIGTERM");
      await ended;
    }
  }

  async remove() {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}
