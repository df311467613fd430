"""What people do in the shop on paper: each deed is refused, or changes what is written down."""

from collections.abc import Iterable, Sequence

from tests.proofs.model.paper import (
    BY_HAND,
    CLOSED,
    FORWARD,
    IN_THE_SHOP,
    MOST_OF_ONE,
    Goods,
    InCart,
    Refused,
    Row,
    Sale,
    Someone,
    summed,
)

NOT_FOUND, TOO_FEW = (404, "not_found"), (409, "insufficient_stock")
# Some units of a row that are to be paid back; whether they go back on the shelf, or None for what is usual.
Units = tuple[Row, int, bool | None]


def put_in_cart(who: Someone, goods: Goods, quantity: int) -> None:
    """That many more."""
    who.may("buy")
    there = who.cart.get(goods.id)
    _fits(goods, quantity + (there.quantity if there else 0))
    if there:
        there.quantity += quantity
    else:
        who.cart[goods.id] = InCart(goods, quantity, goods.price)


def set_in_cart(who: Someone, goods: Goods, quantity: int) -> None:
    """Exactly that many."""
    who.may("buy")
    if goods.id not in who.cart:
        raise Refused(NOT_FOUND)
    _fits(goods, quantity)
    who.cart[goods.id].quantity = quantity


def take_from_cart(who: Someone, goods: Goods) -> None:
    """None of it any more."""
    who.may("buy")
    if who.cart.pop(goods.id, None) is None:
        raise Refused(NOT_FOUND)


def empty_cart(who: Someone) -> None:
    """Nothing any more."""
    who.may("buy")
    who.cart.clear()


def order(who: Someone, wanted: Sequence[tuple[Goods, int]]) -> Sale:
    """Buy these, or nothing."""
    who.may("buy")
    return _sold(who, summed(wanted), missing=(404, "product_not_found"))


def order_cart(who: Someone) -> Sale:
    """Buy what lies in the cart, which is empty afterwards."""
    who.may("buy")
    if not who.cart:
        raise Refused((400, "cart_empty"))
    lines = [(line.goods, line.quantity) for line in who.cart.values()]
    sale = _sold(who, lines, missing=(409, "product_unavailable"))
    who.cart.clear()
    return sale


def call_off(who: Someone, sale: Sale) -> None:
    """A customer cancels an order of their own."""
    who.may("call off")
    if who is not sale.customer:
        raise Refused(NOT_FOUND)
    _cancel(sale)


def move(who: Someone, sale: Sale, target: str) -> None:
    """Staff set the status."""
    who.may("move")
    if target == "refunded":
        pay_back(who, sale)
    elif target == "cancelled":
        who.may("cancel")
        _cancel(sale)
    elif FORWARD.get(sale.status) == target:
        sale.stepped, sale.status = (who, sale.status), target
    else:
        raise Refused((409, "illegal_transition"))


def take_back(who: Someone, sale: Sale) -> None:
    """Undo one's own step."""
    who.may("move")
    if sale.stepped is None:
        raise Refused((409, "nothing_to_undo"))
    if sale.stepped[0] is not who:
        raise Refused((409, "step_of_another"))
    sale.status, sale.stepped = sale.stepped[1], None


def say_paid(who: Someone, sale: Sale, target: str) -> None:
    """Staff set the status of the payment."""
    who.may("say paid")
    if target == "refunded":
        pay_back(who, sale)
        return
    if sale.status in CLOSED or target not in BY_HAND.get(sale.payment, ()):
        raise Refused((409, "illegal_payment_step"))
    sale.payment, sale.paid, sale.stepped = target, sale.total if target == "paid" else 0, None


