// How it opens, or does not.
"use strict";
Object.assign(rows, {
  "it connects before it is open": async () => {
    const socket = new WebSocket("echo");
    same([socket.readyState, socket.bufferedAmount, socket.extensions, socket.protocol, socket.binaryType, socket.onopen], [0, 0, "", "", "blob", null]);
    thrown(() => { socket.send("early"); }, "InvalidStateError");
    const event = await next(socket, "open");
    same([socket.readyState, event.constructor.name, event.bubbles, event.cancelable, event.target === socket, event.isTrusted, socket.extensions], [1, "Event", false, false, true, differs.isTrusted, differs.extensions]);
    socket.close();
  },
  "a handshake that is refused is an error and a close": async () => { same(await ended(new WebSocket("refused")), ["error", [1006, "", false]]); },
  "a close before it is open is an error": async () => {
    const socket = new WebSocket("echo");
    socket.close();
    same(socket.readyState, 2);
    same(await ended(socket), ["error", [1006, "", false]]);
  },
});
