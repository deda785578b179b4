import { useMayPlan, useSession } from "../account/account_api.ts";
import * as m from "../text/compiled/messages.js";
import { Go } from "../ui/controls.tsx";
import { Empty } from "../ui/state_block.tsx";

/** There is no scenario for what somebody came for: who draws goes and makes one, who reads learns whom to ask and what there is meanwhile. */
export function NoScenario({ title, text }: { title: string; text: string }) {
  const may_plan = useMayPlan();
  const session = useSession();
  return (
    <Empty icon="layers" title={title}>
      {may_plan ? (
        <>
          <p>{text}</p>
          <p>
            <Go to="/draw">{m.dig_make_scenario()}</Go>
          </p>
        </>
      ) : (
        <>
          <p>{m.scenario_ask_planner()}</p>
          <p>
            {session?.has_accounts ? (
              <Go to="/members">{m.scenario_who_plans()}</Go>
            ) : (
              <Go to="/">{m.scenario_see_streets()}</Go>
            )}
          </p>
        </>
      )}
    </Empty>
  );
}
