import { useQuery } from "@tanstack/react-query";
import { useDelayed } from "@/shared/delayed";
import { plural } from "@/shared/money";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Empty } from "@/shared/ui/Empty";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { useKeptFocus } from "@/shared/ui/useKeptFocus";
import { forget, wishesQuery } from "./api";
import { Wish } from "./Wish";
import css from "./Wishlist.module.css";

export function WishlistPage() {
  const query = useQuery(wishesQuery);
  const { going, begin } = useDelayed<number>();
  const here = query.data?.filter((wish) => !going.has(wish.product_id));
  useKeptFocus(here?.length);
  return (
    <>
      <PageHead title="Wishlist" lead={here && here.length > 0 && plural(here.length, "article")} />
      <Loaded query={query}>
        {() =>
          here?.length === 0 ? (
            <Empty
              action={
                <ButtonLink to="/products" variant="primary">
                  Look around the shop
                </ButtonLink>
              }
            >
              Nothing is saved. Press the heart of an article to keep it here.
            </Empty>
          ) : (
            <ul className={css.grid}>
              {here?.map((wish) => (
                <Wish
                  key={wish.id}
                  wish={wish}
                  onRemove={() =>
                    begin(wish.product_id, {
                      text: `${wish.name} is off your wishlist.`,
                      run: () => forget(wish.product_id),
                    })
                  }
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}
