// Peers that no library would be: each breaks one promise of HTTP or RFC 6455.
"use strict";
const net = require("node:net");
const { createHash } = require("node:crypto");

const acceptOf = key => createHash("sha1").update(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest("base64");

/** `onHead(socket, head)` is called once with each request's head. */
function peer(name, onHead, onConnect = () => { }) {
  return new Promise(resolve => {
    const server = net.createServer(socket => {
      socket.on("error", () => { });
      onConnect(socket);
      let text = "";
      socket.on("data", data => {
        if (text === null) return;
        text += data.toString("latin1");
        if (!text.includes("\r\n\r\n")) return;
        const head = text;
        text = null;
        onHead(socket, head);
      });
    });
    server.listen(0, "127.0.0.1", () => { console.log(`${name}=${server.address().port}`); resolve(); });
  });
}

const key = head => (/^sec-websocket-key: *(.+?)\r$/im.exec(head) || [])[1];
const upgrade = head => /^upgrade: *websocket/im.test(head) && key(head);
const ok = socket => socket.end("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
const switching = (accept, more = "") => `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${accept ? `Sec-WebSocket-Accept: ${accept}\r\n` : ""}${more}\r\n`;
/** Pages are answered, upgrades get `answer`. */
const sockets = answer => (socket, head) => upgrade(head) ? answer(socket, head) : ok(socket);

process.on("uncaughtException", error => console.error(error)); // one peer's failure must not take the others away

(async () => {
  await peer("silent", () => { });
  await peer("silent-upgrade", sockets(() => { }));
  await peer("reset-upgrade", sockets(socket => socket.resetAndDestroy()));
  await peer("close-upgrade", sockets(socket => socket.end()));
  await peer("wrong-accept", sockets(socket => socket.write(switching("AAAAAAAAAAAAAAAAAAAAAAAAAAA="))));
  await peer("no-accept", sockets(socket => socket.write(switching(null))));
  await peer("no-upgrade-header", sockets((socket, head) => socket.write(`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptOf(key(head))}\r\n\r\n`)));
  await peer("unasked-extension", sockets((socket, head) => socket.write(switching(acceptOf(key(head)), "Sec-WebSocket-Extensions: x-webkit-frobnicate\r\n"))));
  await peer("unasked-subprotocol", sockets((socket, head) => socket.write(switching(acceptOf(key(head)), "Sec-WebSocket-Protocol: surprise\r\n"))));
  await peer("masked-frames", sockets((socket, head) => socket.write(Buffer.concat([Buffer.from(switching(acceptOf(key(head)))), Buffer.from([0x81, 0x82, 1, 2, 3, 4, 0x69, 0x6b])]))));
  await peer("bad-opcode", sockets((socket, head) => socket.write(Buffer.concat([Buffer.from(switching(acceptOf(key(head)))), Buffer.from([0x8b, 0x00])]))));
  await peer("garbage-frames", sockets((socket, head) => socket.write(switching(acceptOf(key(head))) + "HTTP/1.1 400 Bad Request\r\n\r\n")));
  await peer("garbage", socket => socket.end("\u0000\u0001\u0002 what is this\r\n\r\n"));
  await peer("ssh", () => { }, socket => socket.write("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"));
  await peer("huge-head", socket => {
    socket.write("HTTP/1.1 200 OK\r\n");
    const line = `X-Filler: ${"a".repeat(8000)}\r\n`;
    let left = Math.ceil(10 * 1024 * 1024 / line.length);
    const pump = () => { while (left-- > 0) if (!socket.write(line)) return socket.once("drain", pump); socket.end("\r\n"); };
    pump();
  });
  await peer("dripping-head", socket => {
    socket.write("HTTP/1.1 200 OK\r\nX-Filler: ");
    const timer = setInterval(() => socket.write("x"), 200);
    socket.on("close", () => clearInterval(timer));
  });
  await peer("partial-content", socket => socket.end("HTTP/1.1 206 Partial Content\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"));
  await peer("payment-required", socket => socket.end("HTTP/1.1 402 Payment Required\r\nContent-Length: 3\r\nConnection: close\r\n\r\npay"));
  await peer("unprocessable", sockets(socket => socket.end("HTTP/1.1 422 Unprocessable Content\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")));
  await peer("endless-body", socket => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
    const block = "x".repeat(16384);
    const timer = setInterval(() => socket.write(block), 5);
    socket.on("close", () => clearInterval(timer));
  });
  await peer("binary", socket => socket.end(Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 64\r\n\r\n"), Buffer.alloc(64, 0xfe)])));
  console.log("ready");
})();
