"""The segment table of CUSCAR in UN/EDIFACT directory D.95B."""

from __future__ import annotations

import re

from cts_rules.readers.edifact_structure import Matcher, segment_table

DIRECTORY = "D.95B"

_D95B = """
UNH! BGM! DTM9 RFF9 NAD9 FTX9
(TDT LOC99 DTM99)9
GIS9
(EQD TSR0 MEA0 DIM0 SEL0 NAD0 GIS0 (TMP RNG0)0)9999
CNT9
(CNI CNT0
  (RFF CNT0 MOA0 LOC0 GIS0 CUX0 CPI0
    (TDT LOC0 DTM0 RFF0)0
    (NAD RFF0 (CTA COM0)0)99
    (QTY FTX0)0
    (GID PAC0 HAN0 FTX99 MEA99 MOA0 SGP99 DGS9 PCI9 CST
      (GIS DOC0)0
      (QTY FTX0)0
    )!9999
  )9999
)9999
(AUT DTM0 RFF0)0
UNT!
"""

D95B = segment_table(_D95B)
TAGS = frozenset(re.findall("[A-Z]{3}", _D95B))
"""Every segment of the table."""


def matcher(directory: str) -> Matcher | None:
    """A matcher for messages of that directory; None for those whose table is not held, which are read all the same."""
    return Matcher(D95B, "CUSCAR D.95B") if directory == DIRECTORY else None
