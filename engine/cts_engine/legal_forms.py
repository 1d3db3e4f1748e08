"""Legal forms of companies, by how far they can be told from an ordinary word.

Written as people write them; compared without case, accents, blanks and dots, so that `S.A.` is `s a` is `sa`.
"""

from __future__ import annotations

ANYWHERE = """
aktiengesellschaft; gmbh; ggmbh; gesellschaft mit beschränkter haftung; kommanditgesellschaft; eingetragener kaufmann
limited; ltd; co ltd; limited liability company; limited company; private limited; pvt ltd; pte ltd; sdn bhd; pty ltd
pty; limited partnership; limited liability partnership; public limited company; incorporated; llc; llp; wll; fze; fzco
fzc; fz llc; dmcc; kft; zrt; nyrt; spol s r o; sp z o o; spółka akcyjna; spółka z ograniczoną odpowiedzialnością
spółka komandytowa; sarl; eurl; sasu; sprl; bvba; société anonyme; société à responsabilité limitée
société par actions simplifiée; sociedad anónima; sociedad limitada; sociedad de responsabilidad limitada
sociedad anónima de capital variable; s a de c v; s de r l de c v; sociedade anônima; sociedade limitada; ltda; eireli
società per azioni; società a responsabilità limitata; s r l; srls; naamloze vennootschap; besloten vennootschap
aktiebolag; aktiebolaget; aktieselskab; anpartsselskab; aksjeselskap; osakeyhtiö; anonim şirketi; limited şirketi
ltd şti; perseroan terbatas; akciová společnost; d o o e l; eood
общество с ограниченной ответственностью; открытое акционерное общество; закрытое акционерное общество
публичное акционерное общество; непубличное акционерное общество; акционерное общество
индивидуальный предприниматель; товарищество с ограниченной ответственностью
товариство з обмеженою відповідальністю; приватне підприємство; публічне акціонерне товариство
акціонерне товариство; ооо; оао; зао; пао; тов; тоо; еоод; прат
obshchestvo s ogranichennoy otvetstvennostyu; aktsionernoe obshchestvo; ανώνυμη εταιρεία
εταιρεία περιορισμένης ευθύνης; شركة ذات مسؤولية محدودة; المحدودة; ذ م م; ش م م; ش م ل; ش م ب م; ש בע״מ; בע״מ
"""
"""Forms that are hardly ever part of a name: taken away wherever they stand."""

LAST = """
company; co; and company; and co; und co; et cie; e cia; y cia; y compañía; cie; corp; corporation; inc; plc; pt; tbk
ag; kg; kgaa; ohg; ek; ev; ug; se; sa; s a; sas; sca; snc; scs; spa; sl; slu; sc; cv; nv; n v; bv; b v; vof; ab; hb; as
a s; aps; ks; oy; oyj; asa; ans; is; jsc; ojsc; cjsc; pjsc; lp; doo; dd; ad; od; ood; sro; vos; sia; uab
şti; aş; bhd; sdn; pvt; pte; ao; ooo; oao; zao; pao; αε; επε; οε; ικε; ад; доо; оод; ао; ип; чп; фоп
epe; ike; lda; sae; saoc; saog; sal; psc; pjs; kk; gk
"""
"""Forms that may be a word or an initial elsewhere: taken away only at the end, again and again."""

FIRST = """
pt; cv; ud; ooo; oao; zao; pao; ao; ао; ип; чп; фоп; sia; uab; m s; messrs; شركة; شركه; חברת
"""
"""Forms that some countries write first: taken away only at the beginning."""

UNSPACED = """
股份有限公司; 有限责任公司; 有限責任公司; 集团有限公司; 有限公司; 公司; 株式会社; 株式會社
有限会社; 合同会社; 合資会社; (株); 주식회사; 유한회사; (주)
บริษัท; จำกัด; (มหาชน); ห้างหุ้นส่วน
"""
"""Forms of scripts that set no blanks between words: taken away as they stand."""


def forms(table: str) -> tuple[str, ...]:
    """The entries of one of these tables."""
    return tuple(form.strip() for line in table.splitlines() for form in line.split(";") if form.strip())
