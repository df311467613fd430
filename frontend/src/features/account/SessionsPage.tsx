import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "@/shared/ui/Button";
import { ErrorNotice } from "@/shared/ui/ErrorNotice";
import { Loaded } from "@/shared/ui/Loaded";
import { PageHead } from "@/shared/ui/PageHead";
import { toast } from "@/shared/ui/toasts";
import { useKeptFocus } from "@/shared/ui/useKeptFocus";
import css from "./Account.module.css";
import { endOtherSessions, endSession, sessionsQuery } from "./api";
import { Device } from "./Device";
import { deviceName } from "./devices";

export function SessionsPage() {
  const query = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: endSession,
    onSuccess: (_, { device }) => toast({ text: `${deviceName(device)} is signed out.`, tone: "ok" }),
  });
  const endOthers = useMutation({
    mutationFn: endOtherSessions,
    onSuccess: () => toast({ text: "Every other device is signed out.", tone: "ok" }),
  });
  const error = end.error ?? endOthers.error;
  const others = query.data?.filter((session) => !session.is_current) ?? [];
  useKeptFocus(query.data?.length);
  return (
    <>
      <PageHead title="Devices" lead="Where you are signed in.">
        {others.length > 1 && (
          <Button busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
            Sign out the other {others.length}
          </Button>
        )}
      </PageHead>
      {error && <ErrorNotice error={error} />}
      <Loaded query={query}>
        {(sessions) => (
          <ul className={css.list}>
            {sessions.map((session) => (
              <Device
                key={session.id}
                session={session}
                busy={end.isPending && end.variables.id === session.id}
                onEnd={() => end.mutate(session)}
              />
            ))}
          </ul>
        )}
      </Loaded>
    </>
  );
}
