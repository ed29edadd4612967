/**
 * What is known of one file of a release, in one line: its SHA-256, {@link linkableSignatureOf} it when it was written, and the
 * fingerprint of everything it was made from. A line, because a release may have hundreds of thousands of files.
 */
export type ReleasedFile = string;

const HASH_LENGTH = 64;

/** @param file sha256 in hexadecimal, and a signature without blanks */
export function releasedFile(file: { sha256: string; signature: string; fingerprint: string }): ReleasedFile {
  return `${file.sha256} ${file.signature} ${file.fingerprint}`;
}

export function sha256Of(file: ReleasedFile): string {
  return file.slice(0, HASH_LENGTH);
}

export function signatureIn(file: ReleasedFile): string {
  return file.slice(HASH_LENGTH + 1, endOfSignature(file));
}

export function fingerprintIn(file: ReleasedFile): string {
  return file.slice(endOfSignature(file) + 1);
}

function endOfSignature(file: ReleasedFile): number {
  return file.indexOf(" ", HASH_LENGTH + 1);
}
