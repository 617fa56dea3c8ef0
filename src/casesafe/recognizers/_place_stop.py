"""Capitalised words that a preposition announces and that are no town."""

from __future__ import annotations

#: Words before a person's name.
TITLES: frozenset[str] = frozenset(
    "mr mrs ms miss mx dr drs prof professor doctor rev reverend fr father sr sister br brother "
    "pastor rabbi imam sgt sergeant lt capt captain cpl pvt officer ofc det detective deputy judge "
    "hon justice sheriff principal coach nurse aunt auntie tia uncle grandma grandpa "
    "nana papa mama "
    "mom dad tio abuela bishop elder deacon attorney atty counselor therapist teacher "
    "assistant president agent trooper chief mayor senator coordinator case rep "
    "client pt patient student resident member caller".split()
)
_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday "
    "saturday sunday mon tue tues wed thu thur thurs fri sat sun mondays tuesdays wednesdays "
    "thursdays fridays saturdays sundays spring summer fall autumn winter advent lent easter "
    "christmas ramadan passover hanukkah eid thanksgiving halloween diwali kwanzaa pesach"
)
_LANGUAGES = (
    "english spanish french german russian arabic chinese mandarin cantonese portuguese italian "
    "dutch polish czech greek latin hebrew yiddish hindi urdu punjabi gujarati tamil "
    "telugu bengali "
    "farsi dari pashto turkish kurdish armenian somali amharic tigrinya oromo swahili kirundi "
    "kinyarwanda lingala igbo yoruba hausa twi wolof zulu xhosa afrikaans thai lao khmer hmong "
    "vietnamese tagalog ilocano cebuano japanese korean burmese karen nepali tibetan mongolian "
    "navajo lakota cherokee ojibwe creole patois haitian k'iche mam q'eqchi q'anjob'al nahuatl "
    "mixtec quechua asl braille finglish spanglish serbian croatian bosnian ukrainian hungarian "
    "romanian danish swedish norwegian finnish icelandic estonian latvian albanian tongan samoan "
    "hawaiian maori georgian kanjobal michif edo toisanese fujianese hakka taiwanese"
)
_CLINICAL = (
    "stage phase module session sessions chapter table figure step steps group groups room rooms "
    "grade class unit units level line lines week day year part section appendix item items column "
    "cluster axis criterion goal objective plan team staff intake triage therapy treatment "
    "assessment evaluation supervision consultation consult recovery detox rehab court jail "
    "prison school church college university hospital clinic emergency crisis psychiatry "
    "psychology pediatrics medicine nursing payroll math chemistry biology physics history "
    "algebra science gym band choir sunday bible psalms genesis exodus lamentations proverbs "
    "romans quran torah god heaven hell jesus christ balint bowen minuchin satir lacan winnicott "
    "fairbairn klein kernberg kohut freud jung adler rogers beck linehan gottman ellis bowlby "
    "erikson piaget yalom hayes young schwartz shapiro stanley rorschach maslow skinner bion "
    "dream dreams facebook instagram tiktok snapchat twitter reddit zoom teams discord minecraft "
    "roblox fortnite youtube google outlook epic excel word slack netflix jaws homer hamlet "
    "need order number calculation processing close dementia prolonged radical motivational "
    "cognitive dialectical acceptance mindfulness interpersonal emotional rural "
    "everyone facilitator team all mom's dad's our your my this that these those the i it he she "
    "they we you what when where who why how here there no yes not none other others both each "
    "person north south east west northern southern eastern western up down ii iii iv "
    "chief pt's client's mess"
)

#: Lower-case words that are no town, behind whatever preposition.
NOT_A_TOWN: frozenset[str] = frozenset(f"{_MONTHS} {_LANGUAGES} {_CLINICAL}".split())
