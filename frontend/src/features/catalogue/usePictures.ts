import { useEffect, useRef, useState } from "react";
import { imagesUpload } from "@/shared/api";
import { saidOf } from "@/shared/errors";
import { toast } from "@/shared/ui/toasts";
import type { Picture } from "./values";

/** The pictures of a form: uploaded as soon as they are chosen, pasted or dropped anywhere on the page. */
export function usePictures(pictures: readonly Picture[], onChange: (pictures: readonly Picture[]) => void) {
  const [waiting, setWaiting] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [over, setOver] = useState(false);
  const list = useRef(pictures);
  const forget = useRef(() => {});
  const uploads = useRef(new Set<Promise<boolean>>());
  useEffect(() => {
    list.current = pictures;
  }, [pictures]);

  function put(next: readonly Picture[]) {
    list.current = next;
    onChange(next);
  }

  async function upload(file: File): Promise<boolean> {
    setWaiting((names) => [...names, file.name]);
    try {
      const { url, thumbnail_url: small } = await imagesUpload({ body: { file } });
      if (!list.current.some((one) => one.url === url)) put([...list.current, { url, small }]);
      return true;
    } catch (error) {
      setRefused((before) => [...before, `${file.name}: ${saidOf(error)}`]);
      return false;
    } finally {
      setWaiting((names) => names.toSpliced(names.indexOf(file.name), 1));
    }
  }

  function add(files: Iterable<File>) {
    setRefused([]);
    for (const file of files) {
      const going = upload(file);
      uploads.current.add(going);
      void going.finally(() => uploads.current.delete(going));
    }
  }

  function remove(place: number) {
    const before = list.current;
    put(before.toSpliced(place, 1));
    forget.current = toast({ text: "Picture removed.", action: { label: "Undo", run: () => put(before) } });
  }

  /** What there is when all that was begun has ended; null when something was refused meanwhile. */
  async function settled(): Promise<readonly Picture[] | null> {
    forget.current();
    const ended = await Promise.all(uploads.current);
    return ended.every(Boolean) ? list.current : null;
  }

  const latest = useRef(add);
  useEffect(() => {
    latest.current = add;
  });

  useEffect(() => {
    function paste(event: ClipboardEvent) {
      const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith("image/"));
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      // A table that was copied is both text and a picture of it: a field wants the text.
      if (files.length === 0 || (typing && event.clipboardData?.types.includes("text/plain"))) return;
      event.preventDefault();
      latest.current(files);
    }
    function drag(event: DragEvent) {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(event.type === "dragover");
      if (event.type === "drop") latest.current(event.dataTransfer.files);
    }
    function leave(event: DragEvent) {
      if (event.relatedTarget === null) setOver(false);
    }
    document.addEventListener("paste", paste);
    document.addEventListener("dragover", drag);
    document.addEventListener("drop", drag);
    document.addEventListener("dragleave", leave);
    return () => {
      document.removeEventListener("paste", paste);
      document.removeEventListener("dragover", drag);
      document.removeEventListener("drop", drag);
      document.removeEventListener("dragleave", leave);
    };
  }, []);

  return { pictures, put, add, remove, settled, waiting, refused, over };
}
