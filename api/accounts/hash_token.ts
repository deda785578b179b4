import { createHash, randomBytes } from "node:crypto";

/** A new secret for a link or a program: 256 random bits, so that a plain hash of it cannot be searched. */
export function make_token(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString("base64url")}`;
}

/** What the store keeps of a token. */
export function hash_token(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
