import { Link, Outlet } from "@tanstack/react-router";
import css from "./AccountLayout.module.css";
import { SignOut } from "./SignOut";

const PLACES = [
  { to: "/account", label: "Profile" },
  { to: "/account/addresses", label: "Addresses" },
  { to: "/account/password", label: "Password" },
  { to: "/account/sessions", label: "Devices" },
] as const;

export function AccountLayout() {
  return (
    <div className={css.layout}>
      <nav className={css.places} aria-label="Account">
        {PLACES.map((place) => (
          <Link key={place.to} to={place.to} className={css.place} activeOptions={{ exact: true }}>
            {place.label}
          </Link>
        ))}
      </nav>
      <div className={css.page}>
        <Outlet />
      </div>
      <SignOut />
    </div>
  );
}
