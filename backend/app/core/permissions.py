"""The permission matrix, once: who may do what, and how far it reaches.

A blank cell is a refusal. A scope becomes a WHERE clause in the repository, so that a direct
id obeys it too. The README's table and `GET /api/permissions` are made from this data.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is in this shop, from the least to the most trusted."""

    CUSTOMER = "customer"
    CASHIER = "cashier"
    MANAGER = "manager"
    ADMIN = "admin"


class Scope(StrEnum):
    """How far a permission reaches among rows that have an owner and a day."""

    OWN = "own"
    TODAY = "today"
    MONTH = "30_days"
    ALL = "all"


class Permission(StrEnum):
    """One thing a person may do. The value is what clients see."""

    PRODUCT_VIEW = "product:view"
    CATEGORY_VIEW = "category:view"
    PRODUCT_CREATE = "product:create"
    PRODUCT_UPDATE = "product:update"
    PRODUCT_DELETE = "product:delete"
    CATEGORY_CREATE_TOP = "category:create-top"
    PRODUCT_IMPORT = "product:import"
    PRODUCT_EXPORT = "product:export"
    PRICE_CHANGE_MANY = "price:change-many"
    PRICE_VIEW_HISTORY = "price:view-history"
    STOCK_VIEW = "stock:view"
    STOCK_CHANGE = "stock:change"
    REVIEW_WRITE_OWN = "review:write-own"
    REVIEW_HIDE = "review:hide"
    CATEGORY_DELETE = "category:delete"
    CATEGORY_REORDER = "category:reorder"
    CATEGORY_CREATE_SUB = "category:create-sub"
    CATEGORY_UPDATE = "category:update"
    CART_MANAGE_OWN = "cart:manage-own"
    WISHLIST_MANAGE_OWN = "wishlist:manage-own"
    ORDER_CREATE = "order:create"
    ORDER_VIEW = "order:view"
    ORDER_CANCEL_OWN = "order:cancel-own"
    ORDER_VIEW_TODAY = "order:view-today"
    ORDER_SEARCH = "order:search"
    ORDER_SET_STATUS = "order:set-status"
    ORDER_SET_PAYMENT = "order:set-payment"
    ORDER_CANCEL = "order:cancel"
    ORDER_SHIP = "order:ship"
    ORDER_NOTE = "order:note"
    ORDER_VIEW_ALL = "order:view-all"
    ORDER_PRINT = "order:print"
    ORDER_PACK = "order:pack"
    ORDER_REFUND = "order:refund"
    ORDER_DELETE = "order:delete"
    REPORT_VIEW = "report:view"
    PROFILE_VIEW_OWN = "profile:view-own"
    PROFILE_UPDATE_OWN = "profile:update-own"
    SESSION_MANAGE_OWN = "session:manage-own"
    CUSTOMER_VIEW = "customer:view"
    EMPLOYEE_VIEW = "employee:view"
    USER_MANAGE = "user:manage"
    USER_SET_ROLE = "user:set-role"
    AUDIT_VIEW = "audit:view"
    PERMISSION_EXPLAIN = "permission:explain"


P = Permission
C, K, M, A = Role
OWN, TODAY, MONTH, ALL = Scope
EVERYBODY = {C: ALL, K: ALL, M: ALL, A: ALL}
EVERYBODY_OWN = {C: OWN, K: OWN, M: OWN, A: OWN}

