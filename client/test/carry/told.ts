import type { Bytes } from "../../src/carry/bytes.ts";
import type { Listener } from "../../src/carry/session.ts";

/** A page that writes down what it is told. */
export class Told implements Listener {
  readonly all: string[] = [];
  readonly messages: string[] = [];
  readonly opened = (protocol: string): void => { this.all.push(protocol === "" ? "opened" : `opened ${protocol}`); };
  readonly closed = (code: number, reason: string, wasClean: boolean, failed: boolean): void => {
    this.all.push(["closed", code, reason, wasClean ? "clean" : "", failed ? "failed" : ""].filter(Boolean).join(" "));
  };
  readonly foreign = (): void => { this.all.push("foreign"); };
  readonly message = (_: number, payload: Bytes): void => { this.messages.push(new TextDecoder().decode(payload)); };
}
