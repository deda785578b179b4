import type { Coords, Parts } from "./ewkb.ts";
import type { PlainGeometry } from "./flatgeobuf.ts";
import { stroke_arcs } from "./stroke.ts";

/** A geometry as `read_wkb` gives it. */
export interface WkbGeometry {
  /** 2D, curves stroked to 1 cm. */
  readonly parts: Parts;
  /** True where it is a mixed collection. */
  readonly collection: boolean;
  /** Lowest and highest Z where it has one that is not 0 throughout, else null. */
  readonly z: readonly [number, number] | null;
}

const little_endian_machine = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Collections nested deeper are no data but an attack on the stack. */
const DEPTH = 32;

/**
 * Reads a geometry in well-known binary from `at` on: every type of ISO SQL/MM, with Z and M (M is left
 * out) and in both byte orders. Throws RangeError where the bytes are none.
 */
export function read_wkb(bytes: Buffer, at: number): WkbGeometry {
  const reader = new WkbReader(bytes, at);
  const type = reader.geometry(0);
  const { z_low, z_high, points, lines, areas } = reader;
  return {
    parts: { points, lines, areas },
    collection: type === 7,
    z: z_low <= z_high && (z_low !== 0 || z_high !== 0) ? [z_low, z_high] : null,
  };
}

/**
 * The bytes of a simple line that leaves its first point, or of a point, both without Z, ready to be written as
 * EWKB; null for any other geometry and for other bytes: those are taken apart by `read_wkb`.
 */
export function plain_wkb(bytes: Buffer, at: number): PlainGeometry | null {
  if (bytes.length < at + 21 || bytes[at] !== 1 || bytes.readUInt16LE(at + 3) !== 0) return null;
  const type = bytes.readUInt16LE(at + 1);
  if (type === 1 && bytes.length === at + 21 && !Number.isNaN(bytes.readDoubleLE(at + 5)))
    return new PlainBytes("point", "0101000020", bytes, at + 5);
  if (type !== 2 || bytes.length < at + 41 || bytes.length !== at + 9 + bytes.readUInt32LE(at + 5) * 16)
    return null;
  const leaves =
    bytes.readDoubleLE(at + 9) !== bytes.readDoubleLE(at + 25) ||
    bytes.readDoubleLE(at + 17) !== bytes.readDoubleLE(at + 33);
  return leaves ? new PlainBytes("line", "0102000020", bytes, at + 5) : null;
}

/** A class and not an object with a function, which would be made anew for each row. */
class PlainBytes implements PlainGeometry {
  constructor(
    readonly kind: PlainGeometry["kind"],
    private readonly head: string,
    private readonly bytes: Buffer,
    private readonly at: number,
  ) {}

  hex(srid: number): string {
    return this.head + srid_hex(srid) + this.bytes.toString("hex", this.at);
  }
}

const srids = new Map<number, string>();

function srid_hex(srid: number): string {
  let hex = srids.get(srid);
  if (hex === undefined) {
    const four = Buffer.alloc(4);
    four.writeInt32LE(srid);
    hex = four.toString("hex");
    srids.set(srid, hex);
  }
  return hex;
}

const SLAB = 1 << 15;
let slab = new Float64Array(SLAB);
let used = 0;

/** Numbers of a shared block: a buffer for each line of a large file keeps the garbage collector busy. */
function room(count: number): Float64Array {
  if (count > SLAB / 8) return new Float64Array(count);
  if (used + count > SLAB) {
    slab = new Float64Array(SLAB);
    used = 0;
  }
  used += count;
  return slab.subarray(used - count, used);
}

class WkbReader {
  readonly points: number[] = [];
  readonly lines: Coords[] = [];
  readonly areas: Coords[][] = [];
  z_low = Number.POSITIVE_INFINITY;
  z_high = Number.NEGATIVE_INFINITY;
  private little = true;
  private has_z = false;
  private ordinates = 2;

  constructor(
    private readonly bytes: Buffer,
    private at: number,
  ) {}

