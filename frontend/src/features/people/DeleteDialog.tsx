import { usersDelete } from "@/shared/api";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Form } from "@/shared/ui/Form";
import { toast } from "@/shared/ui/toasts";
import type { Account } from "./accounts";
import { useRefresh } from "./api";
import css from "./People.module.css";
import { useFirst } from "./useFirst";

/** The end of an account, which nobody can take back. */
export function DeleteDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const refresh = useRefresh();
  const first = useFirst<HTMLButtonElement>();

  async function remove() {
    await usersDelete({ path: { user_id: account.id } });
    toast({ text: `The account of ${account.name} is deleted.`, tone: "ok" });
    onClose();
    await refresh();
  }

  return (
    <Dialog title={`Delete the account of ${account.name}`} onClose={onClose}>
      <Form label="Delete account" onSubmit={remove}>
        {({ busy }) => (
          <>
            <p>
              Name, e-mail address, addresses, cart and wishlist are erased, and their sessions end. Their orders
              stay, without a name; reviews stay, by “Customer”.
            </p>
            <p>
              <strong>This cannot be undone.</strong> A ban keeps somebody out just as well, and can be lifted.
            </p>
            <div className={css.ends}>
              <Button ref={first} onClick={onClose}>
                Keep the account
              </Button>
              <Button type="submit" variant="danger" busy={busy}>
                Delete for good
              </Button>
            </div>
          </>
        )}
      </Form>
    </Dialog>
  );
}
