import { useQuery } from "@tanstack/react-query";
import { useMatch, useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useTyped } from "@/shared/settled";
import { suggestionsQuery } from "./api";
import css from "./SearchBox.module.css";
import { Suggestions } from "./Suggestions";
import { without } from "./search";
import { useSlash } from "./useSlash";

const PAUSE = 200;

/**
 * The search in the shop's header. Over the list of products it narrows that list as one types; elsewhere it offers
 * the first few products, and Enter leads to all.
 */
export function SearchBox() {
  const input = useRef<HTMLInputElement>(null);
  const popup = useId();
  const navigate = useNavigate();
  const list = useMatch({ from: "/shop/products", shouldThrow: false })?.search;
  const [asked, setAsked] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const { data: found } = useQuery(suggestionsQuery(list ? "" : asked));
  const products = found?.products ?? [];
  const offered = open && !list && asked !== "" && found !== undefined;
  useSlash(input);

  const { text, type, send } = useTyped(list ? (list.search ?? "") : asked, hand, PAUSE);

  function hand(words: string) {
    if (!list) return setAsked(words);
    const rest = without(list, "search");
    void navigate({ to: "/products", search: words ? { ...rest, search: words } : rest, replace: true });
  }

  function close() {
    setOpen(false);
    setActive(-1);
  }

  function leave(go: () => void) {
    close();
    setAsked("");
    go();
  }

  /** All results of what is typed. Over the list they are there already. */
  function all() {
    const words = text.trim();
    if (list) return send(text);
    leave(() => void navigate({ to: "/products", search: words ? { search: words } : {} }));
  }

  function choose(at: number) {
    const product = products[at];
    if (!product) return all();
    leave(() => void navigate({ to: "/products/$productId", params: { productId: String(product.id) } }));
  }

  function press(event: KeyboardEvent) {
    if (event.key === "Escape" && (offered || text !== "")) {
      event.preventDefault();
      if (offered) close();
      else send("");
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !offered) return;
    event.preventDefault();
    // One more than the products: the way to all results.
    const stops = products.length + 1;
    setActive((at) => (at === -1 && step === -1 ? stops - 1 : (at + step + stops) % stops));
  }

  const role = list
    ? { role: "searchbox" }
    : {
        role: "combobox",
        "aria-autocomplete": "list" as const,
        "aria-expanded": offered,
        "aria-controls": offered ? popup : undefined,
        "aria-activedescendant": offered && active >= 0 ? `${popup}-${active}` : undefined,
      };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only closes the suggestions when the focus leaves them
    <div className={css.box} onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || close()}>
      <search>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            choose(offered ? active : -1);
          }}
        >
          <input
            ref={input}
            className={css.input}
            aria-label="Search products"
            aria-keyshortcuts="/"
            {...role}
            placeholder="Search products, SKU…"
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="search"
            inputMode="search"
            maxLength={200}
            value={text}
            onChange={(event) => {
              setOpen(true);
              setActive(-1);
              type(event.target.value);
            }}
            onKeyDown={press}
          />
          {text ? (
            <button
              type="button"
              className={css.clear}
              aria-label="Clear the search"
              onClick={() => {
                send("");
                input.current?.focus();
              }}
            >
              ×
            </button>
          ) : (
            <span className={css.key} aria-hidden="true">
              /
            </span>
          )}
        </form>
      </search>
      {offered && <Suggestions id={popup} text={asked} {...{ products, found, active, choose }} />}
    </div>
  );
}
