// npm ws with permessage-deflate: what compresses well and what does not, both ways. Arguments: the URL, the Origin.
"use strict";
const WebSocket = require("ws");
const { randomBytes } = require("node:crypto");
const [, , url, origin] = process.argv;
const socket = new WebSocket(url, { perMessageDeflate: true, origin, rejectUnauthorized: false });
const messages = [Buffer.alloc(200000, "abc"), randomBytes(200000), Buffer.alloc(0), Buffer.from("short")];

function fail(what) { console.error(what); process.exit(1); }
setTimeout(() => fail("nothing came in time"), 20000);

socket.on("error", error => fail(error.message));
socket.on("open", () => { for (const message of messages) socket.send(message); });
socket.on("message", data => {
  const sent = messages.shift();
  if (!sent.equals(data)) fail(`${data.length} bytes came back, and not those ${sent.length} that were sent`);
  if (!messages.length) socket.close(4001, "all came");
});
socket.on("close", (code, reason) => {
  console.log(`${socket.extensions} ${code} ${reason}`);
  process.exit(0);
});
