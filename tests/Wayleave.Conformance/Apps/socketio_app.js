// Socket.IO: `socketio` and `socketio-other` admit their own page's origin, `socketio-cors` a named one only.
"use strict";
const http = require("node:http");
const { Server } = require("socket.io");

function start(name, options) {
  return new Promise(resolve => {
    const server = http.createServer((req, res) => res.end("Socket.IO app"));
    new Server(server, options).on("connection", socket => socket.on("message", m => socket.emit("message", m)));
    server.listen(0, "127.0.0.1", () => { console.log(`${name}=${server.address().port}`); resolve(); });
  });
}

(async () => {
  await start("socketio", {});
  await start("socketio-other", {});
  await start("socketio-cors", {
    allowRequest: (req, callback) => callback(null, !req.headers.origin || req.headers.origin === "https://app.example"),
  });
  console.log("ready");
})();
