'use strict';
const http2 = require('node:http2');
const { answerOf, verbOf } = require('./answer.js');

// What is lost is destroyed without having been closed.
const isUsable = session => !session.closed && !session.destroyed;

/**
 * HTTP/2: one connection for the requests and WebSockets of several pages, as the tabs of a browser share one, or the clients of an edge. When it is lost all of them
 * lose what they had, and who comes back first makes the next one.
 */
class SharedConnection {
  #note;
  #session;

  /** @param note Told of each thing that happens. */
  constructor(note) {
    this.#note = note;
  }

  /** Begins a WebSocket, by extended CONNECT. Returns what it is written to. */
  shake(url, { opened, heard, ended }) {
    const note = this.#note;
    const session = this.#connected(url);
    let stream;
    let isGivenUp = false;
    const begin = () => {
      if (isGivenUp || !isUsable(session)) {
        if (!isGivenUp) note('dial lost');
        ended();
        return;
      }
      let isOpen = false;
      stream = this.#request(session, url, { ':method': 'CONNECT', ':protocol': 'websocket', 'sec-websocket-version': '13' });
      stream.on('error', error => { note(`${isOpen ? 'socket' : 'dial'} ${error.code}`); });
      stream.on('close', ended);
      stream.on('data', heard);
      stream.on('response', ({ ':status': status }) => {
        isOpen = status === 200;
        if (isOpen) {
          opened();
          return;
        }
        note(`answer ${status}`);
        stream.close();
      });
    };
    note('dial');
    // RFC 8441 §3: not before the server has said that it knows it.
    if (session.hasSettings) begin();
    else session.once('settled', begin);
    return {
      write(bytes) { stream.write(bytes); },
      end(bytes) { stream.end(bytes); },
      destroy() {
        isGivenUp = true;
        stream?.close(http2.constants.NGHTTP2_CANCEL);
      },
    };
  }

  /** Fetch, for what the script asks of it. */
  fetch(url, { method, headers, body, signal }) {
    const note = this.#note;
    return new Promise((resolve, reject) => {
      note('dial');
      note(`asks ${verbOf(url)}`);
      const bytes = Buffer.from(body ?? '');
      const stream = this.#request(this.#connected(url), url, { ':method': method, ...headers, 'sec-fetch-site': 'same-origin', 'content-length': bytes.length });
      stream.on('response', answer => { resolve(answerOf(answer[':status'], answer, stream, note)); });
      stream.on('error', error => {
        if (!signal?.aborted) note(`dial ${error.code}`);
      });
      stream.on('close', () => { reject(new Error('no answer')); });
      signal?.addEventListener('abort', () => { stream.close(http2.constants.NGHTTP2_CANCEL); });
      stream.end(bytes);
    });
  }

  #request(session, url, headers) {
    const { host, pathname, search } = new URL(url);
    const stream = session.request({ ':scheme': 'http', ':authority': host, ':path': pathname + search, origin: `http://${host}`, ...headers }, { endStream: false });
    const arrive = () => { this.#note('arrive'); };
    if (session.connecting) session.once('connect', arrive);
    else arrive();
    return stream;
  }

  #connected(url) {
    // One that is told to go away is closed as well: what it carries goes on, and what is new takes another one.
    if (this.#session !== undefined && isUsable(this.#session)) return this.#session;
    const session = this.#session = http2.connect(`http://${new URL(url).host}`);
    session.setMaxListeners(0);
    session.once('connect', () => { this.#note('connection'); });
    session.once('remoteSettings', () => {
      session.hasSettings = true;
      session.emit('settled');
    });
    session.once('close', () => { session.emit('settled'); });
    // Its requests hear of it.
    session.on('error', () => {});
    return session;
  }
}

module.exports = { SharedConnection };
