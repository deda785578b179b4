import { lazy } from "react";
import { OverviewPanel } from "./district/overview_panel.tsx";
import type { Selection } from "./selection.ts";
import { useGo } from "./ui/view_state.ts";

const StreetPanel = lazy(() => import("./street/street_panel.tsx").then((x) => ({ default: x.StreetPanel })));
const FindingPanel = lazy(() =>
  import("./finding/finding_panel.tsx").then((x) => ({ default: x.FindingPanel })),
);
const FeaturePanel = lazy(() =>
  import("./feature/feature_panel.tsx").then((x) => ({ default: x.FeaturePanel })),
);
const DatasetsPanel = lazy(() =>
  import("./dataset/dataset_panel.tsx").then((x) => ({ default: x.DatasetsPanel })),
);
const DatasetPanel = lazy(() =>
  import("./dataset/dataset_panel.tsx").then((x) => ({ default: x.DatasetPanel })),
);
const ImportPanel = lazy(() => import("./import/import_panel.tsx").then((x) => ({ default: x.ImportPanel })));
const ImportsPanel = lazy(() =>
  import("./import/import_panel.tsx").then((x) => ({ default: x.ImportsPanel })),
);
const DrawDetail = lazy(() => import("./draw/draw_mode.tsx").then((x) => ({ default: x.DrawDetail })));
const UndergroundPanel = lazy(() =>
  import("./underground/underground_panel.tsx").then((x) => ({ default: x.UndergroundPanel })),
);
const ToDoPanel = lazy(() => import("./to_do/to_do_panel.tsx").then((x) => ({ default: x.ToDoPanel })));
const ModerationPanel = lazy(() =>
  import("./reaction/moderation_panel.tsx").then((x) => ({ default: x.ModerationPanel })),
);
const NotificationPanel = lazy(() =>
  import("./notification/notification_panel.tsx").then((x) => ({ default: x.NotificationPanel })),
);

const PeoplePanel = lazy(() =>
  import("./account/people_panel.tsx").then((x) => ({ default: x.PeoplePanel })),
);

/** The panel of what the address names, each in a chunk of its own. */
export function Detail({ selection, back }: { selection: Selection; back: () => void }) {
  const go = useGo();
  switch (selection.kind) {
    case "compare":
    case "pays":
    case "workbook":
    case "dig":
      return null;
    case "draw":
      return <DrawDetail address={selection} on_home={() => go("/")} />;
    case "underground":
      return <UndergroundPanel address={selection} on_home={() => go("/")} />;
    case "street":
      return <StreetPanel key={selection.id} id={selection.id} on_back={back} />;
    case "finding":
      return <FindingPanel key={selection.id} id={selection.id} on_back={back} />;
    case "feature":
      return <FeaturePanel key={selection.id} layer={selection.layer} id={selection.id} on_back={back} />;
    case "district":
      return <OverviewPanel key={selection.id} district={selection.id} on_back={back} />;
    case "datasets":
      return <DatasetsPanel on_back={back} />;
    case "dataset":
      return <DatasetPanel id={selection.id} on_back={back} />;
    case "imports":
      return <ImportsPanel on_back={back} />;
    case "import":
      return <ImportPanel key={selection.id} id={selection.id} on_back={back} />;
    case "to_do":
      return <ToDoPanel on_back={back} />;
    case "reactions":
      return <ModerationPanel on_back={back} />;
    case "notifications":
      return <NotificationPanel on_back={back} />;
    case "people":
      return <PeoplePanel key={selection.page} page={selection.page} on_back={back} />;
    default:
      return <OverviewPanel district={null} />;
  }
}
