import { queryOptions } from "@tanstack/react-query";
import { addAddress, refreshAddresses } from "@/shared/addresses";
import {
  type AddAddress,
  addressesRemove,
  addressesUpdate,
  profileProfile,
  profileUpdate,
  type SessionView,
  sessionsEnd,
  sessionsEndOthers,
  sessionsSessions,
  type UpdateProfile,
} from "@/shared/api";
import { queries } from "@/shared/queries";
import { loadMe } from "@/shared/session";

const MOST = 100;

export const profileQuery = queryOptions({ queryKey: ["profile"], queryFn: () => profileProfile() });

/** The name in the session's head changes with it. */
export async function saveProfile(profile: UpdateProfile): Promise<void> {
  const { user, profile: saved } = await profileUpdate({ body: profile });
  queries.setQueryData(profileQuery.queryKey, { user, profile: saved });
  await loadMe();
}

/** Change an address, or with no `id` keep a new one; the same `key` sent again is the same one. */
export async function saveAddress(id: number | null, address: AddAddress, key: string): Promise<void> {
  if (id === null) return void (await addAddress(address, key));
  await addressesUpdate({ path: { address_id: id }, body: address });
  await refreshAddresses();
}

export async function makeDefault(id: number): Promise<void> {
  await addressesUpdate({ path: { address_id: id }, body: { is_default: true } });
  await refreshAddresses();
}

export async function removeAddress(id: number): Promise<void> {
  try {
    await addressesRemove({ path: { address_id: id }, keepalive: true });
  } finally {
    await refreshAddresses();
  }
}

/** Where one is signed in, the device in use first. */
export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: async (): Promise<SessionView[]> => {
    const { sessions } = await sessionsSessions({ query: { per_page: MOST } });
    return sessions.toSorted((one, other) => Number(other.is_current) - Number(one.is_current));
  },
});

const refreshSessions = () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });

/** Sign out one device. */
export async function endSession({ id }: SessionView): Promise<void> {
  try {
    await sessionsEnd({ path: { session_id: id } });
  } finally {
    await refreshSessions();
  }
}

/** Sign out every device but this one. */
export async function endOtherSessions(): Promise<void> {
  try {
    await sessionsEndOthers();
  } finally {
    await refreshSessions();
  }
}
