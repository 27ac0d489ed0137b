// Clears an aid that nobody uses: a phone put down, a desk left. Measured by the clock, because timers sleep with the
// device.

const MINUTE = 60_000;
const SIGNS = ["pointerdown", "keydown", "input", "wheel", "touchmove"];

export class Idle {
  /**
   * `busy()`: is there anything to clear? `warn(minutes)`: say it will be cleared; `calm()`: take that back; `clear()`.
   */
  constructor({ busy, warn, calm, clear, warnAfter = 13 * MINUTE, clearAfter = 15 * MINUTE, every = 5_000 }) {
    Object.assign(this, { busy, warn, calm, clear, warnAfter, clearAfter });
    this.warned = false;
    this.used = Date.now();
    for (const sign of SIGNS) addEventListener(sign, () => this.sign(), { passive: true, capture: true });
    document.addEventListener("visibilitychange", () => this.check());
    setInterval(() => this.check(), every);
  }

  /** A sign of use. Once the warning is up only its button counts, so that a phone in a pocket cannot keep things. */
  sign() {
    if (!this.warned) this.used = Date.now();
  }

  /** The reader is still here. */
  stay() {
    this.warned = false;
    this.used = Date.now();
    this.calm();
  }

  check() {
    const quiet = Date.now() - this.used;
    if (!this.busy()) {
      if (this.warned) this.stay();
      return;
    }
    if (quiet >= this.clearAfter) {
      this.warned = false;
      this.used = Date.now();
      this.calm();
      this.clear();
    } else if (quiet >= this.warnAfter && !this.warned) {
      this.warned = true;
      this.warn(Math.max(1, Math.round((this.clearAfter - quiet) / MINUTE)));
    }
  }
}
