"""The audit trail, as an admin reads it: who it was and what it was about, by name."""

from app.core.permissions import Role


def newest(admin, query):
    answer = admin.get(f"/api/audit?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json["entries"][0]


def test_an_entry_says_who_it_was_and_what_it_was_about(make, sign_in):
    manager, admin = sign_in(make.user(Role.MANAGER, first_name="Mara", last_name="Hale")), sign_in(Role.ADMIN)
    shelf = make.category(name="Kitchen")
    mug, order = make.product(name="Mug", category_id=shelf.id), make.order()
    shopper = make.user(first_name="Noa", last_name=None)
    manager.post(f"/api/orders/{order.id}/status", {"status": "confirmed"})
    manager.put(f"/api/products/{mug.id}", {"price": 5})
    manager.put(f"/api/categories/{shelf.id}", {"description": "Pots"})
    admin.post(f"/api/users/{shopper.id}/ban")

    told = {kind: newest(admin, f"object={kind}&outcome=done") for kind in ("order", "product", "category", "user")}

    assert {kind: entry["object_label"] for kind, entry in told.items()} == {
        "order": order.order_number,
        "product": "Mug",
        "category": "Kitchen",
        "user": "Noa",
    }
    assert [told[kind]["actor_name"] for kind in ("order", "product", "category")] == ["Mara Hale"] * 3


def test_names_are_those_of_now_and_what_has_none_has_no_label(make, sign_in):
    admin, mug = sign_in(Role.ADMIN), make.product(name="Mug")
    admin.put(f"/api/products/{mug.id}", {"name": "Cup"})
    admin.put("/api/users/profile", {"first_name": "Alex", "last_name": ""})
    customer = make.user(first_name=None, last_name=None)
    sign_in(customer).get("/api/audit")
    assert newest(admin, f"object=product:{mug.id}")["object_label"] == "Cup"
    assert newest(admin, f"actor={admin.id}")["actor_name"] == "Alex"
    refused = newest(admin, "outcome=refused")
    assert (refused["actor_name"], refused["object_label"]) == (customer.username, None)


def test_whose_account_was_deleted_is_no_longer_named(make, sign_in):
    admin, cashier = sign_in(Role.ADMIN), sign_in(make.user(Role.CASHIER, first_name="Casey"))
    cashier.post(f"/api/orders/{make.order().id}/status", {"status": "confirmed"})
    admin.delete(f"/api/users/{cashier.id}")
    assert newest(admin, f"actor={cashier.id}")["actor_name"] == f"deleted-{cashier.id}"
    assert newest(admin, f"object=user:{cashier.id}")["object_label"] == f"deleted-{cashier.id}"


def test_the_trail_is_for_admins(sign_in, stranger):
    assert sign_in(Role.MANAGER).get("/api/audit").status_code == 403
    assert stranger.get("/api/audit").status_code == 401
