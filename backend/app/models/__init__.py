"""Tables, and the rules that need nothing but a row. Importing this package declares them all."""

from app.models.addresses import Address
from app.models.audit import AuditEntry
from app.models.carts import Cart, CartItem
from app.models.categories import Category, CategorySlug
from app.models.idempotency import IdempotencyKey
from app.models.imports import ImportRow, ProductImport
from app.models.order_events import OrderEvent
from app.models.orders import Order, OrderItem
from app.models.payments import Payment
from app.models.prices import PriceChange
from app.models.products import Product, ProductSlug
from app.models.profiles import Profile
from app.models.refunds import Refund, RefundLine
from app.models.reviews import Review
from app.models.sessions import Session
from app.models.stock import StockMovement
from app.models.tallies import Tally, TallyChange, TallyRound
from app.models.users import User
from app.models.wishes import Wish

# Rows are added, never changed: a trigger of the migration refuses UPDATE and DELETE on these.
APPEND_ONLY = (StockMovement, Payment, Refund, RefundLine, OrderEvent, AuditEntry, PriceChange)

__all__ = [
    "APPEND_ONLY",
    "Address",
    "AuditEntry",
    "Cart",
    "CartItem",
    "Category",
    "CategorySlug",
    "IdempotencyKey",
    "ImportRow",
    "Order",
    "OrderEvent",
    "OrderItem",
    "Payment",
    "PriceChange",
    "Product",
    "ProductImport",
    "ProductSlug",
    "Profile",
    "Refund",
    "RefundLine",
    "Review",
    "Session",
    "StockMovement",
    "Tally",
    "TallyChange",
    "TallyRound",
    "User",
    "Wish",
]
