declare const process: {
  getBuiltinModule(name: "node:vm"): { runInNewContext(code: string): unknown };
  listeners(event: string): ((error: Error) => void)[];
  removeAllListeners(event: string): void;
  on(event: string, listener: (error: Error) => void): void;
};

/** What code makes in a realm of its own, as the frames of a page have one each. */
export function fromOtherRealm<T>(code: string): T { return process.getBuiltinModule("node:vm").runInNewContext(code) as T; }

/** The errors that are reported while something goes on, as a browser reports them to `window.onerror`. */
export async function reported(what: () => Promise<void>): Promise<readonly string[]> {
  const event = "uncaughtException";
  const before = process.listeners(event);
  const errors: string[] = [];
  process.removeAllListeners(event);
  process.on(event, error => { errors.push(error.message); });
  try {
    await what();
  } finally {
    process.removeAllListeners(event);
    for (const listener of before) process.on(event, listener);
  }
  return errors;
}
