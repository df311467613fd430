import { type ProductView, productsUpdate } from "@/shared/api";
import { plural } from "@/shared/money";
import { sayRefused, toast } from "@/shared/ui/toasts";
import { keep, refresh } from "./api";

type Named = Pick<ProductView, "id" | "name" | "is_active">;

const AT_ONCE = 4;

/** Show products in the shop, or no longer: at once, with Undo. */
export async function setActive(products: readonly Named[], active: boolean): Promise<void> {
  const turned = await turn(products, active);
  const [first] = turned;
  if (!first) return;
  const who = turned.length === 1 ? first.name : plural(turned.length, "product");
  toast({
    text: active ? `In the shop now: ${who}.` : `No longer in the shop: ${who}.`,
    tone: "ok",
    action: { label: "Undo", run: () => void turn(turned, !active) },
  });
}

/** Those that were turned; what the server refused is said once. */
async function turn(products: readonly Named[], active: boolean): Promise<Named[]> {
  const waiting = products.filter((product) => product.is_active !== active);
  const turned: Named[] = [];
  const refused: [error: unknown, name: string][] = [];

  async function work() {
    for (let product = waiting.shift(); product; product = waiting.shift()) {
      try {
        const now = await productsUpdate({ path: { product_id: product.id }, body: { is_active: active } });
        keep(now);
        turned.push(now);
      } catch (error) {
        refused.push([error, product.name]);
      }
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await refresh();
  if (refused[0]) sayRefused(...refused[0]);
  return turned;
}
