import { Outlet, useMatches, useRouterState } from "@tanstack/react-router";
import { Suspense, useEffect, useRef } from "react";
import type { Permission } from "@/shared/permissions";
import { useSession } from "@/shared/session";
import { Forbidden } from "@/shared/ui/Forbidden";
import { PageHead } from "@/shared/ui/PageHead";
import { Skeleton } from "@/shared/ui/Skeleton";

/**
 * The part of the screen that changes. A page whose first question the server would refuse is not asked for: it
 * says why instead. After a change of page the focus starts at its top, so that it is never lost.
 */
export function Page({ className }: { className?: string | undefined }) {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const first = useRef(true);
  const me = useSession().me;
  const missing = useMatches()
    .map((match) => match.staticData.permission)
    .find((permission) => permission && !(permission in (me?.permissions ?? {})));

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is the reason to move the focus
  useEffect(() => {
    const at = document.activeElement;
    // A form that begins with its first field has put the focus there itself.
    const begun = at instanceof HTMLInputElement && main.current?.contains(at);
    if (!first.current && !begun) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [path]);

  return (
    <main ref={main} id="main" tabIndex={-1} className={className}>
      <Suspense fallback={<Skeleton />}>{missing ? <Closed permission={missing} /> : <Outlet />}</Suspense>
    </main>
  );
}

function Closed({ permission }: { permission: Permission }) {
  return (
    <>
      <PageHead title="Not for your role" />
      <Forbidden permission={permission} />
    </>
  );
}
