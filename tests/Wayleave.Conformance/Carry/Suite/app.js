// What the rows of the suite speak to, by `ws`, as any app does. The path says what it does; pages are at / (bare) and /carried.
"use strict";
const http = require("node:http");
const { readFileSync } = require("node:fs");
const { WebSocketServer } = require("ws");

const page = script => `<!doctype html><title>Suite</title>${script}<script src="/rows.js"></script>`;
const server = http.createServer((request, response) => {
  const [type, body] = request.url === "/rows.js" ? ["text/javascript", readFileSync(`${__dirname}/rows.js`)]
    : ["text/html", page(request.url === "/carried" ? `<script src="/.wayleave/carry.js"></script>` : "")];
  response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" }).end(body);
});

const sockets = new WebSocketServer({ noServer: true, maxPayload: 1 << 25, handleProtocols: offered => [...offered].find(protocol => protocol.startsWith("take")) ?? false });
const does = {
  "/echo": socket => socket.on("message", (data, isBinary) => { socket.send(data, { binary: isBinary }); }),
  "/protocol": () => {},
  // Says what came, as the page cannot know what arrived otherwise.
  "/tell": socket => socket.on("message", (data, isBinary) => { socket.send(JSON.stringify([isBinary ? "binary" : "text", isBinary ? [...data] : data.toString()])); }),
  "/close": (socket, query) => { socket.close(...(query.has("code") ? [Number(query.get("code")), query.get("reason") ?? ""] : [])); },
  "/bye": socket => {
    socket.send("one");
    socket.send("two");
    socket.close(4321, "enough");
  },
  "/drop": socket => socket.on("message", () => { socket.terminate(); }),
  "/count": (socket, query) => { for (let i = 0; i < Number(query.get("n")); i++) socket.send(`m${i}`); },
  // Tells what a page has sent and by which code it has closed, over another socket of the same page.
  "/watch": (socket, query) => {
    socket.on("message", data => { watchers.get(query.get("page")).send(data.toString()); });
    socket.on("close", (code, reason) => { watchers.get(query.get("page")).send(JSON.stringify([code, reason.toString()])); });
  },
  "/watcher": (socket, query) => { watchers.set(query.get("page"), socket); },
};
const watchers = new Map();
server.on("upgrade", (request, connection, head) => {
  const { pathname, searchParams } = new URL(request.url, "http://app");
  const does1 = does[pathname];
  if (does1 === undefined) connection.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  else sockets.handleUpgrade(request, connection, head, socket => { does1(socket, searchParams); });
});
server.listen(0, "127.0.0.1", () => { console.log(`app=${server.address().port}\nready`); });
