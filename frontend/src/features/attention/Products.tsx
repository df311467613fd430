import { Link } from "@tanstack/react-router";
import type { ShortProductsView } from "@/shared/api";
import { count } from "@/shared/money";
import css from "./Attention.module.css";
import { Group } from "./Group";

export function Products({ title, group }: { title: string; group: ShortProductsView }) {
  return (
    <Group title={title} number={group.count} all={<Link to="/office/stock">See stock</Link>}>
      {group.products.map((product) => (
        <li key={product.product_id}>
          <span className={css.what}>
            <Link to="/office/stock/$productId" params={{ productId: String(product.product_id) }}>
              {product.name}
            </Link>
            <span>{product.sku}</span>
          </span>
          <span className={css.fact}>{count(product.stock_quantity)} left</span>
        </li>
      ))}
    </Group>
  );
}
