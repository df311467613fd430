import { Link, type LinkProps } from "@tanstack/react-router";
import { useRef } from "react";
import type { MeView } from "@/shared/api";
import css from "./ShopLayout.module.css";

const MENU = "shop-menu";
const OWN: readonly { to: LinkProps["to"]; label: string }[] = [
  { to: "/orders", label: "Orders" },
  { to: "/wishlist", label: "Wishlist" },
  { to: "/account", label: "Account" },
];

/** Where one can go in the shop. Where there is no room for all, they are behind one button. */
export function ShopLinks({ me }: { me: MeView | null }) {
  const menu = useRef<HTMLElement>(null);
  const close = () => menu.current?.matches(":popover-open") && menu.current.hidePopover();
  return (
    <>
      <button type="button" className={css.open} popoverTarget={MENU}>
        Menu
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: following a link by key is a click as well */}
      <nav ref={menu} id={MENU} popover="auto" className={css.links} aria-label="Shop" onClick={close}>
        <Link to="/products" className={css.link} activeOptions={{ exact: true, includeSearch: false }}>
          Products
        </Link>
        {me &&
          OWN.map(({ to, label }) => (
            <Link key={label} to={to} className={css.link}>
              {label}
            </Link>
          ))}
      </nav>
    </>
  );
}
