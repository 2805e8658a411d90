"use strict";
importScripts("/.wayleave/carry.js");
const socket = new WebSocket(`ws://${location.host}/_stcore/stream`);
socket.onopen = () => socket.send("of the worker");
socket.onmessage = ({ data }) => { if (data.startsWith("echo")) postMessage({ echo: data, transport: WebSocket.wayleave()[0].transport }); };
