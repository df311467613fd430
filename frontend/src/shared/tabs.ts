import type { Access } from "@/shared/tokens";

/** What one tab of this browser tells the others of the session they share. */
export type Told = { kind: "token"; access: Access } | { kind: "left" };

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("barrow.session");

export function tell(told: Told): void {
  channel?.postMessage(told);
}

export function listen(hear: (told: Told) => void): void {
  channel?.addEventListener("message", (event: MessageEvent<Told>) => hear(event.data));
}

/** Whether another tab tells of a token within so many milliseconds. */
export function heardWithin(milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    if (!channel) return resolve(false);
    const late = setTimeout(() => done(false), milliseconds);
    const hear = (event: MessageEvent<Told>) => event.data.kind === "token" && done(true);
    const done = (heard: boolean) => {
      clearTimeout(late);
      channel.removeEventListener("message", hear);
      resolve(heard);
    };
    channel.addEventListener("message", hear);
  });
}

/** Do `work` while no other tab does. */
export function alone<T>(work: () => Promise<T>): Promise<T> {
  // Locks need a secure context; without one each tab refreshes for itself.
  return navigator.locks ? navigator.locks.request("barrow.refresh", work) : work();
}
