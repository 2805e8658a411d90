// Socket.IO as its documentation sets it up: what is posted to /pub goes to everybody. Usage: node socketio.js PORT
const http = require("http");
const { Server } = require("socket.io");

const server = http.createServer((request, response) => {
  let body = "";
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    io.emit("event", JSON.parse(body));
    response.end();
  });
});
const io = new Server(server);
server.listen(Number(process.argv[2]), "127.0.0.1");
