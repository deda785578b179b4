import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { imkl2 } from "../../data/importers/imkl2.ts";
import { imkl3 } from "../../data/importers/imkl3.ts";
import { one_pipe, PIPE, refused } from "../fixtures/imkl/one_pipe.ts";
import { by_id, note_codes, read_text } from "../fixtures/imkl/read_all.ts";
import { be, be_link, be_pipe, be_ref, belgian, dutch, status } from "../fixtures/imkl/write.ts";

describe("what the delivery says of objects", () => {
  it("keeps what lies in somebody else's duct, marked and noted", async () => {
    const result = await one_pipe("<imkl:inSharedContainer>true</imkl:inSharedContainer>");
    expect(by_id(result, PIPE).attributes.in_shared_container).toBe(true);
    expect(note_codes(result)).toContain("in_shared_container");
    expect(
      note_codes(await one_pipe("<imkl:inSharedContainer>false</imkl:inSharedContainer>")),
    ).not.toContain("in_shared_container");
  });

  it("makes a duct of a pipe that is a jacket", async () => {
    const jacket =
      '<imkl:containerType xlink:href="https://vocab.belgif.be/auth/IMKL-ContainerTypeValue/jacketPipe"/>';
    const pipe = by_id(await one_pipe(jacket), PIPE);
    expect(pipe.layer).toBe("duct");
    expect(pipe.attributes.kind).toBe("jacket_pipe");
  });

  it.each([
    ["functional", "in_use"],
    ["disused", "disused"],
    ["projected", "projected"],
    ["underConstruction", "under_construction"],
  ])("status %s is %s", async (theirs, ours) => {
    const pipe = be("WaterPipe", "1", `${be_ref("net:link", "UtilityLink", "1")}${status(theirs)}`);
    expect(by_id(await read_text(imkl3, belgian([be_link("1"), pipe])), PIPE).status).toBe(ours);
  });

  it("takes survey accuracy by its unit, nil as not known, and the owner from the network", async () => {
    const survey = (inner: string): string =>
      `<imkl:locationSurvey><imkl:method xlink:href="x/sketch"/>${inner}</imkl:locationSurvey>`;
    const given = by_id(await one_pipe(survey('<imkl:accuracy uom="mm">250</imkl:accuracy>')), PIPE);
    expect(given.position_accuracy_m).toBe(0.25);
    expect(given.attributes).toMatchObject({ survey_method: "sketch", owner: "Test NV" });
    const nil = by_id(await one_pipe(survey('<imkl:accuracy uom="mm" xsi:nil="true"/>')), PIPE);
    expect(nil.position_accuracy_m).toBeNull();
  });

  it("refuses the second of two equal objects and numbers a different one of the same id", async () => {
    const twice = await read_text(imkl3, belgian([be_link("1"), be_pipe("1"), be_pipe("1")]));
    expect(twice.read).toBe(2);
    expect(twice.rejected).toMatchObject([{ code: "duplicate_object" }]);
    const differ = await read_text(
      imkl3,
      belgian([
        be_link("1"),
        be_pipe("1"),
        be_pipe("1", "", '<us:pipeDiameter uom="cm">20</us:pipeDiameter>'),
      ]),
    );
    expect(differ.features.map((one) => one.source_id)).toEqual([PIPE, `${PIPE}#2`]);
    expect(note_codes(differ)).toContain("id_repeated");
  });
});

describe("hostile and broken XML", () => {
  it("refuses a DOCTYPE before any entity is expanded", async () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>\n';
    const error = await refused(
      read_text(imkl3, belgian([be_link("1"), be_pipe("1", "<imkl:label>&b;</imkl:label>")], bomb)),
    );
    expect(error.code).toBe("xml_doctype");
    const outside = '<!DOCTYPE x SYSTEM "file:///etc/passwd">\n';
    expect((await refused(read_text(imkl2, dutch([], outside)))).code).toBe("xml_doctype");
  });

  it("says line and column of malformed XML, of a cut-off file and of an unknown entity", async () => {
    const xml = belgian([be_link("1"), be_pipe("1")]);
    const crossed = await refused(read_text(imkl3, xml.replace("</net:centrelineGeometry>", "</net:wrong>")));
    expect(crossed.code).toBe("xml_malformed");
    const line = xml.slice(0, xml.indexOf("</net:centrelineGeometry>")).split("\n").length;
    expect(crossed.detail).toMatchObject({ line });
    expect(crossed.message).toMatch(new RegExp(`line ${line}, column \\d+`));
    expect((await refused(read_text(imkl3, xml.slice(0, -60)))).code).toBe("xml_malformed");
    expect(
      (await refused(read_text(imkl3, belgian([be_pipe("1", "<imkl:label>&b;</imkl:label>")])))).code,
    ).toBe("xml_malformed");
  });

  it("reads Latin-1 and UTF-16 by declaration and byte order mark, and refuses bytes that are not UTF-8", async () => {
    const xml = belgian([be_link("1"), be_pipe("1", "<imkl:label>Gerÿt</imkl:label>")]);
    const latin = Buffer.from(xml.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"'), "latin1");
    expect(by_id(await read_text(imkl3, latin), PIPE).attributes.label).toBe("Gerÿt");
    const wide = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(xml.replace('encoding="UTF-8"', 'encoding="UTF-16"'), "utf16le"),
    ]);
    expect(by_id(await read_text(imkl3, wide), PIPE).attributes.label).toBe("Gerÿt");
    expect((await refused(read_text(imkl3, Buffer.from(xml, "latin1")))).code).toBe("xml_malformed");
  });

  it("refuses an element nested without end", async () => {
    const deep = `${"<imkl:x>".repeat(300)}${"</imkl:x>".repeat(300)}`;
    expect((await refused(read_text(imkl3, belgian([be_pipe("1", deep)])))).code).toBe("xml_too_large");
  });

  it("stops at the user's word", async () => {
    const stop = new AbortController();
    stop.abort(new Error("cancelled"));
    const head = Buffer.from(belgian([be_link("1"), be_pipe("1")]));
    const folder = mkdtempSync(join(tmpdir(), "imkl-stop-"));
    try {
      writeFileSync(`${folder}/a.xml`, head);
      const source = {
        file_name: "a.xml",
        path: `${folder}/a.xml`,
        members: [{ name: "a.xml", path: `${folder}/a.xml`, bytes: head.length, head }],
      };
      const all = async (): Promise<void> => {
        for await (const _ of imkl3.read(source, {
          srid: null,
          mapping: null,
          signal: stop.signal,
          scratch_dir: folder,
        }));
      };
      await expect(all()).rejects.toThrow("cancelled");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("recognition", () => {
  const source = (text: string): Parameters<typeof imkl3.recognise>[0] => ({
    file_name: "x",
    path: "x",
    members: [{ name: "x", path: "x", bytes: text.length, head: Buffer.from(text) }],
  });

  it("is by the namespace, not by the name of the file", () => {
    expect(imkl3.recognise(source(belgian([])))).toBe(3);
    expect(imkl2.recognise(source(belgian([])))).toBe(0);
    expect(imkl2.recognise(source(dutch([])))).toBe(3);
    expect(imkl3.recognise(source(dutch([])))).toBe(0);
    expect(imkl2.recognise(source('<x xmlns:imkl="http://www.geostandaarden.nl/imkl/2015/wion/1.2"/>'))).toBe(
      3,
    );
    expect(imkl3.recognise(source("<gml:FeatureCollection/>"))).toBe(0);
  });
});
