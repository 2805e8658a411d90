'use strict';
// What the page's script finds in a browser, as little as it needs and as cheap as it can be: tens of thousands of pages share two cores with the gateway that
// is measured.
const { NativeSocket } = require('./nativeSocket.js');

globalThis.CloseEvent ??= class CloseEvent extends Event {
  constructor(type, { code = 0, reason = '', wasClean = false } = {}) {
    super(type);
    Object.assign(this, { code, reason, wasClean });
  }
};

// A channel of Node's is a handle of its own, and the loop looks at all of them whenever one has something.
class Channel {
  port1 = { onmessage: null };
  port2 = { postMessage: () => { setImmediate(() => { this.port1.onmessage(); }); } };
}

/** A WebSocket behind a hop that passes none: it learns so at once. */
class RefusedSocket extends EventTarget {
  readyState = 0;
  bufferedAmount = 0;

  constructor() {
    super();
    setImmediate(() => {
      this.readyState = 3;
      this.onerror?.();
      this.onclose?.({ code: 1006, reason: '', wasClean: false });
    });
  }

  close() {}
}

/** A page at an address, with the script in it if there is one. Returns its WebSocket class. */
function pageAt(base, { script, hasUpgrades, network, note }) {
  const { host, href, origin, protocol } = new URL(base);
  const OwnSocket = class extends NativeSocket {
    constructor(url) {
      super(url, network, note);
    }
  };
  const scope = {
    origin, location: { host, href, protocol }, navigator: { onLine: true },
    document: { baseURI: href, visibilityState: 'visible', currentScript: null, addEventListener() {} },
    WebSocket: hasUpgrades ? OwnSocket : RefusedSocket, fetch: network.fetch.bind(network), addEventListener() {}, removeEventListener() {},
  };
  script?.(scope, Channel);
  return scope.WebSocket;
}

module.exports = { pageAt };
