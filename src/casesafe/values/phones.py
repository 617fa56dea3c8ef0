"""Telephone numbers: their digits, whether one can be dialled, and the public lines to keep.

Source: North American Numbering Plan (NANPA): area code [2-9]xx in service, exchange [2-9]xx and
not x11; letters by the ITU-T E.161 keypad; E.164 allows at most 15 digits. The area codes were
drawn from the metadata of `phonenumbers`, without its non-geographic 5xx and 6xx ranges, and
completed by hand with those of the Caribbean and some late overlays. The public lines were compiled
by hand; each names its service, whose own page decides.
Known misses: area codes put in service after this table; a number of another country without
its country code has no shape of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Area codes in service in the United States, Canada and the Caribbean, toll-free ones included.
AREA_CODES = frozenset(
    """
    201 202 203 204 205 206 207 208 209 210 212 213 214 215 216 217 218 219 220 223 224 225 226
    227 228 229 231 234 235 236 239 240 242 246 248 249 250 251 252 253 254 256 257 260 262 263
    264 267 268 269 270 272 273 274 276 279 281 283 284 289 301 302 303 304 305 306 307 308 309
    310 312 313 314 315 316 317 318 319 320 321 323 324 325 326 327 329 330 331 332 334 336 337
    339 340 341 343 345 346 347 350 351 352 353 354 360 361 363 364 365 367 368 369 380 382 385
    386 401 402 403 404 405 406 407 408 409 410 412 413 414 415 416 417 418 419 423 424 425 428
    430 431 432 434 435 437 438 440 441 442 443 445 447 448 450 457 458 463 464 468 469 470 472
    473 474 475 478 479 480 484 501 502 503 504 505 506 507 508 509 510 512 513 514 515 516 517
    518 519 520 530 531 534 539 540 541 548 551 557 559 561 562 563 564 567 570 571 572 573 574
    575 579 580 581 582 584 585 586 587 601 602 603 604 605 606 607 608 609 610 612 613 614 615
    616 617 618 619 620 621 623 626 628 629 630 631 636 639 640 641 645 646 647 649 650 651 656
    657 658 659 660 661 662 664 667 669 670 671 672 678 680 681 682 683 684 686 689 701 702 703
    704 705 706 707 708 709 712 713 714 715 716 717 718 719 720 721 724 725 726 727 728 730 731
    732 734 737 738 740 742 743 747 748 753 754 757 758 760 762 763 765 767 769 770 771 772 773
    774 775 778 779 780 781 782 784 785 786 787 800 801 802 803 804 805 806 807 808 809 810 812
    813 814 815 816 817 818 819 820 821 825 826 828 829 830 831 832 833 835 838 839 840 843 844
    845 847 848 849 850 854 855 856 857 858 859 860 861 862 863 864 865 866 867 868 869 870 872
    873 876 877 878 879 888 900 901 902 903 904 905 906 907 908 909 910 912 913 914 915 916 917
    918 919 920 925 928 929 930 931 934 936 937 938 939 940 941 942 943 945 947 948 949 951 952
    954 956 959 970 971 972 973 975 978 979 980 983 984 985 986 989
    """.split()
)

#: Lines that serve the public and name nobody, as national digits: US national hotlines.
PUBLIC_LINES = frozenset(
    {
        "8002738255",  # 988 Suicide & Crisis Lifeline, its former number (273-TALK)
        "8886289454",  # the same, Spanish
        "8007994889",  # the same, TTY
        "8007997233",  # National Domestic Violence Hotline (799-SAFE)
        "8007873224",  # the same, TTY
        "8006564673",  # RAINN, National Sexual Assault Hotline (656-HOPE)
        "8006624357",  # SAMHSA National Helpline (662-HELP)
        "8004874889",  # the same, TTY
        "8009855990",  # Disaster Distress Helpline
        "8009506264",  # NAMI HelpLine
        "8004224453",  # Childhelp National Child Abuse Hotline (4-A-CHILD)
        "8664887386",  # The Trevor Project
        "8775658860",  # Trans Lifeline
        "8883737888",  # National Human Trafficking Hotline
        "8002221222",  # Poison Help
        "8663319474",  # love is respect, teen dating abuse
        "8338526262",  # National Maternal Mental Health Hotline (TLC-MAMA)
        "8009444773",  # Postpartum Support International (944-4PPD)
        "8008435678",  # National Center for Missing & Exploited Children (THE-LOST)
        "8007862929",  # National Runaway Safeline (RUNAWAY)
        "8004483000",  # Boys Town National Hotline
        "8003668288",  # S.A.F.E. Alternatives (DONT-CUT)
        "8447628483",  # StrongHearts Native Helpline
        "8554842846",  # VictimConnect (4-VICTIM)
        "8888434564",  # LGBT National Hotline
        "8004262537",  # National Problem Gambling Helpline (GAMBLER)
        "8005224700",  # the same, former number
        "8883757767",  # ANAD eating disorders helpline
        "8009312237",  # NEDA, former helpline
        "8002723900",  # Alzheimer's Association 24/7 Helpline
        "8006771116",  # Eldercare Locator
        "8002324636",  # CDC-INFO
        "8006334227",  # 1-800-MEDICARE
        "8007721213",  # Social Security Administration
        "8008271000",  # Veterans Affairs benefits
        "8774243838",  # National Call Center for Homeless Veterans (4AID-VET)
        "8552603274",  # VA Caregiver Support Line
        "8553784373",  # Partnership to End Addiction
    }
)

#: SMS short codes of the same kind of service.
PUBLIC_SHORT_CODES = frozenset(
    {
        "741741",  # Crisis Text Line
        "838255",  # Veterans Crisis Line
        "678678",  # The Trevor Project
        "88788",  # National Domestic Violence Hotline
        "22522",  # love is respect
        "233733",  # Human Trafficking Hotline (BEFREE)
        "62640",  # NAMI
        "435748",  # SAMHSA (HELP4U)
        "898211",  # 211
        "66746",  # Disaster Distress
        "20121",  # Boys Town
    }
)

_UNITS = {
    w: str(n)
    for n, ws in enumerate(
        (
            "zero oh o", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
            "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
            "eighteen", "nineteen",
        )
    )
    for w in ws.split()
}  # fmt: skip
_TENS = {
    w: str(n)
    for n, w in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        start=2,
    )
}
_REPEATS = {"double": 2, "triple": 3, "treble": 3}
#: The words by which digits are read aloud; "o" stands only among others.
DIGIT_WORDS = frozenset((*_UNITS, *_TENS, *_REPEATS, "hundred"))

_PIECE = re.compile(r"\d+|[a-z]+")
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
#: Digits as a scanner or a hurried typist leaves them.
_MISREAD = str.maketrans("OoDIil|!SsZzAB", "00011111552248")


def typed_digits(text: str) -> str:
    """Return the digits typed in `text`, in order; may be empty."""
    return "".join(c for c in text if "0" <= c <= "9")


def misread_digits(text: str) -> str:
    """Return the digits of `text` with look-alike letters (O, l, S, Z, A, B) read as digits."""
    return typed_digits(text.translate(_MISREAD))


def keypad_digits(text: str) -> str:
    """Return the digits that dial `text`, letters by the telephone keypad ("555-TALK")."""
    return typed_digits(text.upper().translate(_KEYPAD))


def spoken_digits(text: str) -> str:
    """Return the digits that `text` spells, typed and spoken mixed.

    "double five" gives two digits, "eighty eight" 88, "eight hundred" 800, "forty" 40; words that
    are no digit words give nothing.
    """
    return _joined(_PIECE.findall(text.lower()))


def _joined(pieces: Iterable[str]) -> str:
    out: list[str] = []
    repeat, tens = 1, False
    for piece in pieces:
        if piece in _REPEATS:
            repeat, tens = _REPEATS[piece], False
            continue
        if piece in _TENS:
            out.append(_TENS[piece] + "0")
            tens = True
            continue
        if piece == "hundred":
            out.append("00")
        elif piece.isdigit():
            out.append(piece)
        elif (unit := _UNITS.get(piece)) is not None:
            if tens and len(unit) == 1 and unit != "0":
                out[-1] = out[-1][0] + unit
            else:
                out.append(unit * repeat)
        repeat, tens = 1, False
    return "".join(out)


def national(digits: str) -> str:
    """Return the ten national digits of a North American number, without a leading 1."""
    return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits


def is_nanp(digits: str) -> bool:
    """Return whether digits can be dialled in North America: ten, or eleven after a 1."""
    n = national(digits)
    return len(n) == 10 and n[:3] in AREA_CODES and n[3] in "23456789" and n[4:6] != "11"


def is_public_line(digits: str) -> bool:
    """Return whether digits are a national hotline or its short code, which names nobody."""
    return national(digits) in PUBLIC_LINES or digits in PUBLIC_SHORT_CODES
