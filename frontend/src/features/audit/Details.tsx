import { Link } from "@tanstack/react-router";
import type { AuditEntryView } from "@/shared/api";
import { exact } from "@/shared/dates";
import css from "./Audit.module.css";
import { changesOf } from "./details";

/** All that is written down of one entry. */
export function Details({ entry }: { entry: AuditEntryView }) {
  const changes = changesOf(entry);
  const { object_type: type, object_id: id, actor_id: user, action: permission } = entry;
  return (
    <dl className={css.details}>
      {changes.map(({ name, before, after }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {before !== null && <del>{before}</del>}
            {before !== null && after !== null && <span aria-hidden="true"> → </span>}
            {after !== null && <ins>{after}</ins>}
          </dd>
        </div>
      ))}
      {changes.length === 0 && (
        <div>
          <dt>changed</dt>
          <dd>nothing but that it happened</dd>
        </div>
      )}
      <div>
        <dt>when</dt>
        <dd>{exact(entry.created_at)}</dd>
      </div>
      <div>
        <dt>request</dt>
        <dd>{entry.request_id ?? "none: not by way of the API"}</dd>
      </div>
      {entry.outcome === "refused" && user !== null && (
        <div>
          <dt>why</dt>
          <dd>
            <Link to="/office/permissions" search={{ user, permission }}>
              Explain {permission} for them
            </Link>
          </dd>
        </div>
      )}
      {id !== null && (
        <div>
          <dt>history</dt>
          <dd>
            <Link to="/office/audit" search={{ object: `${type}:${id}` }}>
              Everything about {type} {id}
            </Link>
          </dd>
        </div>
      )}
    </dl>
  );
}
