// Socket.IO's own client: begins with polling, goes over to WebSocket, and echoes over each. Argument 1: the URL.
"use strict";
const { io } = require("socket.io-client");
const socket = io(process.argv[2], { transports: ["polling", "websocket"], rejectUnauthorized: false });

function fail(what) { console.error(what); process.exit(1); }
setTimeout(() => fail("nothing came in time"), 20000);

const engine = socket.io.engine;
engine.once("open", () => console.log(`begins with ${engine.transport.name}`));
const upgraded = new Promise(resolve => engine.once("upgrade", resolve));
const connected = new Promise(resolve => socket.once("connect", resolve));
socket.on("connect_error", error => fail(error.message));
Promise.all([upgraded, connected]).then(([transport]) => {
  console.log(`goes over to ${transport.name}`);
  socket.emit("message", { text: "hello", bytes: Buffer.from([0, 255]) });
});
socket.on("message", ({ text, bytes }) => {
  console.log(`${text} ${Buffer.from(bytes).toString("hex")} over ${engine.transport.name}`);
  socket.close();
  process.exit(0);
});
