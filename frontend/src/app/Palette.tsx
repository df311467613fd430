import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import "@mantine/core/styles/ScrollArea.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/Paper.css";
import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/Group.css";
import "@mantine/spotlight/styles.css";
import { createSpotlight, Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import bar from "@/app/Bar.module.css";
import { matching, useFoundOrders } from "@/app/foundOrders";
import { type Place, workspaces } from "@/app/navigation";
import { useSignOut } from "@/app/useSignOut";
import { choose, useScheme } from "@/shared/scheme";
import { useSession } from "@/shared/session";

const [store, palette] = createSpotlight();

export function PaletteButton() {
  return (
    <button type="button" className={bar.link} onClick={() => palette.open()}>
      Go to… <kbd>Ctrl+K</kbd>
    </button>
  );
}

/** Everything one can go to or do from anywhere, by its name, and orders by their number: Ctrl+K. Made from the permissions the server sent. */
export function Palette({ places }: { places: readonly Place[] }) {
  const navigate = useNavigate();
  const { me } = useSession();
  const signOut = useSignOut();
  const scheme = useScheme();
  const [typed, setTyped] = useState("");
  const orders = useFoundOrders(typed);
  useFirstSelected(orders.map((one) => one.id).join());
  const go = (place: Pick<Place, "to" | "label">): SpotlightActionData => ({
    id: place.to,
    label: place.label,
    onClick: () => void navigate({ to: place.to }),
  });
  const other = scheme === "dark" ? "light" : "dark";
  const actions = [
    ...orders,
    ...places.filter((place) => me && place.permission in me.permissions).map(go),
    ...workspaces(me)
      .filter((place) => !places.some((one) => one.to === place.to))
      .map(go),
    go({ to: "/", label: "Shop" }),
    { id: "scheme", label: `Use ${other} colours`, onClick: () => choose(other) },
    { id: "sign-out", label: "Sign out", onClick: () => void signOut() },
  ];
  return (
    <Spotlight
      store={store}
      actions={actions}
      query={typed}
      onQueryChange={setTyped}
      filter={(query, known) => matching(query, known as SpotlightActionData[])}
      shortcut={["mod + K"]}
      nothingFound="Nothing is called that."
      searchProps={{
        placeholder: "Where to, what to do, or an order’s number",
        "aria-label": "Where to, what to do, or an order’s number",
      }}
      scrollable={false}
      highlightQuery={false}
    />
  );
}

/** What came after the typing stopped is ready for Enter too. */
function useFirstSelected(what: string): void {
  useEffect(() => {
    const list = document.getElementById(store.getState().listId);
    if (what === "" || list?.querySelector("[data-selected]")) return;
    list?.querySelector("[data-action]")?.setAttribute("data-selected", "true");
    store.updateState((state) => ({ ...state, selected: 0 }));
  }, [what]);
}
