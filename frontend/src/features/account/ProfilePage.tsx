import { useQuery } from "@tanstack/react-query";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { Skeleton } from "@/shared/ui/Skeleton";
import { profileQuery } from "./api";
import { ProfileForm } from "./ProfileForm";

export function ProfilePage() {
  const query = useQuery(profileQuery);
  return (
    <>
      <PageHead title="Profile" />
      <Loaded query={query} skeleton={<Skeleton rows={6} height="4rem" />}>
        {(person) => <ProfileForm person={person} />}
      </Loaded>
    </>
  );
}