MATRIX: dict[Permission, dict[Role, Scope]] = {
    P.PRODUCT_VIEW: EVERYBODY,
    P.CATEGORY_VIEW: EVERYBODY,
    P.PRODUCT_CREATE: {M: ALL, A: ALL},
    P.PRODUCT_UPDATE: {M: ALL, A: ALL},
    P.PRODUCT_DELETE: {A: ALL},
    P.CATEGORY_CREATE_TOP: {A: ALL},
    P.PRODUCT_IMPORT: {M: ALL, A: ALL},
    P.PRODUCT_EXPORT: {M: ALL, A: ALL},
    P.PRICE_CHANGE_MANY: {M: ALL, A: ALL},
    P.PRICE_VIEW_HISTORY: {M: ALL, A: ALL},
    P.STOCK_VIEW: {M: ALL, A: ALL},
    P.STOCK_CHANGE: {M: ALL, A: ALL},
    P.REVIEW_WRITE_OWN: {C: OWN},
    P.REVIEW_HIDE: {M: ALL, A: ALL},
    P.CATEGORY_DELETE: {A: ALL},
    P.CATEGORY_REORDER: {A: ALL},
    P.CATEGORY_CREATE_SUB: {M: ALL, A: ALL},
    P.CATEGORY_UPDATE: {M: ALL, A: ALL},
    P.CART_MANAGE_OWN: EVERYBODY_OWN,
    P.WISHLIST_MANAGE_OWN: EVERYBODY_OWN,
    P.ORDER_CREATE: EVERYBODY_OWN,
    P.ORDER_VIEW: {C: OWN, K: TODAY, M: MONTH, A: ALL},
    P.ORDER_CANCEL_OWN: {C: OWN},
    P.ORDER_VIEW_TODAY: {K: TODAY, M: TODAY, A: TODAY},
    P.ORDER_SEARCH: {K: TODAY, M: MONTH, A: ALL},
    P.ORDER_SET_STATUS: {K: TODAY, M: MONTH, A: ALL},
    P.ORDER_SET_PAYMENT: {K: TODAY, M: MONTH, A: ALL},
    P.ORDER_CANCEL: {M: MONTH, A: ALL},
    P.ORDER_SHIP: {M: MONTH, A: ALL},
    P.ORDER_NOTE: {M: MONTH, A: ALL},
    P.ORDER_VIEW_ALL: {M: MONTH, A: ALL},
    P.ORDER_PRINT: {C: OWN, K: TODAY, M: MONTH, A: ALL},
    P.ORDER_PACK: {K: TODAY, M: MONTH, A: ALL},
    P.ORDER_REFUND: {A: ALL},
    P.ORDER_DELETE: {A: ALL},
    P.REPORT_VIEW: {M: MONTH, A: ALL},
    P.PROFILE_VIEW_OWN: EVERYBODY_OWN,
    P.PROFILE_UPDATE_OWN: EVERYBODY_OWN,
    P.SESSION_MANAGE_OWN: EVERYBODY_OWN,
    P.CUSTOMER_VIEW: {M: ALL, A: ALL},
    P.EMPLOYEE_VIEW: {M: ALL, A: ALL},
    P.USER_MANAGE: {A: ALL},
    P.USER_SET_ROLE: {A: ALL},
    P.AUDIT_VIEW: {A: ALL},
    P.PERMISSION_EXPLAIN: {A: ALL},
}


def row_of(role: Role) -> dict[str, str]:
    """Everything `role` may do, as `{permission: scope}`: what a client is told about itself."""
    return {permission: cells[role] for permission, cells in MATRIX.items() if role in cells}


def nearest_role(permission: Permission) -> Role:
    """The least trusted role that holds `permission`: whom to ask after a refusal."""
    return next(role for role in Role if role in MATRIX[permission])


@dataclass(frozen=True)
class Actor:
    """Who acts: a user and the role they hold now, never the role a token once said."""

    id: int
    role: Role
    session_id: int | None = None

    def scope(self, permission: Permission) -> Scope | None:
        """How far `permission` reaches for this person; None where they do not hold it."""
        return MATRIX[permission].get(self.role)

    def can(self, permission: Permission) -> bool:
        """Whether this person holds `permission` at all."""
        return self.scope(permission) is not None

    @property
    def is_staff(self) -> bool:
        """Whether this person works here."""
        return self.role is not Role.CUSTOMER
