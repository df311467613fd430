import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { addressesQuery } from "@/shared/addresses";
import { useDelayed } from "@/shared/delayed";
import { Button } from "@/shared/ui/Button";
import { Empty } from "@/shared/ui/Empty";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { useKeptFocus } from "@/shared/ui/useKeptFocus";
import css from "./Account.module.css";
import { Address } from "./Address";
import { AddressForm } from "./AddressForm";
import { removeAddress } from "./api";

export function AddressesPage() {
  const query = useQuery(addressesQuery);
  const { going, begin } = useDelayed<number>();
  const [open, setOpen] = useState<number | "new" | null>(null);
  const place = useFirstField(open);
  const here = query.data?.filter((address) => !going.has(address.id)) ?? [];
  const close = () => setOpen(null);
  useKeptFocus(`${open} ${here.length}`);

  const add = (
    <Button variant="primary" onClick={() => setOpen("new")}>
      Add an address
    </Button>
  );
  return (
    <div ref={place}>
      <PageHead title="Addresses">{here.length > 0 && open !== "new" && add}</PageHead>
      <Loaded query={query}>
        {() => (
          <ul className={css.list}>
            {open === "new" && (
              <li>
                <AddressForm address={null} onDone={close} />
              </li>
            )}
            {here.length === 0 && open !== "new" && (
              <li>
                <Empty action={add}>No address is saved yet. Save one, and the checkout fills it in.</Empty>
              </li>
            )}
            {here.map((address) => (
              <li key={address.id}>
                {open === address.id ? (
                  <AddressForm address={address} onDone={close} />
                ) : (
                  <Address
                    address={address}
                    onEdit={() => setOpen(address.id)}
                    onRemove={() =>
                      begin(address.id, {
                        text: `${address.line1} is being removed.`,
                        run: () => removeAddress(address.id),
                      })
                    }
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  );
}

/** A form that opens has the focus in its first field. */
function useFirstField(open: unknown) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open !== null) place.current?.querySelector<HTMLElement>("form input")?.focus();
  }, [open]);
  return place;
}
