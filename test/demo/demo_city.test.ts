import { expect, test } from "vitest";
import { demo_city } from "../../data/demo/demo_city.ts";

test.each([5_000, 60_000, 150_000])(
  "a city of %i features has at least as many, in little memory",
  (asked) => {
    let count = 0;
    let peak_bytes = 0;
    const before = process.memoryUsage().heapUsed;
    const districts = new Set<string>();
    const ids = new Set<string>();
    const started = process.cpuUsage();
    for (const { items } of demo_city({ seed: 3, features: asked }))
      for (const item of items) {
        if (item.kind === "feature") {
          count++;
          if (asked <= 5_000) ids.add(`${item.layer}/${item.source_id}`);
        }
        if (item.kind === "district") districts.add(item.name);
        if (count % 10_000 === 0) peak_bytes = Math.max(peak_bytes, process.memoryUsage().heapUsed - before);
      }
    const spent = process.cpuUsage(started);
    const per_second = Math.round(count / ((spent.user + spent.system) / 1e6));
    console.log(
      `${count} features, ${districts.size} districts, ${per_second} per second of processor time, ${Math.round(peak_bytes / 1e6)} MB`,
    );
    expect(count).toBeGreaterThanOrEqual(asked);
    if (asked <= 5_000) expect(ids.size).toBe(count);
    // Not twice as many either: the count is a request, not a floor alone.
    if (asked >= 60_000) expect(count).toBeLessThan(asked * 1.5);
    expect(peak_bytes).toBeLessThan(120e6);
  },
);

test("a city streams: its first rows come before the rest is made", () => {
  const before = process.memoryUsage().heapUsed;
  for (const { dataset, items } of demo_city({ seed: 3, features: 2_000_000 })) {
    const iterator = items[Symbol.iterator]();
    for (let n = 0; n < 200; n++)
      if (iterator.next().done) {
        // Few things cross a whole city: two transport lines with their zones.
        expect(dataset.key).toBe("demo_transport");
        break;
      }
  }
  // The whole of it would be gigabytes of rows.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(200e6);
});

test("the streets and districts of a city have names of their own", () => {
  const [open_data] = demo_city({ seed: 3, features: 60_000 });
  const names = new Map<string, Set<string>>();
  const districts: string[] = [];
  for (const item of open_data!.items) {
    if (item.kind === "district") districts.push(item.name);
    if (item.kind !== "segment") continue;
    const line = item.source_id.split("_")[0]!;
    const lines = names.get(item.street_name!) ?? new Set();
    names.set(item.street_name!, lines.add(line));
  }
  expect(new Set(districts).size).toBe(districts.length);
  for (const [name, lines] of names) expect([...lines], name).toHaveLength(1);
});
