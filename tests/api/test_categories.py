"""The tree of categories."""

import pytest

from app.core.permissions import Role
from app.models import Category

ALL_FIELDS = {
    "id", "name", "slug", "description", "parent_id", "is_active", "created_at", "updated_at", "children",
    "products_count",
}  # fmt: skip


def tree(person):
    """Every category by id, as `person` sees them."""
    return {found["id"]: found for found in person.get("/api/categories").json["categories"]}


def test_categories_are_listed_flat_and_by_name(make, stranger):
    garden = make.category(name="garden")
    chairs = make.category(name="Chairs", parent_id=garden.id)
    make.category(name="Books")
    listed = stranger.get("/api/categories/").json["categories"]
    assert [found["name"] for found in listed] == ["Books", "Chairs", "garden"]
    assert [child["id"] for child in listed[2]["children"]] == [chairs.id]
    assert set(listed[0]) == ALL_FIELDS
    assert set(listed[2]["children"][0]) == ALL_FIELDS - {"children"}


def test_parent_only_lists_roots(make, stranger):
    root = make.category()
    make.category(parent_id=root.id)
    listed = stranger.get("/api/categories?parent_only=true").json["categories"]
    assert [found["id"] for found in listed] == [root.id]
    assert stranger.get("/api/categories?parent_only=maybe").status_code == 400


def test_products_are_counted_with_those_of_descendants(make, sign_in, stranger):
    root = make.category()
    child = make.category(parent_id=root.id)
    make.product(category_id=root.id)
    make.product(category_id=child.id)
    make.product(category_id=child.id, is_active=False)
    sign_in(Role.ADMIN).delete(f"/api/products/{make.product(category_id=child.id).id}")
    assert tree(stranger)[root.id]["products_count"] == 2
    one = stranger.get(f"/api/categories/{root.id}").json
    assert (one["products_count"], one["children"][0]["products_count"]) == (2, 1)


def test_an_inactive_category_exists_only_for_those_who_manage_it(make, sign_in, stranger):
    root = make.category()
    hidden = make.category(parent_id=root.id, is_active=False)
    for person in (stranger, sign_in(Role.CUSTOMER), sign_in(Role.CASHIER)):
        assert tree(person).keys() == {root.id}
        assert person.get(f"/api/categories/{hidden.id}").status_code == 404
        assert person.get(f"/api/categories/slug/{hidden.slug}").status_code == 404
        assert person.get(f"/api/categories/{root.id}").json["children"] == []
    manager = sign_in(Role.MANAGER)
    assert tree(manager).keys() == {root.id, hidden.id}
    assert manager.get(f"/api/categories/{hidden.id}").json["is_active"] is False


def test_a_category_is_made_under_a_parent_in_three_ways(make, sign_in):
    manager, root = sign_in(Role.MANAGER), make.category()
    by_number = manager.post("/api/categories", {"name": "One", "parent_id": root.id})
    by_text = manager.post("/api/categories", {"name": "Two", "parent_id": str(root.id)})
    by_path = manager.post(f"/api/categories/{root.id}/subcategory", {"name": "Three", "parent_id": 999})
    for reply in (by_number, by_text, by_path):
        assert reply.status_code == 201
        assert reply.json["message"]
        assert reply.json["category"]["parent_id"] == root.id


@pytest.mark.parametrize("parent", [{}, {"parent_id": None}, {"parent_id": ""}])
def test_only_an_admin_makes_a_root(sign_in, parent):
    refused = sign_in(Role.MANAGER).post("/api/categories", {"name": "Root"} | parent)
    assert (refused.status_code, refused.json["details"]["permission"]) == (403, "category:create-top")
    assert refused.json["details"]["role"] == "manager"
    made = sign_in(Role.ADMIN).post("/api/categories", {"name": "Root"} | parent)
    assert (made.status_code, made.json["category"]["parent_id"]) == (201, None)


def test_a_manager_moves_a_subcategory_but_never_to_the_top(make, sign_in):
    manager, old, new = sign_in(Role.MANAGER), make.category(), make.category()
    child = make.category(parent_id=old.id)
    moved = manager.put(f"/api/categories/{child.id}", {"parent_id": new.id})
    assert (moved.status_code, moved.json["category"]["parent_id"]) == (200, new.id)
    refused = manager.put(f"/api/categories/{child.id}", {"parent_id": None, "name": "Up"})
    assert (refused.status_code, refused.json["details"]["permission"]) == (403, "category:create-top")
    assert tree(manager)[child.id]["name"] == child.name
    assert manager.put(f"/api/categories/{old.id}", {"parent_id": None}).status_code == 200, "it is a root already"
    raised = sign_in(Role.ADMIN).put(f"/api/categories/{child.id}", {"parent_id": ""})
    assert (raised.status_code, raised.json["category"]["parent_id"]) == (200, None)


def test_a_parent_that_does_not_exist_is_a_wrong_field(make, sign_in):
    admin, category = sign_in(Role.ADMIN), make.category()
    for reply in (
        admin.post("/api/categories", {"name": "Lost", "parent_id": 12345}),
        admin.put(f"/api/categories/{category.id}", {"parent_id": 12345}),
    ):
        assert (reply.status_code, list(reply.json["details"])) == (400, ["parent_id"])
    assert admin.post("/api/categories/12345/subcategory", {"name": "Lost"}).status_code == 404
    assert tree(admin).keys() == {category.id}


