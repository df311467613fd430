import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { ErrorNotice } from "@/shared/ui/ErrorNotice";

/** What a page falls back to when it could not be shown at all. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <ErrorNotice
      error={error}
      retry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}
