// What both ends send: the n-th message of a seed is the same for whoever asks, so each side knows what the other must have sent. For Node.js and for pages.
"use strict";
(scope => {
  /** A number without pattern from two. */
  function mixed(seed, n) {
    let x = (seed ^ Math.imul(n + 1, 0x9e3779b1)) >>> 0;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b) >>> 0;
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35) >>> 0;
    return (x ^ (x >>> 16)) >>> 0;
  }

  // Mostly small, some empty, some of many frames, a few larger than everything that holds them on the way.
  function sizeOf(seed, n) {
    const kind = mixed(seed, n) % 600, size = mixed(seed + 1, n);
    return kind === 0 ? 1 << 20 : kind < 20 ? size % 40000 : kind < 60 ? 0 : size % 300;
  }

  /** The n-th message: a string or a Uint8Array. Beyond ASCII, so that a character may lie across any border. */
  function message(seed, n) {
    const size = sizeOf(seed, n);
    if (mixed(seed + 2, n) % 2 === 0) return size === 0 ? "" : `${n} ` + "aé€😀".repeat(Math.ceil(size / 10));
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size; at++) bytes[at] = (at * 31 + n) & 255;
    return bytes;
  }

  /** Compares what comes from the other end with what must come. */
  class Checker {
    count = 0;
    wrong = null;
    isEnded = false;
    constructor(seed) { this.seed = seed; }

    /** @param data A string or a Uint8Array. */
    take(data) {
      if (data === `end ${this.count}`) this.isEnded = true;
      else if (this.wrong === null && !same(data, message(this.seed, this.count))) this.wrong = `message ${this.count}: ${typeof data} of ${data.length}, ${String(data).slice(0, 20)}`;
      else this.count++;
    }
  }

  function same(one, other) {
    if (typeof one === "string" || typeof other === "string") return one === other;
    return one.length === other.length && one.every((byte, at) => byte === other[at]);
  }

  /** Sends messages as long as the other end takes them; tells how many it was, at the end. */
  class Sender {
    count = 0;
    constructor(seed, socket) {
      this.seed = seed;
      this.socket = socket;
      this.timer = setInterval(() => {
        for (let left = 2; left > 0 && socket.readyState === 1 && socket.bufferedAmount < 200000; left--) socket.send(message(seed, this.count++));
      }, 20);
    }

    end() {
      clearInterval(this.timer);
      this.socket.send(`end ${this.count}`);
    }
  }

  Object.assign(scope, { Checker, Sender });
})(typeof module === "undefined" ? window : module.exports);
