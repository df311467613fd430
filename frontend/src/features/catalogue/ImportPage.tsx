import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWords, whole } from "@/shared/address";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { ImportChoose } from "./ImportChoose";
import { ImportRows } from "./ImportRows";
import { ImportState } from "./ImportState";
import { importQuery } from "./imports";

/** A list of products: look at what it would do, apply it, take it back. The address says which one. */
export function ImportPage() {
  const { words, put } = useWords();
  const id = whole(words, "import");
  const [file, setFile] = useState<File | null>(null);
  const [seen, setSeen] = useState<{ id: number; file: File } | null>(null);
  const away = { import: undefined, kind: undefined, page: undefined };
  return (
    <>
      <PageHead title="Import products" lead={id ? `Import ${id}` : "You see what a list does before it does it."}>
        <ButtonLink to="/office/products" variant="quiet">
          All products
        </ButtonLink>
      </PageHead>
      {id ? (
        <Import
          key={id}
          id={id}
          again={seen?.id === id ? seen.file : null}
          onAgain={() => {
            setFile(seen?.file ?? null);
            put(away);
          }}
          onOther={() => put(away)}
        />
      ) : (
        <ImportChoose
          file={file}
          onFile={setFile}
          onSeen={({ id, counts }, file) => {
            setFile(null);
            setSeen({ id, file });
            put({ import: id, kind: counts.error > 0 ? "error" : undefined });
          }}
        />
      )}
    </>
  );
}

interface Props {
  id: number;
  /** The list is still at hand. */
  again: File | null;
  onAgain: () => void;
  onOther: () => void;
}

function Import({ id, again, onAgain, onOther }: Props) {
  const query = useQuery(importQuery(id));
  return (
    <Loaded query={query}>
      {(seen) => (
        <>
          <ImportState seen={seen} again={again?.name ?? null} onAgain={onAgain} onOther={onOther} />
          <ImportRows seen={seen} />
        </>
      )}
    </Loaded>
  );
}
