// The note that a page shows while it is away.
"use strict";
const net = require("node:net");
const { running } = require("./common");
const note = "html > div[role=status]";

exports.badge = async ({ page, url, screenshots }) => {
  const cable = await Cable.before(new URL(url));
  try {
    await page.goto(cable.url);
    await running(page);
    const before = await page.$(note) !== null;
    const cut = performance.now();
    cable.cut();
    await page.waitForSelector(note, { state: "attached" });
    const after = performance.now() - cut;
    await page.screenshot({ path: `${screenshots}/carried-badge.png` });
    cable.mend();
    await page.waitForSelector(note, { state: "detached" });
    return { before, after: Math.floor(after), events: await page.evaluate(() => window.seen.events) };
  } finally {
    cable.close();
  }
};

/** A way to a server that can be cut and mended. */
class Cable {
  #ends = new Set();
  #isCut = false;
  #listener = net.createServer(near => {
    if (this.#isCut) return near.destroy();
    const far = net.connect(this.to.port, this.to.hostname);
    for (const [end, other] of [[near, far], [far, near]]) {
      this.#ends.add(end);
      end.pipe(other).on("error", () => other.destroy());
      end.on("close", () => { this.#ends.delete(end); other.destroy(); });
    }
  });

  static async before(to) {
    const cable = new Cable();
    cable.to = to;
    await new Promise(resolve => cable.#listener.listen(0, to.hostname, resolve));
    cable.url = `http://${to.hostname}:${cable.#listener.address().port}`;
    return cable;
  }

  cut() {
    this.#isCut = true;
    for (const end of this.#ends) end.destroy();
  }

  mend() { this.#isCut = false; }

  close() {
    this.cut();
    this.#listener.close();
  }
}
