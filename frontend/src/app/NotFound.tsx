import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Empty } from "@/shared/ui/Empty";
import { PageHead } from "@/shared/ui/PageHead";

export function NotFound() {
  return (
    <>
      <PageHead title="Nothing is here" />
      <Empty
        action={
          <ButtonLink to="/" variant="primary">
            Go to the shop
          </ButtonLink>
        }
      >
        The address leads nowhere, or to something that is not for you.
      </Empty>
    </>
  );
}
