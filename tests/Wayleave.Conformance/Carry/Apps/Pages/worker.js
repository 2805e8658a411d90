"use strict";
importScripts(new URL("/.wayleave/carry.js", self.origin).href);
const socket = new WebSocket(`ws://${new URL(self.origin).host}/_stcore/stream`);
socket.onopen = () => socket.send("of the worker");
socket.onmessage = ({ data }) => { if (data.startsWith("echo")) postMessage({ echo: data, transport: WebSocket.wayleave()[0].transport }); };
