import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { count } from "@/shared/money";
import { useCan } from "@/shared/permissions";
import { Loaded } from "@/shared/ui/Loaded";
import { lowStockQuery } from "./api";
import css from "./Few.module.css";
import { Panel } from "./Panel";

/** What runs out soonest. */
export function LowStock() {
  const low = useQuery(lowStockQuery);
  const leads = useCan("stock:view");
  const title = low.data ? `Low stock (${count(low.data.total)})` : "Low stock";
  return (
    <Panel title={title} more={leads && <Link to="/office/stock">See all</Link>}>
      <Loaded query={low}>
        {({ products, days }) =>
          products.length === 0 ? (
            <p className="muted">Everything lasts {days} days or longer.</p>
          ) : (
            <ul className={css.few}>
              {products.map((product) => (
                <li key={product.product_id}>
                  {leads ? (
                    <Link to="/office/stock/$productId" params={{ productId: String(product.product_id) }}>
                      {product.name}
                    </Link>
                  ) : (
                    product.name
                  )}
                  <span className={css.fact}>
                    {count(product.stock_quantity)} left
                    {product.days_of_cover !== null && `, ${product.days_of_cover} days`}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}
