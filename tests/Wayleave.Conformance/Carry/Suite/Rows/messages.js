// What is sent and what comes.
"use strict";
Object.assign(rows, {
  "text comes back as it was": async () => {
    const socket = await opened("tell"), texts = ["", "plain", "ünïcødé 🙂", "a\u0000b", "\uFEFFmark", "\uD800lone"];
    const got = gathered(socket, texts.length);
    for (const text of texts) socket.send(text);
    same((await got).map(each => JSON.parse(each)), texts.map(text => ["text", text.replace("\uD800", "\uFFFD")]));
    socket.close();
  },
  "what is no string and no bytes is sent as a string": async () => {
    const socket = await opened("tell"), got = gathered(socket, 4);
    for (const value of [null, 12.5, { toString: () => "made" }, undefined]) socket.send(value);
    same((await got).map(each => JSON.parse(each)[1]), ["null", "12.5", "made", "undefined"]);
    thrown(() => { socket.send(); }, "TypeError");
    socket.close();
  },
  "bytes of every kind are sent as they are at that moment": async () => {
    const socket = await opened("tell"), bytes = Uint8Array.of(1, 2, 3, 4, 5, 6), got = gathered(socket, 5);
    for (const data of [bytes.buffer, bytes.subarray(1, 4), new DataView(bytes.buffer, 2, 2), new Uint16Array([258]), new Uint8Array()]) socket.send(data);
    bytes.fill(9);
    same((await got).map(each => JSON.parse(each)), [[1, 2, 3, 4, 5, 6], [2, 3, 4], [3, 4], [2, 1], []].map(each => ["binary", each]));
    socket.close();
  },
  "a blob keeps its place among what is sent": async () => {
    const socket = await opened("tell"), got = gathered(socket, 4);
    socket.send("before");
    socket.send(new Blob(["ab", Uint8Array.of(0)]));
    socket.send("after");
    socket.send(new Blob([]));
    same((await got).map(each => JSON.parse(each)), [["text", "before"], ["binary", [97, 98, 0]], ["text", "after"], ["binary", []]]);
    socket.close();
  },
  "bytes come as what binaryType says when they come": async () => {
    const socket = await opened("echo");
    socket.binaryType = "nothing";
    same(socket.binaryType, "arraybuffer");
    socket.send(Uint8Array.of(7));
    const first = (await next(socket, "message")).data;
    same([first instanceof ArrayBuffer, bytesOf(first)], [true, [7]]);
    socket.binaryType = "blob";
    socket.send(Uint8Array.of(8));
    const second = (await next(socket, "message")).data;
    same([second instanceof Blob, second.type, bytesOf(await second.arrayBuffer())], [true, "", [8]]);
    socket.close();
  },
  "a message is a MessageEvent from the socket's origin": async () => {
    const socket = await opened("echo");
    socket.send("x");
    const event = await next(socket, "message");
    same([event.constructor.name, event.data, event.origin, event.lastEventId, event.source, event.ports.length, event.bubbles, event.cancelable], ["MessageEvent", "x", origin, "", null, 0, false, false]);
    socket.close();
  },
  "a mebibyte and five come back whole": async () => {
    const socket = await opened("echo");
    for (const size of [1 << 20, 5 << 20]) {
      const data = new Uint8Array(size).map((_, at) => at % 251);
      socket.send(data);
      const back = new Uint8Array((await next(socket, "message")).data);
      holds(back.length === size && back.every((byte, at) => byte === at % 251), `${size} bytes came back changed`);
    }
    socket.send("é".repeat(500_000));
    same((await next(socket, "message")).data.length, 500_000);
    socket.close();
  },
  "ten thousand messages keep their order": async () => {
    const socket = await opened("echo"), got = gathered(socket, 10_000);
    for (let i = 0; i < 10_000; i++) socket.send(i % 2 === 0 ? `m${i}` : Uint8Array.of(i & 255, i >> 8));
    (await got).forEach((data, i) => { if (typeof data === "string" ? data !== `m${i}` : bytesOf(data)[0] + bytesOf(data)[1] * 256 !== i) throw new Error(`message ${i} is another`); });
    socket.close();
  },
  "each message is heard before the next": async () => {
    const socket = new WebSocket("count?n=50");
    for (let i = 0; i < 50; i++) same(await new Promise(resolve => { socket.onmessage = ({ data }) => { resolve(data); }; }), `m${i}`);
    socket.close();
  },
  "two sockets do not mix": async () => {
    const [one, other] = await Promise.all([opened("echo"), opened("echo")]);
    const got = [gathered(one, 100), gathered(other, 100)];
    for (let i = 0; i < 100; i++) [one, other].forEach((socket, at) => { socket.send(`${at}-${i}`); });
    (await Promise.all(got)).forEach((all, at) => { same(all, Array.from({ length: 100 }, (_, i) => `${at}-${i}`)); });
    one.close();
    other.close();
  },
  "fifty sockets at once": async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => opened("echo")));
    const got = all.map(socket => gathered(socket, 1));
    all.forEach((socket, at) => { socket.send(`s${at}`); });
    same((await Promise.all(got)).flat(), all.map((_, at) => `s${at}`));
    const closes = all.map(ended);
    all.forEach(socket => { socket.close(3333); });
    for (const seen of await Promise.all(closes)) same(seen, [[3333, "", true]]);
  },
  "lengths at the borders of a frame's forms come back, as text and as bytes": async () => {
    const socket = await opened("echo");
    for (const length of [0, 1, 125, 126, 127, 65_535, 65_536]) {
      socket.send("a".repeat(length));
      same((await next(socket, "message")).data === "a".repeat(length), true, `${length} characters`);
      socket.send(new Uint8Array(length).fill(7));
      const back = new Uint8Array((await next(socket, "message")).data);
      same([back.length, back.every(byte => byte === 7)], [length, true], `${length} bytes`);
    }
    socket.close();
  },
  "a message of many frames is one": async () => {
    const socket = await opened("frames");
    for (const text of ["in parts ünd 🙂", "b".repeat(2_000)]) {
      socket.send(text);
      same((await next(socket, "message")).data, text);
    }
    socket.close();
  },
  "views of every kind are sent as the bytes that they show": async () => {
    const socket = await opened("tell"), bytes = Uint8Array.from({ length: 48 }, (_, at) => at);
    for (const View of [Int8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, DataView]) {
      const view = new View(bytes.buffer, 16, 2);
      socket.send(view);
      same(JSON.parse((await next(socket, "message")).data), ["binary", [...bytes.slice(16, 16 + view.byteLength)]], View.name);
    }
    socket.close();
  },
  "a hundred messages of 64 KiB come back in order": async () => {
    const socket = await opened("echo"), got = gathered(socket, 100);
    for (let i = 0; i < 100; i++) socket.send(new Uint8Array(65_536).fill(i));
    (await got).forEach((data, i) => { same([data.byteLength, new Uint8Array(data)[0], new Uint8Array(data)[65_535]], [65_536, i, i]); });
    socket.close();
  },
});
