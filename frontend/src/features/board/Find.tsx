import {
  type FormEvent,
  type KeyboardEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { type OrderView, ordersSearch, ordersShow } from "@/shared/api";
import { ApiError, sentenceOf } from "@/shared/errors";
import { Button } from "@/shared/ui/Button";
import css from "./Find.module.css";

interface Match {
  id: number;
  order_number: string;
}

export interface FindBox {
  /** Take what is typed from now on. */
  listen: () => void;
}

interface Props {
  box: Ref<FindBox>;
  onFound: (order: OrderView) => void;
  /** The person wants to go back to the board. */
  onLeave: () => void;
}

/** Scan a slip, or type a number or its last digits: Enter finds the order. */
export function Find({ box, onFound, onLeave }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const matches = useRef<HTMLUListElement>(null);
  const said = useId();
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [several, setSeveral] = useState<readonly Match[]>([]);

  useImperativeHandle(box, () => ({
    listen() {
      input.current?.focus();
      input.current?.select();
    },
  }));

  useEffect(() => {
    if (several.length > 0) matches.current?.querySelector("button")?.focus();
  }, [several]);

  async function find(event: FormEvent) {
    event.preventDefault();
    const number = input.current?.value.trim() ?? "";
    if (!number) return;
    input.current?.select();
    await show(number, () => ordersSearch({ query: { number } }));
  }

  async function show(number: string, ask: () => Promise<OrderView>) {
    // The next scan may have begun before this one was answered; it is not disturbed.
    const overtaken = () => input.current?.value.trim() !== number;
    try {
      const order = await ask();
      if (overtaken()) return;
      clear();
      onFound(order);
    } catch (error) {
      if (overtaken()) return;
      setSeveral(matchesIn(error));
      setWrong(sentenceOf(error));
    }
  }

  function clear() {
    setText("");
    setWrong(null);
    setSeveral([]);
  }

  function leave(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    clear();
    onLeave();
  }

  function walk(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...(matches.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[Math.max(0, Math.min(at + step, buttons.length - 1))]?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the box and its list alike
    <div className={css.find} onKeyDown={leave}>
      <search>
        <form onSubmit={(event) => void find(event)} className={css.form}>
          <input
            ref={input}
            className={css.input}
            aria-label="Find an order: scan a slip, or type its last digits"
            aria-keyshortcuts="/"
            aria-invalid={wrong !== null && several.length === 0 ? true : undefined}
            aria-describedby={wrong ? said : undefined}
            placeholder="Scan, or type last digits"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setWrong(null);
              setSeveral([]);
            }}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            inputMode="numeric"
            maxLength={40}
          />
          <Button type="submit">Find</Button>
        </form>
      </search>
      {wrong && (
        <div className={css.said}>
          <p id={said} role="alert" data-tone={several.length > 0 ? undefined : "bad"}>
            {wrong}
          </p>
          {several.length > 0 && (
            <ul ref={matches} aria-label="Orders that match" className={css.matches} onKeyDown={walk}>
              {several.map((match) => (
                <li key={match.id}>
                  <Button wide onClick={() => void show(text.trim(), () => one(match.id))}>
                    {match.order_number}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </div>
  );
}

const one = (id: number) => ordersShow({ path: { order_id: id } });

function matchesIn(error: unknown): Match[] {
  if (!(error instanceof ApiError) || error.code !== "several_orders") return [];
  return Array.isArray(error.details.orders) ? (error.details.orders as Match[]) : [];
}
