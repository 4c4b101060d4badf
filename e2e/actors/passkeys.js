// A device that keeps passkeys: Chromium's virtual authenticator.

export class Passkeys {
  /**
   * @param {import("playwright-core").CDPSession} devtools
   * @param {string} authenticator
   */
  constructor(devtools, authenticator) {
    this.devtools = devtools;
    this.authenticator = authenticator;
  }

  /**
   * Gives a person's browser a device that they unlock, or a security key with a PIN that keeps nothing of whose it is.
   * @param {import("./person.js").Person} person
   * @param {"device" | "key"} [kind]
   */
  static async of(person, kind = "device") {
    const devtools = await person.page.context().newCDPSession(person.page);
    await devtools.send("WebAuthn.enable");
    const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2", transport: kind === "key" ? "usb" : "internal", hasResidentKey: kind === "device",
        hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true,
      },
    });
    return new Passkeys(devtools, authenticatorId);
  }

  /** @param {boolean} unlocks whether the person unlocks the device when it asks */
  async unlocks(unlocks) {
    await this.devtools.send("WebAuthn.setUserVerified", { authenticatorId: this.authenticator, isUserVerified: unlocks });
  }

  /** @param {boolean} answers whether the device answers by itself */
  async answers(answers) {
    await this.devtools.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId: this.authenticator, enabled: answers });
  }

  /** The person puts the device away: their browser does not find it any more. */
  async arePutAway() {
    await this.devtools.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId: this.authenticator });
    await this.devtools.detach();
  }

  async count() {
    const { credentials } = await this.devtools.send("WebAuthn.getCredentials", { authenticatorId: this.authenticator });
    return credentials.length;
  }
}
