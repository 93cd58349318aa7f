"""Phone numbers as people write them, kept as E.164."""

from __future__ import annotations

from chalicelib.core.errors import Fault

HOME = "ID"
LONGEST_TYPED = 32
PROOF_DIGITS = 4


def read(typed: str, *, field: str = "phone") -> str | Fault:
    """The number as ``+62812…``, or what is wrong with it (never quoting it).

    ``0812…``, ``62812…`` and ``+62 812-…`` are one number; numbers of other countries need their ``+``.
    """
    import phonenumbers  # noqa: PLC0415 - heavy: only when somebody gives a number

    typed = typed.strip()
    if len(typed) > LONGEST_TYPED or any(sign.isalpha() for sign in typed):
        return Fault(field, "phone")
    bare = typed if not typed.startswith("62") else f"+{typed}"
    try:
        number = phonenumbers.parse(bare, HOME)
    except phonenumbers.NumberParseException:
        return Fault(field, "phone")
    if number.extension or not phonenumbers.is_valid_number(number):
        return Fault(field, "phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
