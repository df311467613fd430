import { useLayoutEffect } from "react";

type Workspace = "shop" | "counter" | "office";

/** Give the page the density of a workspace; dialogs, which live outside its layout, have it too. */
export function useWorkspace(workspace: Workspace): void {
  useLayoutEffect(() => {
    document.documentElement.dataset.workspace = workspace;
  }, [workspace]);
}
