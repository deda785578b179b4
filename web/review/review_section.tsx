import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import { useMayPlan, useSession } from "../account/account_api.ts";
import { is_member } from "../notification/notification_api.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { Icon } from "../ui/icon.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { review_api } from "./review_api.ts";
import { ReviewCard } from "./review_card.tsx";
import { ReviewForm } from "./review_form.tsx";

/** In a scenario's panel: what partners were asked and answered, and a new request. */
export function ReviewSection({ scenario_id }: { scenario_id: number }) {
  useLocale();
  const session = useSession();
  const member = is_member(session);
  const may_ask = useMayPlan() === true;
  const [asking, set_asking] = useState(false);
  const reviews = useQuery({
    queryKey: ["reviews", scenario_id],
    queryFn: () => review_api.list(scenario_id),
    enabled: member,
    refetchInterval: 60_000,
  });
  const list = reviews.data?.reviews ?? [];
  if (!member || (!may_ask && list.length === 0)) return null;
  return (
    <section className={ui.stack} aria-labelledby="reviews_title">
      <h3 id="reviews_title">{m.reviews_title()}</h3>
      {reviews.isError && <Failed error={reviews.error} retry={() => void reviews.refetch()} />}
      {list.map((one) => (
        <ReviewCard key={one.id} review={one} may_change={may_ask} />
      ))}
      {may_ask && !asking && (
        <div className={ui.row}>
          <Button className={ui.button!} onPress={() => set_asking(true)}>
            <Icon name="check" size={16} />
            {m.review_ask()}
          </Button>
        </div>
      )}
      {may_ask && asking && (
        <ReviewForm scenario_id={scenario_id} review={null} on_done={() => set_asking(false)} />
      )}
    </section>
  );
}
