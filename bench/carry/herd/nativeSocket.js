'use strict';

/** A client frame with a whole message of less than 64 KiB. The mask is zeros: it protects browsers' caches, and there is none here. */
function frame(opcode, payload) {
  const head = payload.length < 126 ? Buffer.of(128 | opcode, 128 | payload.length, 0, 0, 0, 0) : Buffer.of(128 | opcode, 254, payload.length >> 8, payload.length & 255, 0, 0, 0, 0);
  return Buffer.concat([head, payload]);
}

/** The browser's own WebSocket. */
class NativeSocket extends EventTarget {
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
  #note;
  #connection;
  #read = Buffer.alloc(0);
  #code = 1006;

  /** @param network What opens it. @param note Told of each thing that happens. */
  constructor(url, network, note) {
    super();
    this.url = url;
    this.#note = note;
    this.#connection = network.shake(url, {
      opened: () => {
        if (this.readyState !== 0) return;
        this.readyState = 1;
        this.onopen?.();
      },
      heard: data => { this.#take(data); },
      ended: () => { this.#end(); },
    });
  }

  send(data) {
    this.#connection.write(typeof data === 'string' ? frame(1, Buffer.from(data)) : frame(2, data));
  }

  close() {
    if (this.readyState >= 2) return;
    if (this.readyState === 0) this.#connection.destroy();
    else this.#connection.end(frame(8, Buffer.of(3, 232)));
    this.readyState = 2;
  }

  #take(data) {
    let bytes = this.#read.length === 0 ? data : Buffer.concat([this.#read, data]);
    while (bytes.length >= 2) {
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
      if (this.readyState === 1) this.#connection.end(frame(8, payload));
      this.readyState = 2;
    } else if (opcode === 9) this.#connection.write(frame(10, payload));
    else if (this.readyState === 1 && opcode === 1) {
      const text = payload.toString();
      if (text.startsWith('wait ') || text === 'gone') this.#note(`told ${text.slice(0, 4)}`);
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

module.exports = { NativeSocket };
