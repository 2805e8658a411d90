import { Hub } from "../../src/carry/hub.ts";
import { socketClass } from "../../src/carry/socket.ts";
import type { Random } from "./random.ts";
import { CarryWorld } from "./world.ts";

/** An event that Node.js does not have. */
class CloseEventLike extends Event {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;

  constructor(type: string, { code = 0, reason = "", wasClean = false }: CloseEventInit = {}) {
    super(type);
    [this.code, this.reason, this.wasClean] = [code, reason, wasClean];
  }
}

globalThis.CloseEvent ??= CloseEventLike;

/** A socket of a page's, and what it has told. */
export interface OpenedSocket {
  readonly socket: WebSocket;
  readonly told: unknown[];
}

/** A page whose script finds the carried class where the browser's own is. */
export class BrowserPage extends CarryWorld {
  readonly hub = new Hub(this, () => {});
  /** The class that a page's script sees. */
  readonly Carried = socketClass(this, this.hub, { base: () => "https://app.example/board/", host: "app.example", isSecure: true });

  /** @param chance What the script draws comes from it. */
  constructor(chance: Random) {
    super();
    this.draw = () => chance.next();
  }

  /** Opens a socket, and writes down what it tells. */
  open(url = "/feed", protocols?: string | string[]): OpenedSocket {
    const socket = new this.Carried(url, protocols);
    socket.binaryType = "arraybuffer";
    const told: unknown[] = [];
    socket.onopen = () => { told.push("open"); };
    socket.onmessage = ({ data }) => { told.push(data instanceof ArrayBuffer ? new Uint8Array(data) : data); };
    socket.onerror = () => { told.push("error"); };
    socket.onclose = ({ code, reason, wasClean }) => { told.push(`close ${code} ${reason} ${wasClean}`); };
    return { socket, told };
  }

  /** How each socket is carried now. */
  get carried(): readonly string[] { return this.hub.sessions.map(({ carrier }) => carrier?.name ?? "none"); }
}
