"""What another role would mean for somebody, before they have it."""

import pytest

from app.core.permissions import MATRIX, Role

LISTS = ("gains", "loses", "keeps", "changes")


def preview(person, user_id, role):
    return person.get(f"/api/users/{user_id}/role/preview?role={role}")


def permissions(report, name):
    return {cell["permission"] for cell in report[name]}


def test_a_cashier_who_becomes_a_manager_gains_loses_keeps_and_reaches_further(make, sign_in):
    cashier = make.user(Role.CASHIER)

    report = preview(sign_in(Role.ADMIN), cashier.id, "manager").json

    assert (report["user_id"], report["current_role"], report["role"]) == (cashier.id, "cashier", "manager")
    assert report["refused"] is None
    assert {"order:cancel", "report:view"} <= permissions(report, "gains")
    assert report["loses"] == []
    assert {"order:view-today", "product:view"} <= permissions(report, "keeps")
    changed = next(cell for cell in report["changes"] if cell["permission"] == "order:view")
    assert changed == {
        "permission": "order:view",
        "from": "today",
        "to": "30_days",
        "rule": "The role manager has order:view for orders of the last 30 days.",
    }


@pytest.mark.parametrize("now", list(Role))
@pytest.mark.parametrize("then", list(Role))
def test_every_permission_of_either_role_is_in_one_list_as_the_matrix_has_it(now, then, make, sign_in):
    report = preview(sign_in(Role.ADMIN), make.user(now).id, then).json

    told = [cell["permission"] for name in LISTS for cell in report[name]]
    assert sorted(told) == sorted(p for p, row in MATRIX.items() if now in row or then in row)
    for name, role in (("gains", then), ("loses", now), ("keeps", then), ("keeps", now)):
        assert all(cell["scope"] == MATRIX[cell["permission"]][role] for cell in report[name])
    for cell in report["changes"]:
        row = MATRIX[cell["permission"]]
        assert (cell["from"], cell["to"]) == (row[now], row[then])
    if now == then:
        assert [report[name] for name in ("gains", "loses", "changes")] == [[], [], []]


def test_what_is_lost_says_how_far_it_reaches_now(make, sign_in):
    report = preview(sign_in(Role.ADMIN), make.user(Role.MANAGER).id, "cashier").json
    lost = next(cell for cell in report["loses"] if cell["permission"] == "report:view")
    assert (lost["scope"], lost["rule"]) == ("30_days", "The role cashier does not have report:view.")


def test_the_last_admin_is_told_that_it_would_be_refused(sign_in):
    admin = sign_in(Role.ADMIN)
    refused = admin.put(f"/api/users/{admin.id}/role", {"role": "manager"})
    assert preview(admin, admin.id, "manager").json["refused"] == refused.json["error"]
    assert preview(admin, admin.id, "admin").json["refused"] is None
    sign_in(Role.ADMIN)
    assert preview(admin, admin.id, "manager").json["refused"] is None


def test_a_deleted_account_gets_no_role(make, sign_in):
    admin, user = sign_in(Role.ADMIN), make.user()
    admin.delete(f"/api/users/{user.id}")
    refused = admin.put(f"/api/users/{user.id}/role", {"role": "cashier"})
    assert preview(admin, user.id, "cashier").json["refused"] == refused.json["error"]


def test_looking_changes_nothing_and_is_for_who_hands_out_roles(make, sign_in):
    user, admin = make.user(), sign_in(Role.ADMIN)
    preview(admin, user.id, "manager")
    assert admin.get(f"/api/users/{user.id}").json["user"]["role"] == "customer"
    assert preview(admin, 10**9, "manager").status_code == 404
    assert preview(admin, user.id, "").status_code == 400
    refused = preview(sign_in(Role.MANAGER), user.id, "manager")
    assert (refused.status_code, refused.json["details"]["permission"]) == (403, "user:set-role")
