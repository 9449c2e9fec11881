import { Decrypter, Encrypter } from "age-encryption";
import { ExhibitError } from "../../core/errors.ts";

interface Sink {
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/**
 * A sink before another one that encrypts what it is given. Bytes are encrypted in chunks of 64 KiB as they come.
 * @throws ExhibitError CONFIG_INVALID when a recipient is none
 */
export function encryptTo(recipients: readonly string[]): (target: Sink) => Promise<Sink> {
  const encrypter = new Encrypter();
  for (const [index, recipient] of recipients.entries()) {
    try {
      encrypter.addRecipient(recipient);
    } catch {
      // The library's message and the value are left out: somebody may have pasted the secret key.
      throw new ExhibitError("CONFIG_INVALID", `archive recipient ${String(index + 1)} is not an age recipient`, {
        remedy: "Give the public key that begins with age1, as age-keygen prints it.",
      });
    }
  }
  return async (target) => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    // Encrypting starts only when the header is written, which needs a reader: both run side by side.
    const pumped = pump(await encrypter.encrypt(readable), target);
    const writer = writable.getWriter();
    // `closed` repeats what every write and `close` below are told by `pumped`, which knows the cause. It has no reader.
    writer.closed.catch(() => undefined);
    // A write that waits for room must not wait for ever. Until the next call, nobody else looks at `pumped`.
    pumped.catch((error: unknown) => writer.abort(error));
    return {
      async write(bytes) {
        await Promise.race([writer.write(bytes), pumped]);
      },
      async close() {
        await Promise.race([writer.close(), pumped]);
        await pumped;
        await target.close();
      },
    };
  };
}

async function pump(source: ReadableStream<Uint8Array>, target: Sink): Promise<void> {
  for await (const chunk of source) await target.write(chunk);
}

/** Plain bytes of an encrypted file. Rejects, with an error of the library, when the identity does not fit. */
export async function decryptWith(
  identity: string,
  source: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(source);
}