def test_a_category_cannot_stand_under_itself_or_its_descendants(make, sign_in):
    admin, root = sign_in(Role.ADMIN), make.category()
    child = make.category(parent_id=root.id)
    grandchild = make.category(parent_id=child.id)
    for target in (root, child, grandchild):
        reply = admin.put(f"/api/categories/{root.id}", {"parent_id": target.id})
        assert (reply.status_code, reply.json["code"]) == (409, "category_cycle")
    assert tree(admin)[root.id]["parent_id"] is None


def test_crossed_moves_at_the_same_moment_close_no_ring(make, sign_in, together):
    admin = sign_in(Role.ADMIN)
    # Each move alone is fine, and they touch different rows; both would make a ring of four.
    top, other = make.category(), make.category()
    below_top, below_other = make.category(parent_id=top.id), make.category(parent_id=other.id)
    moves = [(top, below_other), (other, below_top)]
    people = [sign_in(admin.user) for _ in moves]
    replies = together(
        [
            lambda p=p, m=m: p.put(f"/api/categories/{m[0].id}", {"parent_id": m[1].id})
            for p, m in zip(people, moves, strict=True)
        ]
    )
    assert sorted(reply.status_code for reply in replies) == [200, 409]


def test_reorder_does_all_moves_or_none(make, sign_in):
    admin = sign_in(Role.ADMIN)
    one, two, three = make.category(), make.category(), make.category()
    wrong = [{"id": two.id, "parent_id": one.id}, {"id": three.id, "parent_id": 12345}]
    ring = [{"id": one.id, "parent_id": two.id}, {"id": two.id, "parent_id": one.id}]
    twice = [{"id": two.id, "parent_id": one.id}, {"id": two.id, "parent_id": None}]
    for updates, status in ((wrong, 400), (ring, 409), (twice, 400), ([], 400), ([{"id": one.id}], 400)):
        assert admin.put("/api/categories/reorder", {"updates": updates}).status_code == status
        assert {found["parent_id"] for found in tree(admin).values()} == {None}
    right = [{"id": two.id, "parent_id": str(one.id)}, {"id": three.id, "parent_id": two.id}]
    reply = admin.put("/api/categories/reorder", {"updates": right})
    assert (reply.status_code, len(reply.json["categories"])) == (200, 2)
    assert {i: found["parent_id"] for i, found in tree(admin).items()} == {
        one.id: None,
        two.id: one.id,
        three.id: two.id,
    }
    swapped = [{"id": one.id, "parent_id": three.id}, {"id": two.id, "parent_id": None}]
    assert admin.put("/api/categories/reorder", {"updates": swapped}).status_code == 200, (
        "judged by the tree it ends in"
    )


def test_only_an_empty_category_is_deleted(make, sign_in):
    admin, root = sign_in(Role.ADMIN), make.category()
    child = make.category(parent_id=root.id)
    product = make.product(category_id=child.id)
    for category in (root, child):
        reply = admin.delete(f"/api/categories/{category.id}")
        assert (reply.status_code, reply.json["code"]) == (409, "category_in_use")
    admin.delete(f"/api/products/{product.id}")
    for category in (child, root):
        reply = admin.delete(f"/api/categories/{category.id}")
        assert (reply.status_code, list(reply.json)) == (200, ["message"])
    assert admin.delete(f"/api/categories/{root.id}").status_code == 404
    assert tree(admin) == {}


def test_a_category_that_is_filled_while_it_is_deleted_is_one_or_the_other(make, sign_in, together):
    category, admin, manager = make.category(), sign_in(Role.ADMIN), sign_in(Role.MANAGER)
    article = {"name": "New", "price": 1, "sku": "NEW", "stock_quantity": 1, "category_id": category.id}
    filled, deleted = together(
        [
            lambda: manager.post("/api/products", article).status_code,
            lambda: admin.delete(f"/api/categories/{category.id}").status_code,
        ]
    )
    assert (filled, deleted) in {(201, 409), (400, 200)}


def test_a_renamed_category_has_a_new_slug_and_the_old_one_still_answers(make, sign_in, stranger):
    category = make.category(name="Garden & Home")
    assert category.slug == "garden-home"
    renamed = sign_in(Role.MANAGER).put(f"/api/categories/{category.id}", {"name": "Outdoors"})
    assert renamed.json["category"]["slug"] == "outdoors"
    for slug in ("garden-home", "outdoors", "OUTDOORS"):
        assert stranger.get(f"/api/categories/slug/{slug}").json["id"] == category.id
    assert make.category(name="Garden, Home!").slug == "garden-home-2", (
        "a slug that was given out is never given again"
    )
    for nobody in ("nothing", "%00", "a%ff", "x" * 500):
        assert stranger.get(f"/api/categories/slug/{nobody}").status_code == 404


