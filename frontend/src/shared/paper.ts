import { objectUrl } from "@/shared/http";
import { toast } from "@/shared/ui/toasts";

const KEPT = 10 * 60_000;

/** Show a document that only a signed-in person may fetch in a tab of its own, to be printed from there. */
export async function openPaper(path: string): Promise<void> {
  const url = await objectUrl(path);
  setTimeout(() => URL.revokeObjectURL(url), KEPT);
  if (window.open(url, "_blank")) return;
  // The browser lets pages open a tab only right after a press.
  toast({
    text: "The document is ready.",
    seconds: 60,
    action: { label: "Open it", run: () => void window.open(url, "_blank") },
  });
}
