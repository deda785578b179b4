import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import dialog from "./dialog.module.css";
import css from "./key_sheet.module.css";
import ui from "./ui.module.css";

/** The keys that work everywhere. Opened with `?`. */
export function KeySheet({ open, on_close }: { open: boolean; on_close: () => void }) {
  const keys: readonly (readonly [string, string])[] = [
    ["/", m.key_search()],
    ["l", m.key_layers()],
    ["i", m.key_import()],
    ["d", m.key_draw()],
    ["v", m.key_compare()],
    ["b", m.key_pays()],
    ["w", m.key_workbook()],
    ["g", m.key_dig()],
    ["u", m.key_underground()],
    ["Ctrl Z", m.undo()],
    ["Alt", m.key_alt()],
    ["Enter", m.key_point()],
    ["[ ]", m.key_turn()],
    ["Tab", m.key_tab()],
    ["↑ ↓", m.key_arrows()],
    ["+ −", m.key_zoom()],
    ["Esc", m.key_back()],
    ["?", m.key_help()],
  ];
  return (
    <ModalOverlay className={dialog.veil!} isOpen={open} onOpenChange={(o) => !o && on_close()} isDismissable>
      <Modal className={dialog.modal!} style={{ width: 420 }}>
        <Dialog className={dialog.content!}>
          <Heading slot="title">{m.keys_title()}</Heading>
          <dl className={css.keys}>
            {keys.map(([key, what]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
          <Button slot="close" className={ui.button!}>
            {m.action_close()}
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
