/** Just enough of FlatBuffers to read FlatGeobuf: fields by their vtable offset. */

/** A FlatBuffers table: where it starts and where its vtable lies. */
export interface Table {
  readonly bytes: Buffer;
  readonly at: number;
  readonly vtable: number;
  readonly vtable_bytes: number;
}

function table_at(bytes: Buffer, at: number): Table {
  const vtable = at - bytes.readInt32LE(at);
  return { bytes, at, vtable, vtable_bytes: bytes.readUInt16LE(vtable) };
}

/** The root table of the buffer that starts at `offset`. */
export function root(bytes: Buffer, offset: number): Table {
  return table_at(bytes, offset + bytes.readUInt32LE(offset));
}

/** Offset of a field in its table, 0 when absent. */
export function slot(table: Table, field: number): number {
  return field < table.vtable_bytes ? table.bytes.readUInt16LE(table.vtable + field) : 0;
}

/** A byte field, or `fallback` where it is absent. */
export function uint8(table: Table, field: number, fallback: number): number {
  const offset = slot(table, field);
  return offset ? table.bytes.readUInt8(table.at + offset) : fallback;
}

/** A 16-bit field, or `fallback` where it is absent. */
export function uint16(table: Table, field: number, fallback: number): number {
  const offset = slot(table, field);
  return offset ? table.bytes.readUInt16LE(table.at + offset) : fallback;
}

/** Where a vector field starts and how many elements it has; 0 for an absent one. */
export function vector(table: Table, field: number): { start: number; length: number } {
  const offset = slot(table, field);
  if (!offset) return { start: 0, length: 0 };
  const at = table.at + offset;
  const start = at + table.bytes.readUInt32LE(at);
  return { start: start + 4, length: table.bytes.readUInt32LE(start) };
}

/** A text field; empty where it is absent. */
export function text(table: Table, field: number): string {
  const { start, length } = vector(table, field);
  return table.bytes.toString("utf8", start, start + length);
}

/** A table field, or null where it is absent. */
export function child(table: Table, field: number): Table | null {
  const offset = slot(table, field);
  if (!offset) return null;
  const at = table.at + offset;
  return table_at(table.bytes, at + table.bytes.readUInt32LE(at));
}

/** The tables of a vector field. */
export function tables(table: Table, field: number): Table[] {
  const { start, length } = vector(table, field);
  const out: Table[] = [];
  for (let i = 0; i < length; i++) {
    const at = start + 4 * i;
    out.push(table_at(table.bytes, at + table.bytes.readUInt32LE(at)));
  }
  return out;
}

/** A vector of 64-bit floats, copied. */
export function doubles(table: Table, field: number): Float64Array {
  const { start, length } = vector(table, field);
  const out = new Float64Array(length);
  if (length > 0) table.bytes.copy(Buffer.from(out.buffer), 0, start, start + 8 * length);
  return out;
}
