import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { nameOf, peopleQuery, personQuery } from "@/shared/people";
import { useSettled } from "@/shared/settled";
import type { FieldProps } from "./Field";
import { Picker } from "./Picker";

type Props = FieldProps & { userId: number | undefined; onPick: (userId: number | undefined) => void };

/** Choose one of the shop's accounts by a part of a name, e-mail address or user name. For those who may list them. */
export function PersonPicker({ userId, onPick, ...field }: Props) {
  const [typed, setTyped] = useState("");
  const found = useQuery({ ...peopleQuery(useSettled(typed)), placeholderData: keepPreviousData });
  const chosen = useQuery({ ...personQuery(userId ?? 0), enabled: userId !== undefined });
  return (
    <Picker
      {...field}
      placeholder="Name or e-mail"
      chosen={userId === undefined ? "" : chosen.data ? nameOf(chosen.data) : `Account ${userId}`}
      found={found.data?.users.map((user) => ({
        id: user.id,
        label: user.full_name ?? user.username,
        note: `${user.email} · ${user.role}`,
      }))}
      onText={setTyped}
      onPick={(one) => onPick(one?.id)}
    />
  );
}
