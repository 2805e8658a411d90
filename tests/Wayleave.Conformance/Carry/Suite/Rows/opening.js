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
  "the handshake tells the page's origin and cookies": async () => {
    // One that is set by `document.cookie` may come to a busy browser's store behind the handshake.
    await cookieStore.set({ name: `of-${way}`, value: "1", path: `/${way}/` });
    const socket = new WebSocket("asked"), headers = JSON.parse((await next(socket, "message")).data);
    document.cookie = `of-${way}=; path=/${way}/; max-age=0`;
    same([headers.origin, headers.referer ?? null, headers.cookie.includes(`of-${way}=1`), headers["user-agent"]], [location.origin, differs.referrer, true, navigator.userAgent]);
    socket.close();
  },
  "what is closed before it is open stays so": async () => {
    const socket = new WebSocket("echo");
    socket.close(3000, "first");
    socket.close(4000, "second");
    same(socket.readyState, 2);
    for (const data of ["é", new Blob(["xyz"]), new ArrayBuffer(5), new Uint8Array(9).subarray(2, 4)]) socket.send(data);
    same(socket.bufferedAmount, 2 + 3 + 5 + 2);
    same(await ended(socket), ["error", [1006, "", false]]);
    same(socket.bufferedAmount, 12);
  },
});
