import yauzl from "yauzl";

/** The parts of a zip archive, by name, as text. */
function unzip(archive: Uint8Array): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    const parts = new Map<string, string>();
    yauzl.fromBuffer(Buffer.from(archive), { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on("error", reject);
      zip.on("end", () => resolve(parts));
      zip.on("entry", (entry: yauzl.Entry) =>
        zip.openReadStream(entry, (trouble, stream) => {
          if (trouble) return reject(trouble);
          const chunks: Buffer[] = [];
          stream.on("data", (chunk: Buffer) => chunks.push(chunk));
          stream.on("end", () => {
            parts.set(entry.fileName, Buffer.concat(chunks).toString("utf8"));
            zip.readEntry();
          });
        }),
      );
      zip.readEntry();
    });
  });
}

const plain = (text: string): string =>
  text.replace(
    /&(lt|gt|quot|apos|amp);/g,
    (_, name: string) => ({ lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" })[name]!,
  );

/** The column of a cell like `AB12`, from 0. */
const column_of = (place: string): number =>
  [...place.replace(/\d+$/, "")].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** The sheets of a workbook as rows of numbers and texts, read by the file format alone. */
export async function read_xlsx(archive: Uint8Array): Promise<(string | number | null)[][][]> {
  const parts = await unzip(archive);
  const shared = [...(parts.get("xl/sharedStrings.xml") ?? "").matchAll(/<si>(.*?)<\/si>/gs)].map(
    ([, item]) => plain([...item!.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, text]) => text).join("")),
  );
  const names = [...parts.keys()].filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name)).sort();
  return names.map((name) => {
    const rows = [...parts.get(name)!.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row]) => {
      const cells: (string | number | null)[] = [];
      for (const [, attributes, content] of row!.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
        const place = column_of(/r="([A-Z]+\d+)"/.exec(attributes!)![1]!);
        const value = /<v>(.*?)<\/v>/s.exec(content ?? "")?.[1];
        while (cells.length < place) cells.push(null);
        if (content?.includes("<f>")) throw new Error("expected no formula in a sheet");
        cells[place] =
          value === undefined ? null : /t="s"/.test(attributes!) ? shared[Number(value)]! : Number(value);
      }
      return cells;
    });
    const width = Math.max(...rows.map((row) => row.length));
    return rows.map((row) => [...row, ...Array<null>(width - row.length).fill(null)]);
  });
}
