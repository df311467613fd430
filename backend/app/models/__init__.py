"""Tables, and the rules that need nothing but a row. Importing this package declares them all."""

from app.models.addresses import Address
from app.models.audit import AuditEntry
from app.models.carts import Cart, CartItem
from app.models.categories import Category, CategorySlug
from app.models.idempotency import IdempotencyKey
from app.models.order_events import OrderEvent
from app.models.orders import Order, OrderItem
from app.models.payments import Payment
from app.models.products import Product, ProductSlug
from app.models.profiles import Profile
from app.models.refunds import Refund, RefundLine
from app.models.sessions import Session
from app.models.stock import StockMovement
from app.models.users import User

# Rows are added, never changed: a trigger of the migration refuses UPDATE and DELETE on these.
APPEND_ONLY = (StockMovement, Payment, Refund, RefundLine, OrderEvent, AuditEntry)

__all__ = [
    "APPEND_ONLY",
    "Address",
    "AuditEntry",
    "Cart",
    "CartItem",
    "Category",
    "CategorySlug",
    "IdempotencyKey",
    "Order",
    "OrderEvent",
    "OrderItem",
    "Payment",
    "Product",
    "ProductSlug",
    "Profile",
    "Refund",
    "RefundLine",
    "Session",
    "StockMovement",
    "User",
]
