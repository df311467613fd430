import { useSyncExternalStore } from "react";
import type { AccessReply, LoginReply, MeView } from "@/shared/api";
import { refusal } from "@/shared/errors";
import { answer, reach } from "@/shared/reach";
import { alone, heardWithin, listen, type Told, tell } from "@/shared/tabs";
import { type Access, ownerOf } from "@/shared/tokens";

/**
 * Who is signed in. The access token lives in this module's memory, the refresh token in a cookie that no script
 * can read. Tabs share one refresh: a lock lets one of them ask, a channel tells the others.
 *
 * - starting: not known yet; - anonymous; - signed-in; - expired: was signed in, and has to say who they are again.
 */
type Phase = "starting" | "anonymous" | "signed-in" | "expired";

interface Session {
  readonly phase: Phase;
  readonly me: MeView | null;
}

/** Says that a cookie may be there, so that a stranger's first page asks for nothing. It names nobody. */
const HINT = "barrow.signed-in";
/** When any tab last refreshed. */
const REFRESHED = "barrow.refreshed";
const EARLY = 60_000;

let session: Session = { phase: "starting", me: null };
let access: Access | null = null;
let renewing: Promise<boolean> | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();
const waiting = new Set<(same: boolean) => void>();
const leavers = new Set<() => Promise<void> | void>();

export function useSession(): Session {
  return useSyncExternalStore(subscribe, current);
}

export function current(): Session {
  return session;
}

export function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** What must happen when somebody deliberately leaves: drafts and caches of theirs are wiped. */
export function onLeaving(leave: () => Promise<void> | void): void {
  leavers.add(leave);
}

export function accessToken(): string | null {
  return access?.token ?? null;
}

/** Find out who is signed in. Called once, before the first page. */
export async function start(): Promise<void> {
  listen(heard);
  for (const wake of ["online", "focus"]) addEventListener(wake, () => void renewIfDue());
  if (!localStorage.getItem(HINT)) return change({ phase: "anonymous", me: null });
  try {
    if (await renew(null)) {
      await loadMe();
      return;
    }
  } catch {
    // Unreachable: the page says so wherever it asks for something.
  }
  forget();
  change({ phase: "anonymous", me: null });
}

/** Sign in. The same person after an expiry goes on where they were; somebody else starts afresh. */
export async function signIn(name: string, password: string): Promise<MeView> {
  const reply = await post<LoginReply>("/api/auth/login", { email_or_username: name, password, cookie: true });
  const before = session.me?.user.id ?? null;
  localStorage.setItem(HINT, "1");
  if (before !== null && before !== reply.user.id) {
    // What waited was the other person's and is not sent; their drafts stay hidden under their own name.
    release(false);
    tell({ kind: "left" });
    location.assign("/");
    return new Promise(() => undefined);
  }
  const got = take({ token: reply.access_token, until: Date.now() + reply.expires_in * 1000 });
  try {
    const me = await loadMe();
    tell({ kind: "token", access: got });
    release(true);
    return me;
  } catch (error) {
    forget();
    throw error;
  }
}

/** End this session here and in every other tab. */
export async function signOut(): Promise<void> {
  // What fails here must not keep anybody from leaving.
  await Promise.allSettled([...leavers].map(async (leave) => leave()));
  // Only a token that is still good ends the session at the shop too.
  if (access && access.until < Date.now() + 5_000) await renew(access.token).catch(() => false);
  await post("/api/auth/logout").catch(() => undefined);
  left();
  tell({ kind: "left" });
}

/** Stop waiting for the person who was here: what waited is refused, and the page goes on as a stranger's. */
export function giveUp(): void {
  release(false);
  left();
  tell({ kind: "left" });
}

/** Ask again who one is and what one may do, after either may have changed. */
export async function loadMe(): Promise<MeView> {
  const me = await answer<MeView>("/api/auth/me", { headers: bearer() });
  // They may have left since it was asked, or somebody else have come.
  if (access && (ownerOf(access.token) ?? me.user.id) === me.user.id) change({ phase: "signed-in", me });
  return me;
}

