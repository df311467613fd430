import { useState } from "react";
import { download } from "@/shared/http";
import { Button } from "./Button";
import { sayRefused } from "./toasts";

interface Props {
  formats: readonly string[];
  /** Where what is on the screen is to be had in a format. */
  path: (format: string) => string;
  name: string;
}

/** What is on the screen as a file: the same question, another form. */
export function Exports({ formats, path, name }: Props) {
  const [busy, setBusy] = useState<string | null>(null);

  async function save(format: string) {
    setBusy(format);
    try {
      await download(path(format), `${name}.${format}`);
    } catch (error) {
      sayRefused(error);
    } finally {
      setBusy(null);
    }
  }

  return formats.map((format) => (
    <Button key={format} size="small" busy={busy === format} onClick={() => void save(format)}>
      Download {format.toUpperCase()}
    </Button>
  ));
}
