"""Currencies: signs and codes before a number, names and codes behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from parley.model import Token
from parley.reading.numbers import Number, read_number

if TYPE_CHECKING:
    from parley.reading.counted import Clause

__all__ = ["CURRENCIES", "SYMBOLS", "currency_before", "currency_behind", "read_priced"]

SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
CURRENCIES = {
    **{"dollar": "USD", "euro": "EUR", "pound": "GBP", "rand": "ZAR", "yen": "JPY", "yuan": "CNY"},
    **{"renminbi": "CNY", "shekel": "ILS", "ruble": "RUB", "rouble": "RUB", "naira": "NGN"},
    **{"cedi": "GHS", "hryvnia": "UAH", "lira": "TRY", "zloty": "PLN", "forint": "HUF"},
    **{"baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "taka": "BDT", "birr": "ETB"},
}
"""Currency code by the name of the coin, where one country or union has it."""
_NATIONAL = {
    ("canadian", "dollar"): "CAD",
    ("australian", "dollar"): "AUD",
    ("egyptian", "pound"): "EGP",
    ("sudanese", "pound"): "SDG",
    ("lebanese", "pound"): "LBP",
    ("indian", "rupee"): "INR",
    ("pakistani", "rupee"): "PKR",
    ("kenyan", "shilling"): "KES",
    ("ugandan", "shilling"): "UGX",
    ("swiss", "franc"): "CHF",
    ("mexican", "peso"): "MXN",
    ("colombian", "peso"): "COP",
    ("philippine", "peso"): "PHP",
    ("argentine", "peso"): "ARS",
    ("iranian", "rial"): "IRR",
    ("iraqi", "dinar"): "IQD",
    ("korean", "won"): "KRW",
    ("swedish", "krona"): "SEK",
    ("norwegian", "krone"): "NOK",
    ("danish", "krone"): "DKK",
    ("new zealand", "dollar"): "NZD",
}
_CODES = frozenset(
    """USD EUR GBP JPY INR CHF CAD AUD NZD SEK NOK DKK PLN HUF CZK TRY RUB UAH CNY KRW ZAR NGN KES
    UGX TZS GHS ETB EGP ILS JOD SAR AED QAR IRR IQD PKR BDT LKR IDR MYR THB PHP VND MXN BRL ARS COP
    CLP SGD HKD TWD RON BGN ISK""".split()
)
_DOLLARS = {
    **{"C": "CAD", "CA": "CAD", "Can": "CAD", "A": "AUD", "AU": "AUD", "US": "USD", "NZ": "NZD"},
    **{"HK": "HKD", "S": "SGD", "NT": "TWD", "R": "BRL", "J": "JMD"},
}
"""What stands close before a dollar sign."""
_SIGNS = {"Rs": None, "Rs.": None, "Rp": "IDR", "RM": "MYR", "Fr": "CHF", "Kr": None, "kr": None}
"""Signs in letters; None where several countries share one."""


def read_priced(tokens: Sequence[Token], words: Sequence[str], i: int) -> Number | None:
    """Read a number with its currency in letters before it: *C$5 million*, *EUR 20*, *Rs 400*."""
    text = tokens[i].text
    if not (text in _DOLLARS or text in _CODES or text in _SIGNS) or i + 1 >= len(tokens):
        return None
    k = i + 1
    if text in _DOLLARS:
        if words[k][0] != "$" or tokens[k].span.start != tokens[i].span.end:
            return None
    else:
        k += words[k] == "." and k + 1 < len(words)
        if not words[k][0].isdigit() or tokens[k].span.start - tokens[i].span.end > 2:
            return None
    number = read_number(tokens, words, k)
    return None if number is None or number.value is None else number._replace(start=i)


def currency_before(clause: Clause, i: int) -> str | None:
    """The currency of the number at token `i`, where a sign or a code stands before it."""
    text = clause.tokens[i].text
    if text[0] in SYMBOLS:
        return SYMBOLS[text[0]]
    if text in _DOLLARS and clause.word(i + 1)[:1] == "$":
        return _DOLLARS[text]
    if text in _CODES:
        return text
    return (_SIGNS[text] or text.rstrip(".")) if text in _SIGNS else None


def currency_behind(text: str, singular: str, before: str) -> str | None:
    """The currency that a noun names, with the word before it (*Swiss francs*, *20 USD*)."""
    if text in _CODES:
        return text
    return _NATIONAL.get((before, singular)) or CURRENCIES.get(singular)
