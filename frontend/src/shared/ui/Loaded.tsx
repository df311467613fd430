import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { clock } from "@/shared/dates";
import { ApiError, sentenceOf } from "@/shared/errors";
import { Button } from "./Button";
import { ErrorNotice } from "./ErrorNotice";
import { Forbidden } from "./Forbidden";
import { Notice } from "./Notice";
import { Skeleton } from "./Skeleton";

interface Props<T> {
  query: Pick<UseQueryResult<T>, "data" | "error" | "dataUpdatedAt"> & { refetch: () => unknown };
  children: (data: T) => ReactNode;
  skeleton?: ReactNode;
}

/** The one place where waiting, failing and having are told apart. What was there stays, with its age, when a refresh fails. */
export function Loaded<T>({ query, children, skeleton = <Skeleton /> }: Props<T>) {
  const { data, error } = query;
  if (data === undefined) {
    if (!error) return skeleton;
    if (error instanceof ApiError && error.status === 403) return <Forbidden error={error} />;
    return <ErrorNotice error={error} retry={() => void query.refetch()} />;
  }
  return (
    <>
      {error && (
        <Notice
          tone="warn"
          urgent
          actions={
            <Button size="small" onClick={() => void query.refetch()}>
              Try again
            </Button>
          }
        >
          {sentenceOf(error)} This is from {clock(new Date(query.dataUpdatedAt).toISOString())}.
        </Notice>
      )}
      {children(data)}
    </>
  );
}
