// Socket.IO with a page of its own client. It says at /seen what sockets it had, for each Host apart. Argument 1: the folder of its page.
"use strict";
const http = require("node:http");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { Server } = require("socket.io");

const page = readFileSync(join(process.argv[2], "socketio.html"));
const seen = new Map();

const server = http.createServer((request, response) => {
  const isPage = request.url !== "/seen";
  response.setHeader("Content-Type", isPage ? "text/html" : "application/json");
  response.end(isPage ? page : JSON.stringify({ sockets: seen.get(request.headers.host) ?? [] }));
});
new Server(server).on("connection", socket => {
  const { host } = socket.handshake.headers;
  const record = { got: 0, closed: null };
  seen.set(host, [...seen.get(host) ?? [], record]);
  let ticks = 0;
  const timer = setInterval(() => socket.emit("tick", ++ticks), 50);
  socket.on("message", number => { record.got++; socket.emit("echo", number); });
  socket.on("disconnect", why => { clearInterval(timer); record.closed = why; });
});
server.listen(0, "127.0.0.1", () => console.log(`counting-socketio=${server.address().port}\nready`));
