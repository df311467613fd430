import { Link, useRouterState } from "@tanstack/react-router";
import bar from "@/app/Bar.module.css";
import { type Place, workspaces } from "@/app/navigation";
import { Page } from "@/app/Page";
import { Palette, PaletteButton } from "@/app/Palette";
import { SchemeToggle } from "@/app/SchemeToggle";
import { SkipLink } from "@/app/SkipLink";
import { useSignOut } from "@/app/useSignOut";
import { useWorkspace } from "@/app/useWorkspace";
import { useSession } from "@/shared/session";
import css from "./StaffLayout.module.css";

interface Props {
  workspace: "counter" | "office";
  title: string;
  places: readonly Place[];
}

/** What the counter and the office share: where one can go, who one is, and the palette. */
export function StaffLayout({ workspace, title, places }: Props) {
  useWorkspace(workspace);
  const { me } = useSession();
  const signOut = useSignOut();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const mine = places.filter((place) => me && place.permission in me.permissions);
  const links = mine.map((place) => (
    <Link
      key={place.to}
      to={place.to}
      className={bar.link}
      activeOptions={{ exact: place.to === "/office", includeSearch: false }}
    >
      {place.label}
    </Link>
  ));
  return (
    <>
      <SkipLink />
      <header className={bar.bar}>
        <Link to={mine[0]?.to ?? "/"} className={bar.brand}>
          Barrow <span className={css.title}>{title}</span>
        </Link>
        {/* The key closes the menu when it has led somewhere. */}
        <details key={path} className={css.menu}>
          <summary className={bar.link}>Menu</summary>
          <nav className={css.sheet} aria-label={`${title}, menu`}>
            {links}
          </nav>
        </details>
        <div className={css.tools}>
          <PaletteButton />
          {workspaces(me)
            .filter((place) => place.label !== title)
            .map((place) => (
              <Link key={place.to} to={place.to} className={bar.link}>
                {place.label}
              </Link>
            ))}
          <Link to="/" className={bar.link}>
            Shop
          </Link>
          {me && <span className={css.who}>{me.profile?.full_name || me.user.username}</span>}
          <button type="button" className={bar.link} onClick={() => void signOut()}>
            Sign out
          </button>
          <SchemeToggle />
        </div>
      </header>
      <div className={css.body}>
        {mine.length > 1 && (
          <nav className={css.side} aria-label={title}>
            {links}
          </nav>
        )}
        <Page className={css.page} />
      </div>
      <Palette places={places} />
    </>
  );
}
