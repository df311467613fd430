import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { OfflineBar } from "@/app/OfflineBar";
import { router } from "@/app/router";
import { SessionOverlay } from "@/app/SessionOverlay";
import { queries } from "@/shared/queries";
import { Toaster } from "@/shared/ui/Toaster";

/** The whole client: one set of tokens, three workspaces. `known` is settled when it is known who is signed in. */
export function App({ known }: { known: Promise<void> }) {
  return (
    <QueryClientProvider client={queries}>
      <OfflineBar />
      <RouterProvider router={router} context={{ known }} />
      <SessionOverlay />
      <Toaster />
    </QueryClientProvider>
  );
}
