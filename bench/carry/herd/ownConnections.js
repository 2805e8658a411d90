'use strict';
const crypto = require('node:crypto');
const http = require('node:http');
const net = require('node:net');
const { answerOf, verbOf } = require('./answer.js');

/** HTTP/1.1: a connection for each WebSocket, and up to six for the requests of each page, which is in a browser of its own. */
class OwnConnections {
  #note;
  #agent = new http.Agent({ keepAlive: true, maxSockets: 6 });

  /** @param note Told of each thing that happens. */
  constructor(note) {
    this.#note = note;
  }

  /** Begins a WebSocket. Returns the connection: what is written to it comes behind the handshake. */
  shake(url, { opened, heard, ended }) {
    const note = this.#note;
    const { hostname, port, host, pathname, search } = new URL(url);
    let head = Buffer.alloc(0);
    note('dial');
    const socket = net.connect({ port: Number(port), host: hostname, noDelay: true }, () => {
      note('arrive');
      socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${crypto.randomBytes(16).toString('base64')}\r\n\r\n`);
    });
    socket.on('error', error => { note(`${head === undefined ? 'socket' : 'dial'} ${error.code}`); });
    socket.on('close', ended);
    socket.on('data', data => {
      if (head === undefined) {
        heard(data);
        return;
      }
      head = Buffer.concat([head, data]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const [status, early] = [head.toString('latin1', 9, 12), head.subarray(end + 4)];
      if (status === '101') {
        head = undefined;
        opened();
        heard(early);
      } else {
        note(`answer ${status}`);
        socket.destroy();
      }
    });
    return socket;
  }

  /** Fetch, for what the script asks of it. */
  fetch(url, { method, headers, body, signal }) {
    const note = this.#note;
    return new Promise((resolve, reject) => {
      note('dial');
      note(`asks ${verbOf(url)}`);
      const bytes = Buffer.from(body ?? '');
      const request = http.request(url, {
        agent: this.#agent, method, headers: { ...headers, Origin: new URL(url).origin, 'Sec-Fetch-Site': 'same-origin', 'Content-Length': bytes.length },
      });
      request.on('socket', socket => {
        if (socket.connecting) socket.once('connect', () => { note('arrive'); });
      });
      request.on('error', error => {
        if (!signal?.aborted) note(`dial ${error.code}`);
        reject(error);
      });
      signal?.addEventListener('abort', () => { request.destroy(); });
      request.on('response', response => { resolve(answerOf(response.statusCode, response.headers, response, note)); });
      request.end(bytes);
    });
  }
}

module.exports = { OwnConnections };
