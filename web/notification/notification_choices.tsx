import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { notification_kinds } from "../../data/catalog/notification_kinds.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { Choose } from "../ui/controls.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./notification.module.css";
import { type Choice, notification_api } from "./notification_api.ts";
import { kind_word } from "./notification_words.ts";

const languages = [
  { id: "nl", name: "Nederlands" },
  { id: "en", name: "English" },
  { id: "fr", name: "Français" },
] as const;

/** Per kind: here, by e-mail, both or neither; kept as soon as it is ticked. */
export function NotificationChoices() {
  useLocale();
  const cache = useQueryClient();
  const kept = useQuery({ queryKey: ["notification_choice"], queryFn: notification_api.choice });
  const choose = useMutation({
    mutationFn: notification_api.choose,
    onMutate: (choice) => cache.setQueryData(["notification_choice"], choice),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: ["notification_choice"] });
      void cache.invalidateQueries({ queryKey: ["notifications"] });
    },
  });
  const choice = kept.data;
  if (!choice) return kept.isError ? <Failed error={kept.error} /> : null;
  const ways = [
    ["in_app", m.notification_here()],
    ["email", m.notification_email()],
  ] as const;
  return (
    <section className={ui.stack}>
      <h2>{m.notification_choices()}</h2>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{m.notification_kind()}</th>
            {ways.map(([way, word]) => (
              <th key={way} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {notification_kinds.map((kind) => (
            <tr key={kind}>
              <th scope="row">{kind_word(kind)}</th>
              {ways.map(([way, word]) => (
                <td key={way}>
                  <label>
                    <input
                      type="checkbox"
                      aria-label={`${kind_word(kind)}: ${word}`}
                      checked={choice.choices[kind][way]}
                      onChange={(event) =>
                        choose.mutate({
                          ...choice,
                          choices: {
                            ...choice.choices,
                            [kind]: { ...choice.choices[kind], [way]: event.target.checked },
                          },
                        })
                      }
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Choose
        label={m.notification_language()}
        value={choice.language}
        on_change={(language) => choose.mutate({ ...choice, language: language as Choice["language"] })}
        sections={[{ choices: languages }]}
      />
      {choose.isError && <Failed error={choose.error} />}
    </section>
  );
}
