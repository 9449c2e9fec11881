/** Thrown by every use of a PGlite instance whose WASM code has aborted or trapped. */
export class BrokenInstance extends Error {
  constructor(cause: unknown) {
    super(`the WASM instance broke off: ${describe(cause)}`, { cause });
    this.name = "BrokenInstance";
  }
}

/** The parts of PGlite's Emscripten module that its protocol loop calls. */
interface ProtocolModule {
  _PostgresMainLoopOnce: () => void;
  _PostgresSendReadyForQueryIfNecessary: () => void;
  _pgl_pq_flush: () => void;
  stackRestore: (pointer: number) => void;
}

/** `status` of the exception by which PostgreSQL's longjmp (an ordinary ERROR) leaves the WASM code. */
const LONGJMP = 100;

/**
 * PGlite 0.5.16 runs `for (; input is left; ) try { _PostgresMainLoopOnce() } catch { stackRestore(); … }` and forgets every
 * exception that is no longjmp. After a PANIC (a full disk is enough) the input is never consumed: the process spins for
 * ever, its event loop blocked. So the first such exception makes `stackRestore`, which that loop calls outside of its
 * `try`, throw from then on: this call and every later one end at once with {@link BrokenInstance}.
 */
export function breakLoopOnAbort(module: object): void {
  const target = module as ProtocolModule;
  const loopOnce = target._PostgresMainLoopOnce;
  target._PostgresMainLoopOnce = () => {
    try {
      loopOnce();
    } catch (error) {
      if (statusOf(error) !== LONGJMP) poison(target, new BrokenInstance(error));
      throw error;
    }
  };
}

function poison(target: ProtocolModule, broken: BrokenInstance): void {
  target.stackRestore = () => {
    throw broken;
  };
  target._PostgresMainLoopOnce = () => {
    throw broken;
  };
  target._PostgresSendReadyForQueryIfNecessary = nothing;
  target._pgl_pq_flush = nothing;
}

function nothing(): void {}

function statusOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
}

/** Emscripten's ExitStatus is no Error. */
function describe(cause: unknown): string {
  return typeof cause === "object" && cause !== null && "message" in cause ? String(cause.message) : String(cause);
}
