// The app behind it all. It speaks by `ws` as any app does, and knows nothing of carriers. Each socket of a page has a name; /report says what came of each.
"use strict";
const http = require("node:http");
const { readFileSync } = require("node:fs");
const { WebSocketServer } = require("ws");
const { Checker, Sender } = require("./messages.js");

const sockets = {};
const page = `<!doctype html><title>Chaos</title><script src="/.wayleave/carry.js"></script><script src="/messages.js"></script>`;
const server = http.createServer((request, response) => {
  const [type, body] = request.url === "/report" ? ["application/json", JSON.stringify(sockets)]
    : request.url === "/messages.js" ? ["text/javascript", readFileSync(`${__dirname}/messages.js`)] : ["text/html", page];
  response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(body);
});

new WebSocketServer({ server, maxPayload: 1 << 24 }).on("connection", (socket, request) => {
  const query = new URL(request.url, "http://app").searchParams;
  const seed = Number(query.get("seed"));
  const seen = sockets[query.get("name")] ??= { connections: 0, received: 0, sent: 0, wrong: null, code: null };
  seen.connections++;
  const checker = new Checker(seed), sender = new Sender(seed + 1000, socket);
  socket.on("message", (data, isBinary) => {
    checker.take(isBinary ? new Uint8Array(data) : data.toString());
    Object.assign(seen, { received: checker.count, wrong: checker.wrong });
    if (!checker.isEnded) return;
    sender.end();
    seen.sent = sender.count;
    socket.close(4000, `took ${checker.count}`);
  });
  socket.on("close", code => {
    clearInterval(sender.timer);
    seen.code = code;
  });
  socket.on("error", error => { seen.wrong ??= error.message; });
});
server.listen(0, "127.0.0.1", () => { console.log(`app=${server.address().port}\nready`); });
