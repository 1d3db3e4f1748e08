"""Why each kind of mistake is one, where that is not plain from the message: what the language means.

By code; `mistakes.py` makes a note part of its kind. A note is a fragment, as a message is.
"""

from __future__ import annotations

NOTES: dict[str, str] = {
    "CTS-E007": "thousands are not set apart: a comma parts the entries of a list, a dot the decimals",
    "CTS-E010": "two conditions stand side by side, and nothing says whether both are wanted or one of them",
    "CTS-E011": "some words of the language end a name wherever they stand, so that no name holds them",
    "CTS-E014": "`A and B or C` can be read in two ways, which select different consignments",
    "CTS-E102": "a name of the rulebook that is also one of the manifest, or a word of a code list, would hide it",
    "CTS-E105": "a consignment has several of these, and the rule does not say which is asked: some, every, none",
    "CTS-E107": "a definition that asks itself, even by way of others, would never come to an answer",
    "CTS-E108": "what stands in the brackets is asked of each thing: something of the thing itself must be asked",
    "CTS-E132": "a rule that asks what it comes to itself, even by way of others, would never come to an answer",
    "CTS-E201": "a condition is answered by yes or no; a value by itself is not",
    "CTS-E203": "the two sides are of different sorts, so that the answer could only be no",
    "CTS-E209": "a month has 28 to 31 days: where a length of time is compared, only days and hours say how long",
    "CTS-E210": "`within` asks of codes that hold others: a heading its subheadings, a country its places",
    "CTS-E211": "`is valid` asks for a check digit or a known code; this value has neither",
    "CTS-E215": "a count of nothing, or of more than there are, holds always or never",
    "CTS-E216": "each test names what it asks about, so that nobody has to guess whether both are meant",
    "CTS-E217": "a code, text or word after `or` is no test: it does not say what it is asked of",
    "CTS-E221": "without a length of time the question would be about all that was ever received",
    "CTS-E222": "earlier consignments are those that share something: the consignee, the port, or several at once",
    "CTS-E224": "`between` says the smaller end first; turned round, nothing lies between",
    "CTS-E225": "a test asks about something of the consignment; a code or a text is the same for all of them",
    "CTS-E301": "a list without entries would answer every question with no",
    "CTS-E306": "a text of nothing is found in everything, and an entry of nothing is no entry",
    "CTS-E310": "two columns of one name leave open which is meant",
    "CTS-E321": "a key that stands in two rows leaves open which value is meant",
    "CTS-E401": "results, comparisons and other rules name a rule by its identifier",
    "CTS-E410": "a rule sends a consignment to one lane",
    "CTS-E431": "a rule in shadow has no effect; one with effect that builds upon it would give it one",
    "CTS-E450": "no consignment there could be makes this yes: the rule would wait for ever",
    "CTS-W101": "nothing asks about the list: perhaps a rule lost its condition",
    "CTS-W107": "`no … has` is yes too where there is no such thing at all",
    "CTS-W109": "`is` and `is in` want the very code; `within` also takes what lies below it",
}
