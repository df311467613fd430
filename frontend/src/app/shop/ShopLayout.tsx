import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import bar from "@/app/Bar.module.css";
import { workspaces } from "@/app/navigation";
import { Page } from "@/app/Page";
import { SchemeToggle } from "@/app/SchemeToggle";
import { SkipLink } from "@/app/SkipLink";
import { useSignOut } from "@/app/useSignOut";
import { useWorkspace } from "@/app/useWorkspace";
import { SearchBox } from "@/features/products/SearchBox";
import { useCartCount } from "@/shared/cart";
import { plural } from "@/shared/money";
import { useSession } from "@/shared/session";
import css from "./ShopLayout.module.css";
import { ShopLinks } from "./ShopLinks";

const CartDrawer = lazy(() => import("@/features/cart/CartDrawer").then((one) => ({ default: one.CartDrawer })));

export function ShopLayout() {
  useWorkspace("shop");
  const { me } = useSession();
  const signOut = useSignOut();
  const inCart = useCartCount();
  const [open, setOpen] = useState(false);
  return (
    <>
      <SkipLink />
      <header className={css.bar}>
        <Link to="/" className={bar.brand}>
          Barrow
        </Link>
        <div className={css.search}>
          <SearchBox />
        </div>
        <ShopLinks me={me} />
        {!me && (
          <Link to="/sign-in" className={css.link}>
            Sign in
          </Link>
        )}
        <button
          type="button"
          className={css.link}
          aria-label={`Cart, ${plural(inCart, "piece")}`}
          onClick={() => setOpen(true)}
        >
          Cart <span className={bar.count}>{inCart}</span>
        </button>
      </header>
      <Page className={css.page} />
      <footer className={css.foot}>
        <span>Barrow</span>
        {workspaces(me).map((place) => (
          <Link key={place.to} to={place.to} className={css.link}>
            {place.label}
          </Link>
        ))}
        {me && (
          <button type="button" className={css.link} onClick={() => void signOut()}>
            Sign out
          </button>
        )}
        <SchemeToggle />
      </footer>
      {open && (
        <Suspense fallback={null}>
          <CartDrawer onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
