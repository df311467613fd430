import { ApiError } from "@/shared/errors";
import { type Permission, useWhoCan } from "@/shared/permissions";
import { useSession } from "@/shared/session";
import { Notice } from "./Notice";

/** A page that is not for this person: why, and who can. */
export function Forbidden({ permission, error }: { permission?: Permission; error?: unknown }) {
  const asked = permission ?? (error instanceof ApiError ? (error.details.permission as Permission) : undefined);
  const who = useWhoCan(asked ?? "product:view", asked !== undefined);
  const role = useSession().me?.user.role;
  return (
    <Notice tone="warn">
      <h2>This needs {who ? `the role ${who}` : "another role"}</h2>
      <p>
        {role ? `You are signed in as ${role}.` : "You are not signed in."}
        {asked && ` The permission is ${asked}.`} Ask {who ? `a person who is ${who}` : "an admin"} to do it, or to
        give you the role.
      </p>
    </Notice>
  );
}
