"""Forms of the verbs that the rules speak of, generated from the base forms.

Regular forms follow spelling rules; irregular ones are listed. Only verbs that some rule or
concept uses belong here: everything else is the tagger's business.
"""

from __future__ import annotations

from functools import lru_cache

__all__ = ["BASE_VERBS", "VERB_FORMS", "forms", "lemma"]

_REGULAR = """
assent boast brush characterize characterise chide confess consent criticise decry deplore
emphasise emphasize favor favour grumble label lament lambast laud learn plead publish
point rebuke remind retract slam spurn tweet wonder
accept accuse acknowledge add admit advise affirm agree allege allow announce answer appeal approve argue
arrive ask assail assert assure attack attend attribute authorize avert back ban bar believe blame
block boost broker call cancel cease cite claim collapse comment commit complain concede conclude
condemn confirm consider continue contend cooperate criticize cut decide declare decline delay
deliver demand demobilize denounce deny describe detain disarm disclose discuss dismiss dispute
doubt enable end endorse enter estimate evacuate exchange expand expect expel expire explain
expose express extend facilitate fear fire form freeze fund guarantee halt hamper happen hint hope
impose implement include increase indicate inform insist intend interview invite issue join kidnap
kill launch lift limit list lower maintain mediate mention move name near negotiate note notify
offer open oppose order outline pause pledge plan postpone prepare present press proceed proclaim
promise propose protest provide pull pursue push question raise ratify reach reaffirm reassure
recall recognize recommend refuse reiterate reject release remain remark remove repeat reply report
request require resolve respond restore result resume reveal seek serve share shell sign signal
slam start state stop stress suggest support surrender suspend swap talk tell thank threaten
transfer turn urge vote vow violate visit volunteer wage walk want warn welcome withhold work worry
honour honor observe comply step sanction tax close reopen abandon evict march rally free captured
capture abduct seize raid bomb storm encircle advance ready double halve trim restrict
unveil table scrap drop shelve soften harden back brief try agree ease waive tighten breach infringe flout consider presume calculate rumour rumor submit float hand resign rule denote quote cite pen predict project
joke counter lament observe shrug sigh retort post testify dub portray hail applaud praise defend challenge contest instruct implore exhort encourage entreat summon lobby petition advocate veto shun snub resist solicit
trade object profess imply underline underscore decree worry voice ratify caution charge outline brand
figure reckon guess assume suspect deem rule mull weigh
ship hire rehire return lease supply match store repair rebuild grant escort staff
""".split()

_IRREGULAR = {
    "concur": "concurs concurred concurring", "forecast": "forecasts forecasting forecasted",
    "undertake": "undertakes undertook undertaken undertaking", "quip": "quips quipped quipping",
    "regret": "regrets regretted regretting",
    "beg": "begs begged begging", "be": "is are was were been being am", "have": "has had having", "do": "does did done doing",
    "say": "says said saying", "tell": "tells told telling", "think": "thinks thought thinking",
    "understand": "understands understood understanding", "know": "knows knew known knowing", "give": "gives gave given giving",
    "make": "makes made making", "take": "takes took taken taking", "get": "gets got getting",
    "meet": "meets met meeting", "hold": "holds held holding", "begin": "begins began begun beginning",
    "break": "breaks broke broken breaking", "bring": "brings brought bringing",
    "buy": "buys bought buying", "come": "comes came coming", "deal": "deals dealt dealing",
    "fight": "fights fought fighting", "find": "finds found finding", "go": "goes went gone going",
    "hear": "hears heard hearing", "keep": "keeps kept keeping", "lay": "lays laid laying",
    "lead": "leads led leading", "leave": "leaves left leaving", "lose": "loses lost losing",
    "mean": "means meant meaning", "pay": "pays paid paying", "put": "puts putting",
    "quit": "quits quitting", "read": "reads reading", "rise": "rises rose risen rising", "see": "sees saw seen seeing",
    "seek": "seeks sought seeking", "sell": "sells sold selling", "send": "sends sent sending",
    "set": "sets setting", "speak": "speaks spoke spoken speaking", "stand": "stands stood standing",
    "strike": "strikes struck striking", "swear": "swears swore sworn swearing",
    "withdraw": "withdraws withdrew withdrawn withdrawing", "write": "writes wrote written writing",
    "withhold": "withholds withheld withholding", "cut": "cuts cutting", "feel": "feels felt feeling",
    "free": "frees freed freeing", "rebuff": "rebuffs rebuffed rebuffing", "shut": "shuts shutting",
    "admit": "admits admitted admitting", "commit": "commits committed committing",
    "stop": "stops stopped stopping", "ban": "bans banned banning", "bar": "bars barred barring",
    "swap": "swaps swapped swapping", "drop": "drops dropped dropping", "step": "steps stepped stepping",
    "scrap": "scraps scrapped scrapping", "plan": "plans planned planning",
    "refer": "refers referred referring", "slam": "slams slammed slamming",
    "spell": "spells spelled spelling", "permit": "permits permitted permitting",
    "let": "lets letting", "hurt": "hurts hurting", "hit": "hits hitting", "win": "wins won winning",
    "cancel": "cancels canceled cancelled canceling cancelling", "trim": "trims trimmed trimming",
    "signal": "signals signaled signalled signaling signalling", "shell": "shells shelled shelling",
}  # fmt: skip


def forms(base: str) -> tuple[str, ...]:
    """All forms of a verb, its base first.

    Examples
    --------
    >>> forms("deny")
    ('deny', 'denies', 'denied', 'denying')
    >>> forms("withdraw")
    ('withdraw', 'withdraws', 'withdrew', 'withdrawn', 'withdrawing')
    """
    if base in _IRREGULAR:
        return (base, *_IRREGULAR[base].split())
    if base.endswith("y") and base[-2] not in "aeiou":
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    if base.endswith("e"):
        return base, base + "s", base + "d", base[:-1] + "ing"
    ending = "es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s"
    return base, base + ending, base + "ed", base + "ing"


_LEMMAS = {
    form: base for base in dict.fromkeys([*_REGULAR, *_IRREGULAR]) for form in reversed(forms(base))
}
VERB_FORMS = frozenset(_LEMMAS)
"""Every form of every verb known here."""
BASE_VERBS = frozenset([*_REGULAR, *_IRREGULAR])
"""Their base forms."""


@lru_cache(maxsize=1 << 15)
def lemma(word: str) -> str:
    """The base form of a verb form that is known here, else the word itself in lower case.

    Examples
    --------
    >>> lemma("withdrew"), lemma("Norland")
    ('withdraw', 'norland')
    """
    known = _LEMMAS.get(word)
    if known is not None:
        return known
    lower = word.lower()
    return _LEMMAS.get(lower, lower)
