import { exact, relative } from "@/shared/dates";

/** A moment as people say it; the exact one on hover and for whoever asks. */
export function When({ moment }: { moment: string }) {
  return (
    <time dateTime={moment} title={exact(moment)}>
      {relative(moment)}
    </time>
  );
}
