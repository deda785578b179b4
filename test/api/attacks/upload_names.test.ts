import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { receive_upload, safe_name } from "../../../api/upload/receive_upload.ts";

const evil_names = [
  "../../../etc/passwd",
  "..\\..\\windows\\system32\\x.gml",
  "/etc/passwd",
  "C:\\x.gml",
  "..",
  ".",
  "...",
  "a\u0000b.gml",
  "CON",
  "con.geojson",
  "NUL.gml",
  "com1.txt",
  "lpt9",
  "aux.tar.gz",
  ".htaccess",
  "-rf",
  "a;rm -rf ~.gml",
  "$(id).gml",
  "`id`.csv",
  "x.gml\r\nset-cookie: a=b",
  "\u202egnp.exe",
  "name.gml:stream",
  "x".repeat(5000),
  "é".repeat(300),
  " ",
  "",
];

describe("names of uploaded files", () => {
  it.each(evil_names)("%j stays in its folder and is no device", (name) => {
    const safe = safe_name(name);
    expect(safe).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u);
    expect(Buffer.byteLength(safe)).toBeLessThan(255);
    expect(safe).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
    expect(resolve("/uploads/one", safe).startsWith(`/uploads/one${sep}`)).toBe(true);
  });

  it("leads nowhere in a real upload either", async () => {
    const dir = mkdtempSync(join(tmpdir(), "straatlagen-names-"));
    try {
      for (const name of evil_names) {
        const quoted = name.replaceAll(/["\p{Cc}]/gu, "_");
        const body = Buffer.from(
          `--b\r\ncontent-disposition: form-data; name="file"; filename="${quoted}"\r\n\r\n{}\r\n--b--\r\n`,
        );
        const request = new Request("http://localhost/", {
          method: "POST",
          body,
          headers: { "content-type": "multipart/form-data; boundary=b" },
        });
        const upload = await receive_upload(request, dir).catch(() => null);
        for (const { path } of upload?.files ?? []) {
          expect(path.startsWith(join(upload!.dir, sep)), path).toBe(true);
          expect(existsSync(path), path).toBe(true);
        }
      }
      for (const entry of readdirSync(dir)) expect(entry).toMatch(/^[0-9a-f]{12}_\d+(-\d+)?_[0-9a-f-]{36}$/);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
