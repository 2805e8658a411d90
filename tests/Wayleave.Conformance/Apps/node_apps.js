// Far ends on npm `ws`: each listens on a port of its own and prints `name=port`; `ready` ends the list.
"use strict";
const http = require("node:http");
const { WebSocketServer } = require("ws");

const page = "<!doctype html><title>App</title><p>It works.";

/** An HTTP server with a page, whose upgrades go to `onUpgrade`. */
function app(name, onUpgrade, onRequest = (req, res) => res.setHeader("Content-Type", "text/html").end(page)) {
  const server = http.createServer(onRequest);
  server.on("connection", socket => socket.on("error", () => { })); // a peer that resets is its own affair
  if (onUpgrade) server.on("upgrade", onUpgrade);
  return listen(name, server);
}

function listen(name, server) {
  return new Promise(resolve => server.listen(0, "127.0.0.1", () => {
    console.log(`${name}=${server.address().port}`);
    resolve();
  }));
}

/** A WebSocket server on its own HTTP server; `onSocket` gets each open socket. */
function sockets(name, options, onSocket) {
  const server = new WebSocketServer({ noServer: true, ...options });
  server.on("connection", (socket, request) => {
    socket.on("error", () => { });
    onSocket(socket, request);
  });
  return app(name, (req, raw, head) => server.handleUpgrade(req, raw, head, s => server.emit("connection", s, req)));
}

/** Refuses an upgrade as an HTTP server does. */
function refuse(raw, status, headers = [], body = "") {
  raw.end([`HTTP/1.1 ${status}`, ...headers, "Connection: close", `Content-Length: ${body.length}`, "", body].join("\r\n"));
}

const echo = socket => socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
const open = new WebSocketServer({ noServer: true, perMessageDeflate: true });
open.on("connection", socket => { socket.on("error", () => { }); echo(socket); });
const accept = (req, raw, head) => open.handleUpgrade(req, raw, head, s => open.emit("connection", s, req));

/** An upgrade is accepted where `check` gives nothing, else refused with the status it gives. */
const checked = check => (req, raw, head) => {
  const refusal = check(req);
  if (refusal) refuse(raw, ...refusal); else accept(req, raw, head);
};

function bare() {
  // Owns its port: `ws` itself answers plain requests with 426.
  return new Promise(resolve => {
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: true }, () => {
      console.log(`ws=${server.address().port}`);
      resolve();
    });
    server.on("connection", socket => { socket.on("error", () => { }); echo(socket); });
  });
}

process.on("uncaughtException", error => console.error(error)); // one app's failure must not take the others away

const used = new Set();
let guests = 0;

async function main() {
  await bare();
  // A page at every path but one, which is the socket's: anything else is not found.
  await app("ws-path", (req, raw, head) => new URL(req.url, "http://x").pathname === "/ws" ? accept(req, raw, head) : refuse(raw, "404 Not Found"),
    (req, res) => { res.statusCode = req.url === "/" ? 200 : 404; res.end(req.url === "/" ? page : "Not found"); });
  await app("ws-any", accept);
  await app("ws-origin", (req, raw, head) => allowList.handleUpgrade(req, raw, head, s => allowList.emit("connection", s, req)));
  await app("ws-same-host", checked(req =>
    req.headers.origin && new URL(req.headers.origin).host !== req.headers.host ? ["403 Forbidden", [], "Origin does not match Host"] : null));
  await app("ws-wants-origin", checked(req => req.headers.origin ? null : ["403 Forbidden"]));
  await sockets("ws-64k", { maxPayload: 64 * 1024 }, echo);
  await sockets("ws-1008-origin", {}, s => s.close(1008, "Invalid origin"));
  await sockets("ws-1008-token", {}, s => s.close(1008, "Invalid or missing token"));
  await sockets("ws-1000", {}, s => s.close(1000));
  await sockets("ws-1011", {}, s => s.close(1011, "Internal error"));
  await sockets("ws-cut", {}, s => s.terminate());
  await sockets("ws-1013", {}, s => s.close(1013, "Too many connections"));
  await app("ws-wants-subprotocol", checked(req =>
    (req.headers["sec-websocket-protocol"] || "").split(/, */).includes("chat.v1") ? null : ["400 Bad Request", [], "Missing subprotocol chat.v1"]));
  await sockets("ws-no-subprotocol", { handleProtocols: () => false }, echo);
  await sockets("ws-idle-2s", {}, s => {
    let timer = setTimeout(() => s.terminate(), 2000);
    s.on("message", m => { clearTimeout(timer); timer = setTimeout(() => s.terminate(), 2000); s.send(m); });
  });
  await sockets("ws-life-2s", {}, s => { echo(s); setTimeout(() => s.close(1000, "Session over"), 2000); });
  await sockets("ws-heartbeat", {}, s => { echo(s); setInterval(() => s.ping(), 500).unref(); });
  // As Rails' force_ssl: a request that did not come over TLS is redirected, an upgrade like any other.
  const secure = req => req.headers["x-forwarded-proto"] === "https";
  const location = req => `https://${req.headers.host}${req.url}`;
  await app("force-ssl", checked(req => secure(req) ? null : ["301 Moved Permanently", [`Location: ${location(req)}`]]),
    (req, res) => secure(req) ? res.end(page) : res.writeHead(301, { Location: location(req) }).end());
  // An origin check that builds its own URL from what the proxy says of the scheme.
  await app("own-origin", checked(req =>
    req.headers.origin === `${req.headers["x-forwarded-proto"] || "http"}://${req.headers.host}` ? null : ["403 Forbidden", [], "Origin not allowed"]));
  await app("ws-500", checked(() => ["500 Internal Server Error", [], "Internal Server Error"]));
  await app("ws-401", checked(req => req.headers.cookie || req.headers.authorization ? null : ["401 Unauthorized", ["WWW-Authenticate: Bearer"], "Login required"]));
  await app("ws-login", checked(req => req.headers.cookie ? null : ["302 Found", [`Location: http://${req.headers.host}/login?next=${req.url}`]]));
  await app("ws-once", checked(req => {
    const token = new URL(req.url, "http://x").searchParams.get("token");
    if (!token) return ["403 Forbidden", [], "Missing connection token"];
    if (used.has(token)) return ["403 Forbidden", [], "Invalid connection token"];
    used.add(token);
    return null;
  }));
  const room = new WebSocketServer({ noServer: true });
  await app("ws-8-guests", (req, raw, head) => {
    if (guests >= 8) return refuse(raw, "503 Service Unavailable", [], "Too many connections");
    guests++;
    room.handleUpgrade(req, raw, head, s => { s.on("error", () => { }); s.on("close", () => guests--); echo(s); });
  });
  await app("ws-strict-case", checked(req => req.headers.connection === "Upgrade" ? null : ["400 Bad Request", [], "Bad Request"]));
  // No sockets here at all: a page for every path, as a single-page app's host gives it.
  await app("pages", null);
  console.log("ready");
}

const allowList = new WebSocketServer({ noServer: true, verifyClient: info => info.origin === "https://app.example" });
allowList.on("connection", socket => { socket.on("error", () => { }); echo(socket); });
main();
