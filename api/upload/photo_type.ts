/** Bytes that a photo may have at most. */
export const PHOTO_MAX_BYTES = 5 * 1024 ** 2;

const begins = (bytes: Uint8Array, at: number, signature: readonly number[]): boolean =>
  signature.every((byte, i) => bytes[at + i] === byte);
const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

/**
 * What a photo is by its first bytes, whatever its sender says: JPEG, PNG or WebP; null for anything else
 * (an SVG or a page with scripts would run where it is shown).
 */
export function photo_type(bytes: Uint8Array): "image/jpeg" | "image/png" | "image/webp" | null {
  if (begins(bytes, 0, [0xff, 0xd8, 0xff])) return "image/jpeg";
  if (begins(bytes, 0, [0x89, ...ascii("PNG"), 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
  if (begins(bytes, 0, ascii("RIFF")) && begins(bytes, 8, ascii("WEBP"))) return "image/webp";
  return null;
}
