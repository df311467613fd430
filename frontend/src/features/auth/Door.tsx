import { Link, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { PageHead } from "@/shared/ui/PageHead";
import css from "./Door.module.css";

interface Props {
  title: string;
  children: ReactNode;
  /** The other door, for those who are at the wrong one. */
  question: string;
  other: { to: "/sign-in" | "/register"; label: string };
}

/** One column to sign in or register; the way to the other keeps where one was going. */
export function Door({ title, children, question, other }: Props) {
  const { next } = useSearch({ strict: false });
  return (
    <div className={css.door}>
      <PageHead title={title} />
      {children}
      <p className={css.other}>
        {question}{" "}
        <Link to={other.to} search={typeof next === "string" ? { next } : {}} className={css.link}>
          {other.label}
        </Link>
      </p>
    </div>
  );
}
