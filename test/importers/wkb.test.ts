import { describe, expect, it } from "vitest";
import { line_hex, point_hex } from "../../data/importers/ewkb.ts";
import { plain_wkb, read_wkb } from "../../data/importers/wkb.ts";

describe("read_wkb", () => {
  const of = (hex: string) => read_wkb(Buffer.from(hex, "hex"), 0);
  const hex = (...numbers: number[]): string => {
    const bytes = Buffer.alloc(numbers.length * 8);
    for (const [place, number] of numbers.entries()) bytes.writeDoubleLE(number, place * 8);
    return bytes.toString("hex");
  };

  it("Z and M, ISO and extended, big-endian", () => {
    const flat = { points: [1, 2], lines: [], areas: [] };
    expect(of(`01e9030000${hex(1, 2, 3)}`)).toEqual({ parts: flat, collection: false, z: [3, 3] });
    expect(of(`01d1070000${hex(1, 2, 9)}`)).toEqual({ parts: flat, collection: false, z: null });
    expect(of(`01b90b0000${hex(1, 2, 3, 9)}`)).toEqual({ parts: flat, collection: false, z: [3, 3] });
    expect(of(`01010000c0${hex(1, 2, 3, 9)}`)).toEqual({ parts: flat, collection: false, z: [3, 3] });
    const big = Buffer.alloc(21);
    big.writeUInt32BE(1, 1);
    big.writeDoubleBE(1, 5);
    big.writeDoubleBE(2, 13);
    expect(read_wkb(big, 0).parts).toEqual(flat);
  });

  it("curves: a semicircle is stroked to 1 cm, a compound curve goes on where it was", () => {
    const arc = `010800000003000000${hex(0, 0, 1, 1, 2, 0)}`;
    const [stroked] = of(arc).parts.lines;
    expect(stroked!.length).toBeGreaterThan(10);
    for (let i = 0; i < stroked!.length; i += 2)
      expect(Math.hypot(stroked![i]! - 1, stroked![i + 1]!)).toBeCloseTo(1, 9);
    const compound = of(`010900000002000000${arc}010200000002000000${hex(2, 0, 5, 0)}`);
    expect(Array.from(compound.parts.lines[0]!)).toEqual([...Array.from(stroked!), 5, 0]);
    const area = of(`010a00000001000000010800000005000000${hex(0, 0, 1, 1, 2, 0, 1, -1, 0, 0)}`);
    expect(area.parts.areas).toHaveLength(1);
  });

  it.each([
    ["cut off", `010200000002000000${hex(1, 2)}`],
    ["a type that is none", `0163000000${hex(1, 2)}`],
    ["collections without end", "010700000001000000".repeat(40)],
    ["more points than bytes", "0102000000ffffffff"],
  ])("%s: a RangeError", (_, bytes) => {
    expect(() => of(bytes)).toThrow(RangeError);
  });

  it("plain_wkb: the bytes of a simple line or point as EWKB, nothing else", () => {
    const plain = (text: string): string | undefined => plain_wkb(Buffer.from(text, "hex"), 0)?.hex(31370);
    expect(plain(`010200000002000000${hex(1, 2, 3, 4)}`)).toBe(line_hex([1, 2, 3, 4], 31370));
    expect(plain(`0101000000${hex(1, 2)}`)).toBe(point_hex(1, 2, 31370));
    // Empty, without length, begun without length, with Z, several, big-endian, longer than it says.
    for (const other of [
      `0101000000${hex(Number.NaN, Number.NaN)}`,
      `010200000002000000${hex(1, 2, 1, 2)}`,
      `010200000003000000${hex(1, 2, 1, 2, 3, 4)}`,
      `01ea03000002000000${hex(1, 2, 0, 3, 4, 0)}`,
      `010400000001000000010100000${hex(1, 2)}`,
      `000200000002000000${hex(1, 2, 3, 4)}`,
      `010200000002000000${hex(1, 2, 3, 4, 5, 6)}`,
    ])
      expect(plain(other)).toBeUndefined();
  });
});