def pay_back(who: Someone, sale: Sale, units: Sequence[Units] | None = None, amount: int | None = None) -> None:
    """Refund these units, this amount, these units for that amount, or everything that is left."""
    who.may("pay back")
    if sale.left == 0:
        raise Refused((409, "nothing_to_refund"))
    if any(number > row.left for row, number, _ in units or ()):
        raise Refused((409, "refund_exceeds_sale"))
    most = sale.left if units is None else min(sale.left, sum(row.worth(number) for row, number, _ in units))
    pays = most if amount is None else amount
    if pays > most:
        raise Refused((409, "refund_exceeds_payment"))
    is_last, in_the_shop = pays == sale.left, sale.status in IN_THE_SHOP
    for row, number, back in units or ():
        _bring_back(sale, row, number, in_the_shop if back is None else back)
    if is_last and (units is None or in_the_shop):
        for row in sale.rows:
            _bring_back(sale, row, row.left, in_the_shop)
    sale.refunded += pays
    sale.payment, sale.stepped = "refunded" if is_last else "partially_refunded", None
    if is_last:
        sale.status = "refunded"


def reprice(who: Someone, goods: Goods, price: int) -> None:
    """What was sold before keeps its price."""
    _in_hand(who, goods)
    goods.price = price


def count(who: Someone, goods: Goods, counted: int) -> None:
    """There are that many now."""
    _in_hand(who, goods)
    goods.stock = counted


def offer(who: Someone, goods: Goods, on_sale: bool) -> None:
    """Take it off sale, or offer it again."""
    _in_hand(who, goods)
    goods.on_sale = on_sale


def delete(who: Someone, goods: Goods) -> None:
    """It leaves the shop for good; what was sold stays sold."""
    who.may("remove")
    _is_there(goods)
    goods.gone = True


def ban(who: Someone, other: Someone, out: bool) -> None:
    """Keep somebody out, at once, or let them in again: they have to sign in anew."""
    who.may("rule")
    if out and who is other:
        raise Refused((409, "oneself"))
    other.active = not out
    other.here = other.here and not out


def hire(who: Someone, other: Someone, role: str) -> None:
    """Give somebody another role, which counts from their next request."""
    who.may("rule")
    other.role = role


def sign_in(who: Someone) -> None:
    """With the right password. Somebody who was banned is told what everybody with a wrong one is."""
    if not who.active:
        raise Refused((401, "wrong_credentials"))
    who.here = True


def _fits(goods: Goods, quantity: int) -> None:
    if not goods.on_sale or goods.gone:
        raise Refused(NOT_FOUND)
    reasons = [(409, "cart_line_full")] if quantity > MOST_OF_ONE else []
    reasons += [TOO_FEW] if quantity > goods.stock else []
    if reasons:
        raise Refused(*reasons)


def _sold(who: Someone, lines: Iterable[tuple[Goods, int]], missing: tuple[int, str]) -> Sale:
    wanted = list(lines)
    if any(quantity > MOST_OF_ONE for _, quantity in wanted):
        raise Refused((400, "validation_failed"))
    reasons = {
        TOO_FEW if goods.on_sale and not goods.gone else missing
        for goods, quantity in wanted
        if quantity > goods.available
    }
    if reasons:
        raise Refused(*reasons)
    for goods, quantity in wanted:
        goods.stock -= quantity
    return Sale(who, [Row(goods, goods.price, quantity) for goods, quantity in wanted])


def _cancel(sale: Sale) -> None:
    if sale.status not in IN_THE_SHOP:
        raise Refused((409, "illegal_transition"))
    for row in sale.rows:
        row.goods.stock += row.left
    sale.status, sale.stepped = "cancelled", None


def _bring_back(sale: Sale, row: Row, number: int, back: bool) -> None:
    row.refunded += number
    # What was cancelled went back on the shelf then.
    row.goods.stock += number if back and sale.status != "cancelled" else 0


def _in_hand(who: Someone, goods: Goods) -> None:
    who.may("keep goods")
    _is_there(goods)


def _is_there(goods: Goods) -> None:
    if goods.gone:
        raise Refused(NOT_FOUND)
