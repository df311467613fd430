import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useWords } from "@/shared/address";
import type { LowStockView } from "@/shared/api";
import { plural } from "@/shared/money";
import { DataTable } from "@/shared/ui/DataTable";
import { Empty } from "@/shared/ui/Empty";
import { Exports } from "@/shared/ui/Exports";
import { Loaded } from "@/shared/ui/Loaded";
import { Pager } from "@/shared/ui/Pager";
import { SelectField } from "@/shared/ui/SelectField";
import { useKeptFocus } from "@/shared/ui/useKeptFocus";
import { lowFile, lowQuery } from "./api";
import { LOW_COLUMNS } from "./lowColumns";
import css from "./Stock.module.css";
import { lowOf } from "./search";
import { useOpenShelf } from "./useOpenShelf";

const SPANS = [7, 14, 30, 60, 90];
const id = (row: LowStockView) => row.product_id;

/** What runs out, soonest first. */
export function LowStock() {
  const { words, put } = useWords();
  const openShelf = useOpenShelf();
  const open = useCallback((row: LowStockView) => void openShelf(row.product_id), [openShelf]);
  const asked = lowOf(words);
  const low = useQuery(lowQuery(asked));
  useKeptFocus(low.data);
  const spans = [...new Set([...SPANS, asked.days])].sort((a, b) => a - b);
  return (
    <>
      <div className={css.said}>
        <span role="status">{low.data ? plural(low.data.total, "product") : ""}</span>
        <span className={css.inline}>
          few left, or lasting less than
          <SelectField
            label="Lasting less than"
            hideLabel
            value={String(asked.days)}
            options={spans.map((days) => ({ value: String(days), label: plural(days, "day") }))}
            onChange={(event) => put({ days: Number(event.target.value), page: undefined })}
          />
        </span>
        <span className={css.files}>
          <Exports
            formats={["csv", "xlsx"]}
            path={(format) => `${lowFile(asked)}&format=${format}`}
            name="low-stock"
          />
        </span>
      </div>
      <Loaded query={low}>
        {(page) =>
          page.total === 0 ? (
            <Empty>Every product is above its threshold and lasts {plural(page.days, "day")} or longer.</Empty>
          ) : (
            <div className={css.list}>
              <DataTable
                caption="Products that run low"
                rows={page.products}
                columns={LOW_COLUMNS}
                id={id}
                onOpen={open}
              />
              <Pager paging={page} onPage={(number) => put({ page: number })} />
            </div>
          )
        }
      </Loaded>
    </>
  );
}
