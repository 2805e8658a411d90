// npm mqtt: subscribes, publishes to itself, and shows what came and over which subprotocol. Argument 1: the URL.
"use strict";
const mqtt = require("mqtt");
const WebSocket = require("ws");
let socket;
const client = mqtt.connect(process.argv[2], {
  reconnectPeriod: 0, keepalive: 5,
  createWebsocket: (url, subprotocols) => socket = new WebSocket(url, subprotocols, { rejectUnauthorized: false }),
});

function fail(what) { console.error(what); process.exit(1); }
setTimeout(() => fail("nothing came in time"), 20000);

client.on("error", error => fail(error.message));
client.on("connect", () => client.subscribe("wayleave/test", { qos: 1 }, () => client.publish("wayleave/test", "hello", { qos: 1 })));
client.on("message", (topic, message) => {
  console.log(`${topic} ${message} over ${socket.protocol}`);
  client.end(() => process.exit(0));
});
