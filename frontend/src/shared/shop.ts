import { useQuery } from "@tanstack/react-query";
import { shopFacts } from "@/shared/api";
import { setZone } from "@/shared/dates";

/** What is true of the shop whoever asks: its limits, its day, its words. It changes when the shop is set up anew. */
export const shopQuery = {
  queryKey: ["shop"],
  queryFn: async () => {
    const shop = await shopFacts();
    setZone(shop.timezone);
    return shop;
  },
  staleTime: 600_000,
};

export function useShop() {
  return useQuery(shopQuery).data;
}