/**
 * A token newer than `stale`: true when there is one, false when the session is over.
 * Throws Unreachable when nobody can be asked.
 */
export function renew(stale: string | null): Promise<boolean> {
  if (isNewer(stale)) return Promise.resolve(true);
  renewing ??= alone(() => refreshed(stale)).finally(() => {
    renewing = null;
  });
  return renewing;
}

/**
 * The session is over: cover the page and wait. True when the same person has come back, or did so since the token
 * `stale` was used.
 */
export function comeBack(stale: string | null): Promise<boolean> {
  if (isNewer(stale)) return Promise.resolve(true);
  if (!session.me) return Promise.resolve(false);
  forget();
  change({ phase: "expired", me: session.me });
  return new Promise((resolve) => waiting.add(resolve));
}

async function refreshed(stale: string | null): Promise<boolean> {
  if (isNewer(stale)) return true;
  const before = session.me;
  const asked = Number(localStorage.getItem(REFRESHED) ?? 0);
  if (Date.now() - asked < 2_000 && (await heardWithin(500)) && isNewer(stale)) return true;
  const response = await reach("/api/auth/refresh", { method: "POST" });
  if (response.status === 401 || response.status === 403) {
    if (isNewer(stale)) return true;
    localStorage.removeItem(HINT);
    return false;
  }
  if (!response.ok) throw refusal(await response.json().catch(() => null), response);
  const reply = (await response.json()) as AccessReply;
  // A token for somebody who has left meanwhile is no good.
  if (before && !session.me) return false;
  const got = { token: reply.access_token, until: Date.now() + reply.expires_in * 1000 };
  localStorage.setItem(REFRESHED, String(Date.now()));
  tell({ kind: "token", access: got });
  if (isSomebodyElses(got)) return startAfresh();
  take(got);
  return true;
}

function isNewer(stale: string | null): boolean {
  return access !== null && access.token !== stale;
}

/** The cookie is shared by all tabs: what it gives may be the token of a person who signed in in another. */
function isSomebodyElses({ token }: Access): boolean {
  const owner = ownerOf(token);
  return session.me !== null && owner !== null && owner !== session.me.user.id;
}

/** Somebody else is here now. Nothing of the one before is sent or shown any more. */
function startAfresh(): Promise<never> {
  forget();
  location.assign("/");
  return new Promise(() => undefined);
}

function heard(told: Told): void {
  if (told.kind === "left") {
    if (!session.me) return;
    // What is on the screen was theirs. Whoever comes next may have left a hint of their own: it stays.
    forget();
    location.reload();
    return;
  }
  if (isSomebodyElses(told.access)) return void startAfresh();
  take(told.access);
  if (session.phase === "expired" || session.phase === "anonymous") void loadMe().then(() => release(true), forget);
}

function release(same: boolean): void {
  for (const go of waiting) go(same);
  waiting.clear();
}

function left(): void {
  forget();
  localStorage.removeItem(HINT);
  change({ phase: "anonymous", me: null });
}

function take(got: Access): Access {
  access = got;
  clearTimeout(timer);
  timer = setTimeout(() => void renewIfDue(), Math.max(1_000, got.until - Date.now() - EARLY));
  return got;
}

function forget(): void {
  access = null;
  clearTimeout(timer);
}

async function renewIfDue(): Promise<void> {
  if (!access || access.until - Date.now() > EARLY + 1_000) return;
  const { token } = access;
  try {
    if (!(await renew(token))) void comeBack(token);
  } catch {
    clearTimeout(timer);
    timer = setTimeout(() => void renewIfDue(), 10_000);
  }
}

function change(next: Session): void {
  session = next;
  for (const watcher of watchers) watcher();
}

function bearer(): Record<string, string> {
  return access ? { Authorization: `Bearer ${access.token}` } : {};
}

function post<T>(path: string, body: unknown = {}): Promise<T> {
  const headers = { "Content-Type": "application/json", ...bearer() };
  return answer<T>(path, { method: "POST", headers, body: JSON.stringify(body) });
}
