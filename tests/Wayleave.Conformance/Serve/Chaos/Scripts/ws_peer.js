// A peer on npm ws that says what happens to its socket. `app ADDRESS`: takes sockets and sends back what it gets; `client URL`: opens one,
// and says hello. Either answers pings, as the library does by itself.
"use strict";
const { WebSocket, WebSocketServer } = require("ws");
const [, , kind, where] = process.argv;

function tell(socket) {
  socket.on("message", data => {
    console.log(`message ${data}`);
    if (kind === "app") socket.send(data);
  });
  socket.on("close", (code, reason) => console.log(`closed ${code} ${reason}`));
  socket.on("error", error => console.log(`error ${error.message}`));
}

if (kind === "app") {
  const server = new WebSocketServer({ host: where, port: 8080 }, () => console.log("listens"));
  server.on("connection", tell);
} else {
  const socket = new WebSocket(where, { perMessageDeflate: false });
  socket.on("open", () => socket.send("hello"));
  tell(socket);
}
