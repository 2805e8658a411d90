import { readText } from "../protocol/frames.ts";
import type { Line, Tell } from "./line.ts";

/** What is needed of a browser's `WebSocket`. */
export type SocketLike = Pick<WebSocket, "binaryType" | "onopen" | "onmessage" | "onclose" | "send" | "close">;

/** Opens a WebSocket. */
export function openSocket(make: (url: string) => SocketLike, url: string, tell: Tell): Line {
  const socket = make(url);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => { tell("opened"); };
  socket.onmessage = event => {
    const data: unknown = event.data;
    tell("message", typeof data === "string" ? readText(data) : new Uint8Array(data as ArrayBuffer));
  };
  // An error is followed by this, and says nothing that this does not.
  socket.onclose = closing => { tell("ended", closing); };
  return {
    send(text) { socket.send(text); },
    // A browser may wait a minute for the far end's last word: nobody listens to that any more.
    close() { socket.close(); },
  };
}
