// What the rows of the suite speak to, by `ws`, as any app does. The first part of a path is the way, whose page is there, with the script where `?carried` says so; the rest says what a socket does.
"use strict";
const http = require("node:http");
const { readFileSync, readdirSync } = require("node:fs");
const { WebSocketServer } = require("ws");

// All of them use what is in the first.
const scripts = ["checks.js", ...readdirSync(`${__dirname}/Rows`).filter(name => name !== "checks.js")];
const tags = scripts.map(name => `<script src="${name}"></script>`).join("");
const page = isCarried => `<!doctype html><title>Suite</title><body>${isCarried ? `<script src="/.wayleave/carry.js"></script>` : ""}${tags}`;
const server = http.createServer((request, response) => {
  const { pathname, search } = new URL(request.url, "http://app"), name = pathname.split("/")[2];
  const [type, body] = scripts.includes(name) ? ["text/javascript", readFileSync(`${__dirname}/Rows/${name}`)] : ["text/html", page(search === "?carried")];
  response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" }).end(body);
});

const sockets = new WebSocketServer({
  noServer: true, maxPayload: 1 << 25, perMessageDeflate: true,
  handleProtocols: offered => [...offered].find(protocol => protocol.startsWith("take")) ?? false,
});
const watchers = new Map();
const does = {
  echo: socket => socket.on("message", (data, isBinary) => { socket.send(data, { binary: isBinary }); }),
  protocol: () => {},
  // Says what came, as the page cannot know what arrived otherwise.
  tell: socket => socket.on("message", (data, isBinary) => { socket.send(JSON.stringify([isBinary ? "binary" : "text", isBinary ? [...data] : data.toString()])); }),
  close: (socket, query) => { socket.close(...(query.has("code") ? [Number(query.get("code")), query.get("reason") ?? ""] : [])); },
  bye: socket => {
    socket.send("one");
    socket.send("two");
    socket.close(4321, "enough");
  },
  // With all that it was sent read, so that the connection ends in order and is not reset.
  drop: socket => socket.on("message", () => { socket.terminate(); }),
  count: (socket, query) => { for (let i = 0; i < Number(query.get("n")); i++) socket.send(`m${i}`); },
  // One message in as many frames as it has characters.
  frames: socket => socket.on("message", data => { [...data.toString()].forEach((part, at, all) => { socket.send(part, { fin: at === all.length - 1 }); }); }),
  // Says what the handshake said.
  asked: (socket, query, way, { headers }) => { socket.send(JSON.stringify(headers)); },
  // Tells what a page has sent and by which code it has closed, over another socket of the same way.
  watch: (socket, query, way) => {
    socket.on("message", data => { watchers.get(way).send(JSON.stringify(data.toString())); });
    socket.on("close", (code, reason) => { watchers.get(way).send(JSON.stringify([code, reason.toString()])); });
  },
  watcher: (socket, query, way) => { watchers.set(way, socket); },
};
server.on("upgrade", (request, connection, head) => {
  const { pathname, searchParams } = new URL(request.url, "http://app"), [, way, name] = pathname.split("/");
  if (Object.hasOwn(does, name)) sockets.handleUpgrade(request, connection, head, socket => { does[name](socket, searchParams, way, request); });
  else connection.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
});
server.listen(0, "127.0.0.1", () => { console.log(`app=${server.address().port}\nready`); });