  /** Reads one geometry into the lists and answers its type without Z and M. */
  geometry(depth: number): number {
    if (depth > DEPTH) throw new RangeError("expected collections that are not nested without end");
    const type = this.head();
    switch (type) {
      case 1: {
        const [x, y] = this.coords(1) as [number, number];
        // An empty point is written as NaN.
        if (!Number.isNaN(x)) this.points.push(x, y);
        break;
      }
      case 2:
      case 8:
      case 9:
      case 13: {
        const coords = this.curve(type, depth);
        if (coords.length > 0) this.lines.push(coords);
        break;
      }
      case 3:
      case 10:
      case 17: {
        const rings: Coords[] = [];
        for (let left = this.count(); left > 0; left--)
          rings.push(type === 10 ? this.curve(this.head(), depth) : this.coords(this.count()));
        const filled = rings.filter((ring) => ring.length > 0);
        if (filled.length > 0) this.areas.push(filled);
        break;
      }
      case 4:
      case 5:
      case 6:
      case 7:
      case 11:
      case 12:
      case 15:
      case 16:
        for (let left = this.count(); left > 0; left--) this.geometry(depth + 1);
        break;
      default:
        throw new RangeError(`expected a type of geometry from 1 to 17, got ${type}`);
    }
    return type;
  }

  private curve(type: number, depth: number): Coords {
    if (depth > DEPTH) throw new RangeError("expected curves that are not nested without end");
    if (type === 8) {
      const coords = this.coords(this.count());
      return coords.length === 0 ? coords : stroke_arcs(coords);
    }
    if (type === 2 || type === 13) return this.coords(this.count());
    if (type !== 9) throw new RangeError(`expected a type of curve, got ${type}`);
    const out: number[] = [];
    for (let left = this.count(); left > 0; left--) {
      const coords = this.curve(this.head(), depth + 1);
      // Each part starts where the one before ended.
      for (let i = out.length === 0 ? 0 : 2; i < coords.length; i++) out.push(coords[i]!);
    }
    return out;
  }

  /** Byte order and type; answers the type without Z and M, which go for what follows. */
  private head(): number {
    this.little = this.bytes.readUInt8(this.at++) === 1;
    const code = this.count();
    const type = code & 0x0fffffff;
    const flags = Math.floor(type / 1000);
    if (flags > 3) throw new RangeError(`expected a type of geometry, got ${code}`);
    this.has_z = (code & 0x80000000) !== 0 || flags === 1 || flags === 3;
    const has_m = (code & 0x40000000) !== 0 || flags === 2 || flags === 3;
    this.ordinates = 2 + (this.has_z ? 1 : 0) + (has_m ? 1 : 0);
    return type % 1000;
  }

  private count(): number {
    const value = this.little ? this.bytes.readUInt32LE(this.at) : this.bytes.readUInt32BE(this.at);
    this.at += 4;
    return value;
  }

  /** The x and y of so many points, flat; their z only widens the range. */
  private coords(count: number): Coords {
    const end = this.at + count * this.ordinates * 8;
    if (end > this.bytes.length)
      throw new RangeError(`expected ${count} points, got ${this.bytes.length - this.at} bytes`);
    const out = room(count * 2);
    if (this.ordinates === 2 && this.little && little_endian_machine) {
      new Uint8Array(out.buffer, out.byteOffset, out.byteLength).set(this.bytes.subarray(this.at, end));
      this.at = end;
      return out;
    }
    for (let i = 0; i < out.length; i += 2) {
      out[i] = this.double(0);
      out[i + 1] = this.double(1);
      if (this.has_z) this.height(this.double(2));
      this.at += this.ordinates * 8;
    }
    return out;
  }

  private double(place: number): number {
    const at = this.at + place * 8;
    return this.little ? this.bytes.readDoubleLE(at) : this.bytes.readDoubleBE(at);
  }

  private height(z: number): void {
    if (Number.isNaN(z)) return;
    if (z < this.z_low) this.z_low = z;
    if (z > this.z_high) this.z_high = z;
  }
}
