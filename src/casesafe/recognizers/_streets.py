"""What may stand in a street line: types, directions, units, and words that cannot be a name.

Source: USPS Publication 28, appendix C (street suffixes and secondary units).
"""

from __future__ import annotations

#: Street types that hardly mean anything else behind a number and a name.
STRONG_TYPES: frozenset[str] = frozenset(
    "street st str avenue ave av aven road rd boulevard blvd boul lane ln drive dr "
    "drv court ct crt "
    "circle cir circ parkway pkwy pky highway hwy turnpike tpke trnpk terrace ter terr trail trl "
    "place pl way alley aly square sq loop plaza plz crescent cres close mews esplanade esp "
    "causeway cswy freeway fwy expressway expy broadway bypass driveway quay strand".split()
)
#: Types that are words of their own: they count in capitals only.
WEAK_TYPES: frozenset[str] = frozenset(
    "bend bluff bluffs bottom branch brook canyon chase cliff cliffs common commons corner corners "
    "cove creek crest crossing xing cross curve dale dell estate estates ests extension ext field "
    "fields flat flats ford forest fork forks gap garden gardens gate gateway glade glen green "
    "grove harbor haven heath heights hts hill hills hollow hollows holw knob knoll knolls landing "
    "lodge manor meadow meadows mill mills mission mountain mount narrows nook oaks orchard "
    "overlook park pass passage path pike pines place point pointe pond port prairie ramble ranch "
    "rapids ridge rdg rise route row run shore shores skyway spring springs spur station stravenue "
    "summit trace track trafficway vale valley view vw village vista vis walk walkway wells woods "
    "wynd yard annex arcade beach".split()
)
#: Street types of other languages stand before the name: "Calle Ocho", "Rue des Ormes".
LEADING_TYPES: frozenset[str] = frozenset(
    "calle avenida avenue ave rue via camino paseo caminito calzada cll carrera plaza rua "
    "boulevard blvd vicolo chemin circulo corte callejon".split()
)
#: Two-word roads that a number follows: "County Road 9", "Co Rd 9", "State Route 11".
NUMBERED_FIRST: frozenset[str] = frozenset("county co state us u.s farm private forest old".split())
NUMBERED: frozenset[str] = frozenset(
    "road rd route rte rt hwy highway county cr sr us fm rm cth sth county-road trunk".split()
)
DIRECTIONS: frozenset[str] = frozenset(
    "n s e w ne nw se sw north south east west northeast northwest southeast southwest "
    "n.e n.w s.e s.w no so".split()
)
#: Small words inside a street name.
JOINERS: frozenset[str] = frozenset(
    "of the de la del los las des du dos da do el y and le les di von st".split()
)
#: Words behind a number that make it a count, a dose, a time or a score.
NOT_A_NAME: frozenset[str] = frozenset(
    "mg mcg ml g kg lb lbs oz cc units tab tabs tablet tablets pills pill caps drops puffs doses "
    "dose mgs meq iu bid tid qid qd qhs prn po hs am pm a.m p.m min mins minute minutes hr hrs "
    "hour hours sec secs second seconds day days week weeks wk wks month months mo mos year years "
    "yr yrs yo y/o session sessions visit visits appointment appointments group groups meeting "
    "meetings step steps item items point points percent pct times time x of or to and in on at "
    "for with w from by is was are were has had have she he they we i it its his her their our my "
    "who which that this these those then than if but not no as an a so per about over under "
    "since until till through after before during when where while because "
    "people clients client patients patient members kids children adults men women boys girls "
    "kid child adult man woman boy girl siblings sisters brothers sister brother friends others "
    "mile miles feet ft inch inches block blocks floors flight flights calls call texts text "
    "emails beers beer drinks drink shots cigarettes cups glasses attempts attempt episodes "
    "episode grade grades credits pages page lines line cases case more other additional extra "
    "total long short main-stream way half quarter dollars cents bucks percent degrees stars "
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday "
    "saturday sunday mon tue tues wed thu thurs fri sat sun "
    "street-level yrs-old clock oclock o'clock family drug juvenile circuit district municipal "
    "probate superior supreme traffic tribal treatment recovery mental veterans appellate".split()
)
#: Those of them that also begin a street's name, where a type follows: "1507 June Avenue".
NAME_AFTER_ALL: frozenset[str] = frozenset(
    "march april may june july august day second half quarter family long mile hunter line "
    "saturday sunday page case point time district circuit superior supreme grade no main".split()
)
#: Kinds of court: "in 2023 Family Court" is no address.
COURT_KINDS: frozenset[str] = frozenset(
    "family drug juvenile circuit district municipal probate superior supreme traffic tribal "
    "treatment recovery mental veterans appellate county federal criminal civil housing "
    "state teen dui health eviction immigration bankruptcy".split()
)
