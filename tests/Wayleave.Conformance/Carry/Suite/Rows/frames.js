// Frames of the page, each with a class of its own, and what becomes of their sockets.
"use strict";
const framed = async () => {
  const frame = document.createElement("iframe");
  frame.src = location.href;
  const loaded = next(frame, "load");
  document.body.append(frame);
  await loaded;
  return frame;
};

Object.assign(rows, {
  "a frame's class makes the frame's own events, and goes by its base": async () => {
    const frame = await framed(), inside = frame.contentWindow, socket = new inside.WebSocket("echo");
    holds(socket instanceof inside.WebSocket && inside.WebSocket !== WebSocket, "the class");
    same(socket.url, `${base}echo`);
    await next(socket, "open");
    socket.send(new Uint8Array([1, 2]));
    const { data } = await next(socket, "message");
    same([data instanceof inside.Blob, data.size], [true, 2]);
    socket.close();
    await next(socket, "close");
    frame.remove();
  },
  "a frame that is taken away says goodbye to the app, and its sockets say nothing more": async () => {
    const watcher = await opened("watcher"), told = gathered(watcher, 1), frame = await framed(), seen = [], socket = new frame.contentWindow.WebSocket("watch");
    await next(socket, "open");
    for (const type of ["message", "error", "close"]) socket.addEventListener(type, () => { seen.push(type); });
    frame.remove();
    same(JSON.parse((await told)[0]), [1001, ""]);
    await quiet();
    same(seen, []);
    watcher.close();
  },
  "a frame that goes elsewhere says goodbye, and the next page there opens anew": async () => {
    const watcher = await opened("watcher"), told = gathered(watcher, 1), frame = await framed(), socket = new frame.contentWindow.WebSocket("watch");
    await next(socket, "open");
    const loaded = next(frame, "load");
    frame.contentWindow.location.reload();
    await loaded;
    same(JSON.parse((await told)[0]), [1001, ""]);
    const another = new frame.contentWindow.WebSocket("echo");
    await next(another, "open");
    another.send("again");
    same((await next(another, "message")).data, "again");
    another.close();
    await next(another, "close");
    frame.remove();
    watcher.close();
  },
  "a frame may go as it hears of an error": async () => {
    const frame = await framed(), socket = new frame.contentWindow.WebSocket("refused");
    await new Promise(resolve => {
      socket.onerror = () => {
        frame.remove();
        resolve();
      };
    });
    await quiet();
  },
});
