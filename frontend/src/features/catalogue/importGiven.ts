import { useEffect, useRef, useState } from "react";

const PASTED = "Pasted rows";

/** Text as a list. */
export function listOf(text: string): File {
  return new File([text], PASTED, { type: "text/csv" });
}

export function isPasted(file: File): boolean {
  return file.name === PASTED;
}

/** A file that is dropped anywhere on the page, or pasted where nothing is written; and whether one is held over it. */
export function useGiven(onFile: (file: File) => void): boolean {
  const [over, setOver] = useState(false);
  const give = useRef(onFile);

  useEffect(() => {
    give.current = onFile;
  });

  useEffect(() => {
    const take = (data: DataTransfer | null) => {
      const [file] = data?.files ?? [];
      const text = data?.getData("text/plain") ?? "";
      if (file) give.current(file);
      else if (text.trim()) give.current(listOf(text));
    };
    const hold = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer);
    };
    const paste = (event: ClipboardEvent) => {
      if (event.target instanceof Element && event.target.closest("input, textarea")) return;
      take(event.clipboardData);
    };
    document.addEventListener("dragover", hold);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", drop);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("dragover", hold);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("drop", drop);
      document.removeEventListener("paste", paste);
    };
  }, []);

  return over;
}