def test_a_change_to_an_older_version_is_refused(make, sign_in, stranger):
    manager, category = sign_in(Role.MANAGER), make.category()
    path = f"/api/categories/{category.id}"
    assert stranger.get(path).headers["ETag"] == '"1"'
    assert stranger.get(f"/api/categories/slug/{category.slug}").headers["ETag"] == '"1"'
    first = manager.put(path, {"name": "First"}, headers={"If-Match": '"1"'})
    assert (first.status_code, first.headers["ETag"]) == (200, '"2"')
    late = manager.put(path, {"name": "Late"}, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json["code"]) == (409, "version_mismatch")
    assert late.json["details"] == {"current_version": 2}
    admin = sign_in(Role.ADMIN)
    assert admin.delete(path, headers={"If-Match": '"1"'}).status_code == 409
    assert admin.delete(path, headers={"If-Match": '"2"'}).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", "  "), ("name", None), ("name", 5), ("name", "a" * 121), ("name", "nul\x00"),
        ("name", ["x"]), ("description", "a" * 10_001), ("description", {}), ("parent_id", 10**30),
        ("parent_id", 0), ("parent_id", True), ("parent_id", "one"), ("parent_id", 1.5), ("is_active", "perhaps"),
        ("is_active", None),
    ],
)  # fmt: skip
def test_a_bad_field_is_named_and_nothing_is_written(make, sign_in, field, value):
    admin, category = sign_in(Role.ADMIN), make.category()
    before = tree(admin)
    for reply in (
        admin.post("/api/categories", {"name": "Fine"} | {field: value}),
        admin.put(f"/api/categories/{category.id}", {field: value}),
    ):
        assert (reply.status_code, reply.json["code"]) == (400, "validation_failed")
        assert list(reply.json["details"]) == [field]
    assert tree(admin) == before


def test_a_client_cannot_set_what_is_not_its_own(sign_in):
    injected = {"id": 999, "slug": "mine", "version": 7, "created_at": "2001-01-01T00:00:00Z", "products_count": 5}
    admin = sign_in(Role.ADMIN)
    made = admin.post("/api/categories", {"name": "Fine"} | injected)
    assert made.headers["ETag"] == '"1"'
    assert made.json["category"]["id"] != 999
    assert made.json["category"]["slug"] == "fine"
    assert not made.json["category"]["created_at"].startswith("2001")
    changed = admin.put(f"/api/categories/{made.json['category']['id']}", injected)
    assert (changed.status_code, changed.json["category"]) == (200, made.json["category"])
    assert changed.headers["ETag"] == '"1"', "nothing was changed"


WRITES = [
    ("POST", "/api/categories", {"name": "Root"}, {Role.ADMIN}),
    ("POST", "/api/categories", {"name": "Sub", "parent_id": "{id}"}, {Role.MANAGER, Role.ADMIN}),
    ("POST", "/api/categories/{id}/subcategory", {"name": "Sub"}, {Role.MANAGER, Role.ADMIN}),
    ("PUT", "/api/categories/{id}", {"name": "Other"}, {Role.MANAGER, Role.ADMIN}),
    ("PUT", "/api/categories/reorder", {"updates": [{"id": "{id}", "parent_id": None}]}, {Role.ADMIN}),
    ("DELETE", "/api/categories/{id}", None, {Role.ADMIN}),
]


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("role", Role)
def test_who_may_write_categories(make, sign_in, stranger, role, write):
    category, (method, path, body, allowed) = make.category(), write
    path, text = path.replace("{id}", str(category.id)), str(category.id)
    if body and "parent_id" in body:
        body = body | {"parent_id": text}
    if body and "updates" in body:
        body = {"updates": [{"id": text, "parent_id": None}]}
    assert stranger.call(method, path, json=body).status_code == 401
    reply = sign_in(role).call(method, path, json=body)
    assert reply.status_code in ({200, 201} if role in allowed else {403})


def test_every_write_is_in_the_audit_trail(make, sign_in):
    admin = sign_in(Role.ADMIN)
    made = admin.post("/api/categories", {"name": "First"}).json["category"]["id"]
    admin.put(f"/api/categories/{made}", {"name": "Second"})
    admin.put(f"/api/categories/{made}", {"name": "Second"})
    admin.delete(f"/api/categories/{made}")
    entries = admin.get(f"/api/audit?object=category:{made}").json["entries"]
    assert [entry["action"] for entry in entries] == ["category.delete", "category.update", "category.create"]
    assert (entries[1]["before"], entries[1]["after"]) == ({"name": "First"}, {"name": "Second"})
    assert entries[0]["actor_id"] == admin.id


def test_the_number_of_statements_does_not_grow_with_the_tree(make, stranger, statements):
    def count(path):
        with statements() as said:
            assert stranger.get(path).status_code == 200
        return len(said)

    root: Category = make.category()
    paths = ["/api/categories", f"/api/categories/{root.id}", f"/api/categories/slug/{root.slug}"]
    few = [count(path) for path in paths]
    for _ in range(5):
        make.product(category_id=make.category(parent_id=root.id).id)
    assert [count(path) for path in paths] == few
    assert max(few) <= 4  # one of which asks for the catalogue's version
