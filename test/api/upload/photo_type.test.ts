import { expect, test } from "vitest";
import { photo_type } from "../../../api/upload/photo_type.ts";

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test.each([
  ["\xff\xd8\xff\xe0 JFIF", "image/jpeg"],
  ["\x89PNG\r\n\x1a\n....", "image/png"],
  ["RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"],
  ["RIFF\x10\x00\x00\x00WAVEfmt ", null],
  ["<svg xmlns='http://www.w3.org/2000/svg'/>", null],
  ["<!doctype html>", null],
  ["GIF89a", null],
  ["\xff\xd8", null],
  ["", null],
])("%j is %s", (text, type) => {
  expect(photo_type(bytes(text))).toBe(type);
});
