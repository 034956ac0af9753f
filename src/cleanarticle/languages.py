"""Codes of languages, as BCP 47 writes them: `en`, `pt-BR`, `zh-Hant`."""

from __future__ import annotations

import re

from .patterns import lazy

__all__ = ["code_of", "language_code", "primary"]

_CODE = lazy(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8}){0,3})")

#: The codes of three letters of the languages that have one of two, which BCP 47 wants instead.
#: Source: ISO 639-2, with the bibliographic ones ("ger" beside "deu").
_SHORTER = dict(
    pair.split("=")
    for pair in (
        "aar=aa abk=ab afr=af aka=ak alb=sq amh=am ara=ar arg=an arm=hy asm=as ava=av ave=ae "
        "aym=ay aze=az bak=ba bam=bm baq=eu bel=be ben=bn bih=bh bis=bi bod=bo bos=bs bre=br "
        "bul=bg bur=my cat=ca ces=cs cha=ch che=ce chi=zh chu=cu chv=cv cor=kw cos=co cre=cr "
        "cym=cy cze=cs dan=da deu=de div=dv dut=nl dzo=dz ell=el eng=en epo=eo est=et eus=eu "
        "ewe=ee fao=fo fas=fa fij=fj fin=fi fra=fr fre=fr fry=fy ful=ff geo=ka ger=de gla=gd "
        "gle=ga glg=gl glv=gv gre=el grn=gn guj=gu hat=ht hau=ha heb=he her=hz hin=hi hmo=ho "
        "hrv=hr hun=hu hye=hy ibo=ig ice=is ido=io iii=ii iku=iu ile=ie ina=ia ind=id ipk=ik "
        "isl=is ita=it jav=jv jpn=ja kal=kl kan=kn kas=ks kat=ka kau=kr kaz=kk khm=km kik=ki "
        "kin=rw kir=ky kom=kv kon=kg kor=ko kua=kj kur=ku lao=lo lat=la lav=lv lim=li lin=ln "
        "lit=lt ltz=lb lub=lu lug=lg mac=mk mah=mh mal=ml mao=mi mar=mr may=ms mkd=mk mlg=mg "
        "mlt=mt mon=mn mri=mi msa=ms mya=my nau=na nav=nv nbl=nr nde=nd ndo=ng nep=ne nld=nl "
        "nno=nn nob=nb nor=no nya=ny oci=oc oji=oj ori=or orm=om oss=os pan=pa per=fa pli=pi "
        "pol=pl por=pt pus=ps que=qu roh=rm ron=ro rum=ro run=rn rus=ru sag=sg san=sa sin=si "
        "slk=sk slo=sk slv=sl sme=se smo=sm sna=sn snd=sd som=so sot=st spa=es sqi=sq srd=sc "
        "srp=sr ssw=ss sun=su swa=sw swe=sv tah=ty tam=ta tat=tt tel=te tgk=tg tgl=tl tha=th "
        "tib=bo tir=ti ton=to tsn=tn tso=ts tuk=tk tur=tr twi=tw uig=ug ukr=uk urd=ur uzb=uz "
        "ven=ve vie=vi vol=vo wel=cy wln=wa wol=wo xho=xh yid=yi yor=yo zha=za zho=zh zul=zu"
    ).split()
)


def code_of(text: str) -> str | None:
    """Give a language's code in the one form that the library knows; `None` for what is no code.

    >>> [code_of(text) for text in ("EN", "eng", "en_us", "ZH-hant-tw", "English", "")]
    ['en', 'en', 'en-US', 'zh-Hant-TW', None, None]
    """
    found = _CODE.fullmatch(text.strip())
    if not found:
        return None
    first = found[1].lower()
    return "-".join([_SHORTER.get(first, first), *map(_part, re.split("[-_]", found[2])[1:])])


def primary(code: str | None) -> str:
    """Give the language of a code without its script and region; "" for no code.

    >>> primary("pt-BR"), primary("zh-Hant-TW"), primary(None)
    ('pt', 'zh', '')
    """
    return (code or "").partition("-")[0]


def _part(part: str) -> str:
    """Give a script as `Hant`, a region as `TW`, what else there is in small letters."""
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()


def language_code(text: str) -> str:
    """Give a language's code as `code_of` does. Raises `ValueError` for what is none."""
    code = code_of(text)
    if code is None:
        raise ValueError(
            f'language is the code of one, such as "en", "de" or "pt-BR", not {text!r}'
        )
    return code
