"""Requests that are still arriving: a server can wait for the rest of many of them, a thread for that of one."""

import re

END_OF_HEADERS = b"\r\n\r\n"
# What is larger, a picture or a list of products, is read by whoever takes it in.
MOST_BYTES = 64 * 1024
# So long may the rest of a request be on its way.
MOST_SECONDS = 20.0
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,9})[ \t]*(?=\r\n|$)", re.IGNORECASE)
# Its sender waits for a word before they send the rest.
ASKS_FIRST = re.compile(rb"\r\nexpect:", re.IGNORECASE)


def is_worth_a_thread(received: bytes) -> bool:
    """Whether no more of a request has to arrive first: it is whole, or large, or how long it is is not plain."""
    head, end, body = received.partition(END_OF_HEADERS)
    if not end:
        return len(received) > MOST_BYTES
    lengths = LENGTH.findall(head)
    if len(lengths) != 1 or ASKS_FIRST.search(head):
        return True
    length = int(lengths[0])
    return length > MOST_BYTES or len(body) >= length
