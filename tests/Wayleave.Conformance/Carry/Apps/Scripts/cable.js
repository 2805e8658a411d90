// A way to a server that can be cut and mended.
"use strict";
const net = require("node:net");

exports.Cable = class Cable {
  #ends = new Set();
  #isCut = false;
  #listener = net.createServer(near => {
    if (this.#isCut) {
      near.destroy();
      return;
    }
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
};
