import type { Bytes } from "../../src/carry/bytes.ts";
import type { Channel, Notice } from "../../src/carry/channel.ts";
import type { World } from "../../src/carry/world.ts";
import { Clock } from "./clock.ts";
import { FarRequest } from "./farRequest.ts";
import { FarSocket } from "./farSocket.ts";
import type { Origin } from "./origin.ts";

/** A page's world in which nothing happens but what the test does. */
export class CarryWorld implements World {
  readonly clock = new Clock();
  readonly sockets: FarSocket[] = [];
  readonly requests: FarRequest[] = [];
  /** Told of each as the script asks for it. */
  onSocket: ((socket: FarSocket) => void) | undefined;
  onRequest: ((request: FarRequest) => void) | undefined;
  draw: () => number = () => 0.5;
  roused = true;
  /** The other pages; undefined: nothing is to be shared with them. */
  origin: Origin | undefined;
  readonly WebSocket: typeof WebSocket;
  #ids = 0;

  constructor() {
    const made = (socket: FarSocket): void => {
      this.sockets.push(socket);
      this.onSocket?.(socket);
    };
    const now = this.now;
    class Native extends FarSocket {
      constructor(url: string, protocols: readonly string[] = []) {
        super(url, protocols, now());
        made(this);
      }
    }
    // The members of the browser's own stand on its prototype.
    Object.defineProperty(Native.prototype, "url", Object.getOwnPropertyDescriptor(FarSocket.prototype, "url") ?? {});
    this.WebSocket = Native as unknown as typeof WebSocket;
  }

  readonly fetch = (url: string, init: RequestInit): Promise<Response> => {
    const request = new FarRequest(url, init, this.now());
    this.requests.push(request);
    this.onRequest?.(request);
    return request.response;
  };

  readonly now = (): number => this.clock.now;
  readonly chance = (): number => this.draw();
  readonly random = (bytes: number): Bytes => {
    this.#ids++;
    return Uint8Array.from({ length: bytes }, (_, index) => index === 0 ? this.#ids >> 8 : this.#ids);
  };

  readonly isRoused = (): boolean => this.roused;
  readonly channel = (hear: (notice: Notice) => void): Channel | undefined => this.origin?.join(hear);
  readonly soon = (callback: () => void): void => { this.clock.soon(callback); };
  readonly setTimer = (callback: () => void, milliseconds: number): (() => void) => this.clock.setPageTimer(callback, milliseconds);

  /** Time goes by. */
  pass(milliseconds: number): Promise<void> { return this.clock.pass(milliseconds); }

  /** What was asked for, and when: `ws@0 open@1000`. */
  get asked(): string {
    return [...this.sockets.map(({ at }) => ({ at, verb: "ws" })), ...this.requests.map(({ at, verb }) => ({ at, verb }))]
      .sort((a, b) => a.at - b.at).map(({ at, verb }) => `${verb}@${Math.round(at)}`).join(" ");
  }

  get socket(): FarSocket { return this.sockets.at(-1)!; }

  /** The last request for something. */
  request(verb: string): FarRequest {
    const last = this.requests.filter(each => each.verb === verb).at(-1);
    if (last === undefined) throw new Error(`nobody has asked for ${verb}: ${this.asked}`);
    return last;
  }
}
