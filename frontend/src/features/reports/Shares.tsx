import { Link } from "@tanstack/react-router";
import { count, money } from "@/shared/money";
import { useCan } from "@/shared/permissions";
import { Panel } from "./Panel";
import css from "./Shares.module.css";

interface Share {
  key: string | number;
  name: string;
  productId?: number;
  number: number;
  net: number;
}

interface Props {
  title: string;
  rows: readonly Share[];
  /** What the number beside the money counts. */
  counted: string;
}

/** Who or what the sales were of, the largest first, each with its length. */
export function Shares({ title, rows, counted }: Props) {
  const most = Math.max(...rows.map((row) => row.net), 0);
  return (
    <Panel title={title}>
      {rows.length === 0 ? (
        <p className="muted">Nothing was sold.</p>
      ) : (
        <table className={css.table}>
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">Name</span>
              </th>
              <th scope="col" className="number">
                {counted}
              </th>
              <th scope="col" className="number">
                Net
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  <Name share={row} />
                  <span className={css.rail} aria-hidden="true">
                    <span style={{ inlineSize: `${most > 0 ? Math.max(0, (row.net / most) * 100) : 0}%` }} />
                  </span>
                </th>
                <td className="number">{count(row.number)}</td>
                <td className="number">{money(row.net)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function Name({ share }: { share: Share }) {
  const leads = useCan("product:update");
  if (share.productId === undefined || !leads) return share.name;
  return (
    <Link to="/office/products/$productId" params={{ productId: String(share.productId) }}>
      {share.name}
    </Link>
  );
}
