"""Verbs of work with the objects that make them a job: "drives a forklift", "cuts hair".

The object decides: "drives a bus" is a job, "drives to work" is none.
"""

from __future__ import annotations

import re

_DETERMINER = r"(?:(?:a|an|the|his|her|their|our|for a|for the|the number \d+|\d+)\s)?"
#: Verb stems -> the last words of their objects; up to two words may stand between.
_WORK: dict[str, str] = {
    "drive": "truck bus cab taxi van forklift snowplow plow ambulance tractor limo hearse trolley "
    "bookmobile zamboni rig semi train tram uber lyft reefer propane streetcar shuttle carriage "
    "route wagon cutters crane loader dozer excavator trailer combine boat courier sled",
    "run": "lift grocery bodega deli crane shop stall foundry mill diner bakery laundry excavator "
    "grader truck salon crew payroll kitchen ferry counter yard store boat press machine pub "
    "office motel farm ranch pool dairy saw line nursery dozer mine daycare station folder sheep "
    "trap traps cyclotron pump jacks stand cart garage gym school cafeteria transfer shops",
    "sell": "insurance cars houses shoes jewelry boats vacuums combines tamales herbs organs "
    "tile flowers furniture fish tires fruit real estate raspas tractors timeshares bibles corn "
    "cosmetics books ice eggs appliances steel seed hats carpets pianos phones",
    "teach": "school kindergarten band physics chemistry algebra math english spanish german "
    "french history biology bassoon piano violin trapeze tango typing shop welding spin yoga "
    "karate ballet grade choir art music science geometry latin typing swimming braille ed "
    "calculus economics philosophy dance drumming tots' class preschool writing pottery",
    "cut": "hair meat glass chickens cane loins scallops fish stone timber grass keys gems "
    "diamonds patterns lawns lumber steel",
    "do": "hair nails drywall roofing taxes voices lashes makeup landscaping upholstery books",
    "braid": "hair",
    "haul": "milk logs gravel freight hay trash crude cars cattle steel sugar loads scrap grain "
    "coal water garbage",
    "clean": "offices houses rooms teeth pools windows hotels chimneys cages carpets fish planes "
    "hospital airport",
    "paint": "houses signs billboards boats cars horses portraits bridges",
    "tune": "pianos organs carillons turbines harps engines",
    "fix": "boats cars machines elevators engines clocks bikes watches nets roofs",
    "repair": "watches trams engines outboard motors shoes clocks violins elevators organs roofs "
    "nets boats bikes",
    "restore": "pianos organs glass paintings furniture icons cars books",
    "rebuild": "accordions engines transmissions carburetors organs",
    "build": "boats organs harpsichords trusses houses fences violins guitars furniture bridges "
    "engines pianos robots flamingos decks",
    "install": "elevators solar carpet cable windows cabinets pools floors tile",
    "inspect": "bridges elevators meat boats houses planes dams grain",
    "hang": "drywall gutters sheetrock rock wallpaper doors iron",
    "lay": "tile brick block track sod carpet pipe stone cable floors",
    "pick": "strawberries mushrooms tomatoes grapes apples cotton peaches lettuce fruit berries "
    "oranges cherries peppers",
    "pack": "lettuce crackers meat fish crab boxes fruit shrimp",
    "grade": "eggs cheese lumber diamonds meat cotton",
    "tend": "bar bees sheep goats machine machines graves lighthouse",
    "wait": "tables",
    "bus": "tables",
    "wash": "dishes windows cars dogs hair trucks",
    "fold": "laundry towels",
    "stock": "shelves nights",
    "park": "cars",
    "detail": "cars boats",
    "fly": "cargo medevac helicopters crop-dusters jets drones freight planes",
    "pilot": "ferry ferries ships tugboat tug barge boats",
    "keep": "bees books lighthouse house sheep hives lock bridge goats",
    "read": "meters palms tarot",
    "sew": "costumes leis quilts recliners sails uniforms gowns wigs",
    "alter": "gowns dresses suits",
    "make": "leis lei noodles furniture prosthetics dresses pots violins cheese candles wigs eyes "
    "hats saddles masks guitars",
    "bake": "bread cakes pies",
    "grow": "tulips orchids mushrooms tobacco grapes corn rice soybeans",
    "carve": "decoys tombstones totems stone",
    "throw": "pots",
    "blow": "glass",
    "dispatch": "trucks ambulances cabs planes buses",
    "deal": "cards blackjack baccarat poker craps",
    "call": "bingo auctions squares",
    "referee": "football basketball hockey soccer games",
    "umpire": "games baseball",
    "coach": "wrestling football swimming track gymnastics soccer hockey tennis",
    "shuck": "oysters clams",
    "milk": "cows goats",
    "shear": "sheep",
    "shoe": "horses",
    "train": "horses dogs pilots",
    "breed": "horses dogs bulls",
    "walk": "iron dogs",
    "weld": "hulls pipe trailers ships",
    "operate": "crane forklift press lathe ferry",
    "transport": "patients prisoners horses",
    "deliver": "mail packages papers pizzas babies groceries newspapers",
    "carry": "mail",
    "repossess": "cars",
    "drill": "wells",
    "shine": "shoes",
    "splice": "fiber cable",
    "debone": "chicken fish",
    "shovel": "coal",
    "load": "ordnance coal trucks planes ships",
    "dig": "graves wells",
    "engrave": "stones trophies glass",
    "embalm": "bodies",
    "translate": "books poetry",
}
_PAST = {
    "drive": "drove", "run": "ran", "sell": "sold", "teach": "taught", "cut": "cut", "do": "did",
    "hang": "hung", "lay": "laid", "fly": "flew", "keep": "kept", "read": "read", "make": "made",
    "grow": "grew", "throw": "threw", "blow": "blew", "deal": "dealt", "shear": "sheared",
    "build": "built", "rebuild": "rebuilt", "dig": "dug", "shoe": "shod", "breed": "bred",
    "sew": "sewed",
}  # fmt: skip


def _forms(verb: str) -> tuple[str, ...]:
    third = verb + ("es" if verb.endswith(("o", "s", "sh", "ch", "x")) else "s")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        third = verb[:-1] + "ies"
    past = _PAST.get(verb)
    if past is None:
        past = verb + "d" if verb.endswith("e") else verb + "ed"
        if verb.endswith("y") and verb[-2] not in "aeiou":
            past = verb[:-1] + "ied"
    return (verb, third, past)


def _build() -> dict[str, re.Pattern[str]]:
    table: dict[str, re.Pattern[str]] = {}
    for verb, objects in _WORK.items():
        last = "|".join(re.escape(o) for o in objects.split())
        # A determiner, up to two words, the object; must not match across punctuation.
        pattern = re.compile(rf"\s{_DETERMINER}(?:[a-z][a-z'-]* ){{0,2}}(?:{last})s?\b")
        for form in _forms(verb):
            table[form] = pattern
    return table


#: Forms of a verb of work -> the pattern of its object, matched right after the verb.
VERBS: dict[str, re.Pattern[str]] = _build()
