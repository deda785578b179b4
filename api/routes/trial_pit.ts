import { createRoute, z } from "@hono/zod-openapi";
import { answer_json } from "../answer_json.ts";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { read_feature } from "../queries/feature.ts";
import {
  add_trial_pit,
  list_trial_pits,
  put_photo,
  read_photo,
  read_trial_pit,
  withdraw_trial_pit,
} from "../queries/trial_pit.ts";
import { answers, router } from "../router.ts";
import { text_id, whole_id } from "../schemas/common.ts";
import { trial_pit, trial_pit_input } from "../schemas/trial_pit.ts";
import { PHOTO_MAX_BYTES, photo_type } from "../upload/photo_type.ts";
import { check_layer } from "./feature.ts";

const of_feature = z.object({ layer: text_id, id: whole_id });
const of_pit = z.object({ id: whole_id });
const feature_not_found = (layer: string, id: number) =>
  problem("feature_not_found", `Layer ${layer} has no feature ${id} that you may see.`);
const not_found = (id: number) =>
  problem("trial_pit_not_found", `Expected the id of a trial pit of an object that you may see, got ${id}.`);

export const trial_pit_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/features/{layer}/{id}/trial_pits",
      tags: ["trial_pit"],
      summary: "The trial pits of an object, oldest first, withdrawn ones too",
      request: { params: of_feature },
      responses: answers(200, z.object({ trial_pits: z.array(trial_pit) }), "The trial pits"),
    }),
    async (c) => {
      const { layer, id } = c.req.valid("param");
      check_layer(layer);
      const [there, trial_pits] = await read_as_viewer(c, (sql) =>
        Promise.all([read_feature(sql, layer, id), list_trial_pits(sql, layer, id)]),
      );
      if (!there) throw feature_not_found(layer, id);
      return answer_json(c, { trial_pits });
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/features/{layer}/{id}/trial_pits",
      tags: ["trial_pit"],
      summary: "A measurement of an object in a trial pit",
      description:
        "Narrows the verdicts near the pit at once, of the state today and of every scenario. `outside` says in what it contradicts the data.",
      request: {
        params: of_feature,
        body: { required: true, content: { "application/json": { schema: trial_pit_input } } },
      },
      responses: answers(201, trial_pit, "The trial pit"),
    }),
    async (c) => {
      const { layer, id } = c.req.valid("param");
      const input = c.req.valid("json");
      check_layer(layer);
      const row = await write_as_viewer(c, async (sql) => {
        const pit_id = await add_trial_pit(sql, { layer, feature_id: id, ...input });
        return pit_id === null ? undefined : read_trial_pit(sql, pit_id);
      });
      if (!row) throw feature_not_found(layer, id);
      return c.json(row, 201, { location: `/api/v1/trial_pits/${row.id}` });
    },
  )
  .openapi(
    createRoute({
      method: "delete",
      path: "/trial_pits/{id}",
      tags: ["trial_pit"],
      summary: "Withdraws a trial pit",
      description: "It stays in the list, withdrawn, and counts no longer.",
      request: { params: of_pit },
      responses: answers(200, trial_pit, "The trial pit, withdrawn"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { state, row } = await write_as_viewer(c, async (sql) => ({
        state: await withdraw_trial_pit(sql, id),
        row: await read_trial_pit(sql, id),
      }));
      if (state === "not_yours")
        throw problem(
          "trial_pit_not_yours",
          "Expected a trial pit of your own organisation, got one that another one measured.",
        );
      if (state === "missing" || !row) throw not_found(id);
      return answer_json(c, row);
    },
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/trial_pits/{id}/photo",
      tags: ["trial_pit"],
      summary: "The photo of a trial pit",
      description: `JPEG, PNG or WebP as the body, told by its first bytes, of at most ${PHOTO_MAX_BYTES} bytes.`,
      request: {
        params: of_pit,
        body: {
          required: true,
          content: { "image/*": { schema: { type: "string", format: "binary" } } },
        },
      },
      responses: answers(200, trial_pit, "The trial pit, with its photo"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      const content_type = photo_type(bytes);
      if (!content_type)
        throw problem("photo_not_readable", "Expected a JPEG, PNG or WebP picture, got something else.");
      const row = await write_as_viewer(c, async (sql) => {
        const pit = await read_trial_pit(sql, id);
        if (!pit) return undefined;
        if (pit.withdrawn_at)
          throw problem(
            "trial_pit_withdrawn",
            "Expected a trial pit that counts, got one that was withdrawn.",
          );
        await put_photo(sql, id, { content_type, bytes });
        return read_trial_pit(sql, id);
      });
      if (!row) throw not_found(id);
      return answer_json(c, row);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/trial_pits/{id}/photo",
      tags: ["trial_pit"],
      summary: "The photo of a trial pit, as it was sent",
      request: { params: of_pit },
      responses: {
        200: {
          description: "The picture",
          content: { "image/*": { schema: { type: "string", format: "binary" } } },
        },
      },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const photo = await read_as_viewer(c, (sql) => read_photo(sql, id));
      if (!photo) throw problem("photo_not_found", `Trial pit ${id} has no photo that you may see.`);
      return c.body(photo.bytes as Uint8Array<ArrayBuffer>, 200, {
        "content-type": photo.content_type,
        "content-disposition": "inline",
      });
    },
  );
