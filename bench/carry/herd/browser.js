'use strict';
// What the page's script finds in a browser, as little as it needs and as cheap as it can be: tens of thousands of pages share two cores with the gateway that
// is measured. `note` is told of each thing that happens.
const crypto = require('node:crypto');
const http = require('node:http');
const net = require('node:net');

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

/** A client frame with a whole message of less than 64 KiB. The mask is zeros: it protects browsers' caches, and there is none here. */
function frame(opcode, payload) {
  const head = payload.length < 126 ? Buffer.of(128 | opcode, 128 | payload.length, 0, 0, 0, 0) : Buffer.of(128 | opcode, 254, payload.length >> 8, payload.length & 255, 0, 0, 0, 0);
  return Buffer.concat([head, payload]);
}

/** The browser's own WebSocket. */
class NativeSocket extends EventTarget {
  static note = () => {};
  url;
  extensions = '';
  protocol = '';
  binaryType = 'blob';
  bufferedAmount = 0;
  readyState = 0;
  onopen = null;
  onmessage = null;
  onerror = null;
  onclose = null;
  #socket;
  #read = Buffer.alloc(0);
  #code = 1006;

  constructor(url) {
    super();
    this.url = url;
    const { hostname, port, host, pathname, search } = new URL(url);
    const { note } = NativeSocket;
    note('dial');
    const socket = this.#socket = net.connect({ port: Number(port), host: hostname, noDelay: true }, () => {
      note('arrive');
      socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${crypto.randomBytes(16).toString('base64')}\r\n\r\n`);
    });
    socket.on('error', error => { note(`${this.readyState === 0 ? 'dial' : 'socket'} ${error.code}`); });
    socket.on('data', data => { this.#take(data); });
    socket.on('close', () => { this.#end(); });
  }

  send(data) {
    this.#socket.write(typeof data === 'string' ? frame(1, Buffer.from(data)) : frame(2, data));
  }

  close() {
    if (this.readyState >= 2) return;
    if (this.readyState === 0) this.#socket.destroy();
    else this.#socket.end(frame(8, Buffer.of(3, 232)));
    this.readyState = 2;
  }

  #take(data) {
    let bytes = this.#read.length === 0 ? data : Buffer.concat([this.#read, data]);
    if (this.readyState === 0) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end >= 0) {
        const status = bytes.toString('latin1', 9, 12);
        bytes = bytes.subarray(end + 4);
        if (status === '101') {
          this.readyState = 1;
          this.onopen?.();
        } else {
          NativeSocket.note(`answer ${status}`);
          this.#socket.destroy();
        }
      }
    }
    while (this.readyState > 0 && bytes.length >= 2) {
      const short = bytes[1] & 127;
      const head = short < 126 ? 2 : 4;
      if (bytes.length < head) break;
      const end = head + (short < 126 ? short : bytes.readUInt16BE(2));
      if (bytes.length < end) break;
      this.#hear(bytes[0] & 15, bytes.subarray(head, end));
      bytes = bytes.subarray(end);
    }
    this.#read = Buffer.from(bytes);
  }

  #hear(opcode, payload) {
    if (opcode === 8) {
      this.#code = payload.length < 2 ? 1005 : payload.readUInt16BE(0);
      if (this.readyState === 1) this.#socket.end(frame(8, payload));
      this.readyState = 2;
    } else if (opcode === 9) this.#socket.write(frame(10, payload));
    else if (this.readyState === 1 && opcode === 1) {
      const text = payload.toString();
      if (text.startsWith('wait ') || text === 'gone') NativeSocket.note(`told ${text.slice(0, 4)}`);
      this.onmessage?.({ data: text });
    } else if (this.readyState === 1 && opcode === 2) this.onmessage?.({ data: new Uint8Array(payload).buffer });
  }

  #end() {
    if (this.readyState === 3) return;
    const failed = this.readyState === 0;
    this.readyState = 3;
    if (failed) this.onerror?.();
    this.onclose?.({ code: this.#code, reason: '', wasClean: this.#code !== 1006 });
  }
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

/** Fetch, for what the script asks of it. Each page has connections of its own, as browsers have. */
function fetcher() {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 6 });
  return (url, { method, headers, body, signal }) => new Promise((resolve, reject) => {
    const { note } = NativeSocket;
    const { origin } = new URL(url);
    note('dial');
    const bytes = Buffer.from(body ?? '');
    const request = http.request(url, { agent, method, headers: { ...headers, Origin: origin, 'Sec-Fetch-Site': 'same-origin', 'Content-Length': bytes.length } });
    request.on('socket', socket => {
      if (socket.connecting) socket.once('connect', () => { note('arrive'); });
    });
    request.on('error', error => {
      if (!signal?.aborted) note(`dial ${error.code}`);
      reject(error);
    });
    signal?.addEventListener('abort', () => { request.destroy(); });
    request.on('response', response => {
      if (response.statusCode !== 200) note(`answer ${response.statusCode}`);
      response.on('error', () => {});
      resolve(answerOf(response));
    });
    request.end(bytes);
  });
}

function answerOf(response) {
  return {
    ok: response.statusCode === 200,
    status: response.statusCode,
    body: {
      getReader() {
        const parts = response[Symbol.asyncIterator]();
        return { read: () => parts.next() };
      },
    },
    async text() {
      const parts = [];
      for await (const part of response) parts.push(part);
      const text = Buffer.concat(parts).toString();
      if (text.startsWith('{"wait"')) NativeSocket.note('told wait');
      return text;
    },
  };
}

/** A page at an address, with the script in it if there is one. Returns its WebSocket class. */
function pageAt(base, script, hasUpgrades) {
  const { host, href, origin, protocol } = new URL(base);
  const scope = {
    origin, location: { host, href, protocol }, navigator: { onLine: true },
    document: { baseURI: href, visibilityState: 'visible', currentScript: null, addEventListener() {} },
    WebSocket: hasUpgrades ? NativeSocket : RefusedSocket, fetch: fetcher(), addEventListener() {},
  };
  script?.(scope, Channel);
  return scope.WebSocket;
}

module.exports = { NativeSocket, pageAt };
