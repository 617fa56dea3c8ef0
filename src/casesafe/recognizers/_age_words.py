"""Words that make a number an age, or that make it something else."""

from __future__ import annotations

import re

from casesafe.core.lazy_pattern import lazy_pattern

#: Relatives and other people, lower case, singular and plural.
PEOPLE = frozenset(
    "son sons daughter daughters child children kid kids baby babies infant toddler twin twins "
    "triplets boy boys girl girls man men woman women male female guy lady teen teens teenager "
    "youth minor brother brothers sister sisters sib sibs sibling siblings bro sis mother mom mum "
    "mama mommy father dad papa daddy parent parents grandmother grandma granny nana grandfather "
    "grandpa grandparents gran opa oma abuela abuelo lola lolo aunt auntie aunts uncle uncles "
    "cousin cousins niece nieces nephew nephews wife husband spouse partner boyfriend girlfriend "
    "fiance fiancé fiancee fiancée widow widower stepson stepdaughter stepchild stepfather "
    "stepmother stepmom stepdad stepbrother stepsister half-brother half-sister half-sib half-sibs "
    "son-in-law daughter-in-law mother-in-law father-in-law brother-in-law sister-in-law mil fil "
    "mgm mgf pgm pgf mgu grandson granddaughter grandchild grandchildren grandkids grandkid "
    "grandbaby godson goddaughter goddaughters great-grandmother great-grandfather great-aunt "
    "great-uncle client clients pt pts patient patients cl student students resident residents "
    "caller victim vic offender veteran vet friend friends neighbor neighbour roommate member "
    "couple survivor consumer mo fa hus ex infantryman soldier kiddo foster m f h w ip youngest "
    "oldest eldest middle newborn person ward inmate self owner".split()
)
#: Words that may stand between a verb and an age.
ADVERBS = frozenset(
    "now only about just almost nearly already still like barely maybe roughly approximately "
    "around perhaps currently probably approx abt some soon both each all".split()
)
#: Capitalised words that are no person's name, so that a number after them is no age.
NOT_NAMES = frozenset(
    "session week day month year page chapter section step goal group item level criterion table "
    "room floor unit grade score scale total index part visit phase stage module trial dose cycle "
    "night class card line row column figure form version line bed ward cell block lot apt suite "
    "box route highway exit mile channel tract cluster axis item items option question rule art "
    "article module lesson objective obj plan meeting number no code title act bill case count "
    "file line list note problem appendix exhibit sheet slide study task test subtest trails form "
    "wave round set track tier team monday tuesday wednesday thursday friday saturday sunday mon "
    "tue tues wed thu thur thurs fri sat sun january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sept sep oct nov dec beck "
    "hamilton epworth novaco zung conners vanderbilt zarit morse braden katz lawton boston rey "
    "glasgow norton apgar apgars rosenberg hamd madrs ymrs attention memory hyperactivity verbal "
    "reading math anxiety depression mood sleep pain craving anger fear cravings suds phq gad pcl "
    "mania state penn columbia edinburgh montreal minnesota toronto yale pittsburgh kessler "
    "moca mmse bdi bai audit dast cage ace aces cssrs isi ess epds gds pss dass oq sdq lithium "
    "zoloft lexapro prozac seroquel abilify trazodone prazosin sertraline fluoxetine bupropion "
    "lamotrigine risperidone olanzapine quetiapine clonazepam lorazepam buspirone venlafaxine "
    "escitalopram melatonin hydroxyzine clonidine guanfacine methylphenidate adderall vyvanse "
    "concerta strattera weight height temp pulse bp hr rr bmi spo2 a1c tsh na cr gaf iq fsiq vci "
    "pri wmi psi t z ss sd ci vol volume p pp pg ch sec wk wks wk1 hrs hours minutes min ml mg mcg "
    "units unit copay fee cash visa ave street st road rd the a an and or of to in on at for by "
    "with from about only over under than plus minus times approx about psalm matthew mark-12 "
    "luke-4 john-3 genesis exodus acts romans corinthians there here it that this these those "
    "which what when where how why who whose if so but then yes no not he she they we you i his "
    "her their my your our its each every both all some any none one two three four five six seven "
    "eight nine ten record size coder keys decisions window people nobody everyone someone "
    "something nothing also still just now today yesterday tomorrow sorry fine thanks maybe later "
    "before after inventory questionnaire checklist survey screen interview interstate us hwy nfl "
    "nba ward precinct district local station bus train flight gate pier".split()
)
# A unit or noun after a number: it is a measure, not an age. Must not match "34 y/o".
NOT_AGE_AFTER = lazy_pattern(
    r"\s?(?:%|°|\"|'(?!s\b)\d?|:\d|/\d|\.\d|,\d{3}|\+\s?\d|x\b|st\b|nd\b|rd\b|th\b|"
    r"[- ]?(?:minutes?|mins?|hours?|hrs?|h\b|mg|mcg|ml|kg|lbs?|pounds|g\b|mm|cm|inch(?:es)?|feet|"
    r"ft|miles?|mi\b|days?|weeks?|wks?|months?|mos?\b|years?|yrs?|yr\b|sessions?|visits?|times|"
    r"percent|percentile|pct|points?|pts\b|items?|pages?|pp\b|o'?clock|a\.?m\.?\b|p\.?m\.?\b|"
    r"[ap]\b|degrees|foot|doors|out of|of (?:the|them|\d|us|her|his)|people|persons|clients|kids|"
    r"children|others|more|less|times|tabs?|pills?|caps|units?|bpm|dollars|cents|bucks|k\b|words?|"
    r"steps?|drinks?|beers?|cigs|cigarettes|packs?|calls?|texts|attempts?|trials|reps|sets|"
    r"meetings|classes|groups|rounds|inches|stitches|acres|cats|dogs|men|women|boys|girls|siblings|"
    r"brothers|sisters|sons|daughters|grand|hundred|thousand|million|slash|dash|dot|point\b|"
    r"(?:,\s\d{1,3}){0,4},?\s(?:or|to)\s\d{1,3}\s(?:hours?|hrs?|minutes?|mins?|days?|weeks?)|"
    r"of (?:seven|six|five|four|three|eight|nine|ten|eleven)|in a row|under|or so|blocks|stars|"
    r"questions))",
    re.IGNORECASE,
)
# What may follow an age told by "is", "turned", "at": punctuation, an end, a joining word.
AGE_ENDS = lazy_pattern(
    r"\s*(?:[,;.)\]!?\n\"|]|:\s|--?\s|\s\s|$|'s\b)|\s\u2014|\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|"
    r"Sep|Oct|Nov|Dec)[a-z]*\b|[ \n](?:and|or|but|when|now|then|with|who|in|on|at|so|because|as|"
    r"from|this|next|last|i|he|she|they|we|lives?|living|works?|working|is|was|has|had|years|y/?o|"
    r"male|female|going|when|while|after|before|today|tomorrow|soon|already|if|that|for|to|by|also|"
    r"married|single|divorced|widowed|white|black|the|my|her|his|you|retired|not|still|only|just|"
    r"old|of|until|till|may|can|will|did|does|never|always|came|comes|got|gets|went|goes|wants|"
    r"says|said|lol|btw|which|period|comma|paragraph|yo|rn|right|too|through|going|during|turning|"
    r"married|single)\b|\s\(|\s?[/&=+]",
    re.IGNORECASE,
)
# Verbs and nouns of a life told by age: "died at 71", "first drink at 13", "onset at 9".
LIFE = lazy_pattern(
    r"\bd\.\s|\b(?:died|dead|dies|passed|killed|drowned|married|wed|divorced|widowed|orphaned|left|"
    r"came|come|arrived|arriving|emigrated|immigrated|moved|moving|diagnos\w+|dx'?d?|start\w*|"
    r"began|begun|first|onset|placed|placement|adopted|fostered|attempt\w*|hospitali[sz]\w+|"
    r"admitted|drafted|enlisted|dropped|quit|pregnant|graduated|retired|lost|removed|raised|"
    r"treated|referred|menarche|sober|used|using|drank|drinking|smok\w+|born|learned|abused|raped|"
    r"molested|assaulted|arrested|incarcerated|seen|saw|birth|gave|had|became|become|ran away|"
    r"run away|kicked out|worked|working|crossed|fled|hit|diagnosed|widow\w*|mother|father|mom|dad|"
    r"parents|debut|sex|drink|baby|child|kid|son|daughter|self-harm\w*|cut|cutting|tried|"
    r"overdose\w*|od|od'?d|ordained|professed|crashed|fell|injured|shot|stabbed|entered|joined|"
    r"reload|photo|picture|lived|living|boarding|residential|school|sent|taken|given up|carried|"
    r"sign\w*|period|puberty|transition\w*|came out|out|happened|back|walked|walking|talked|"
    r"talking|toilet|trained|spoke|read|trauma|abuse|loss|age|hx|history|injury|panic|seizures?|"
    r"checking|boarded|deaf|blind|mute|healed|film|drove|america|declined|like|famil\w+|who|her|"
    r"his)\b",
    re.IGNORECASE,
)
#: The same for a number that could be a clock time.
YOUNG_LIFE = lazy_pattern(
    r"\b(?:died|dead|killed|drowned|diagnos\w+|dx'?d|adopted|placed|placement|fostered|removed|"
    r"abused?|molested|raped|onset|first|born|menarche|treated|film|orphaned|crossed|drove|reload|"
    r"hx|history|injury|lost|emigrated|immigrated|mute|deaf|blind|susto|trauma|america|boarded|"
    r"hospitali[sz]ed|attempt|sent away|taken|given up|period|puberty|checking|smoking|drinking|"
    r"cutting|referred|retained|grandmother|raised|came|arrived|refugee|fled|last seen|fostered|"
    r"spelling|truck|bottle|seizures?|cello|piano|violin)\b",
    re.IGNORECASE,
)
# Words before "at 18" that make it a score, a level or a time.
MEASURED = lazy_pattern(
    r"\b(?:phq|gad|pcl|bdi|score\w*|level\w*|rat(?:ed|es|ing)|weigh\w*|weight|held|dose\w*|set|"
    r"suds?|pain|bp|hr|steady|stands?|peak\w*|temp|sat|sats|bmi|a1c|lithium|mg|depakote|meets?|"
    r"meeting|session|group|appt|appointment|call\w*|pickup|pick up|court|class|dinner|lunch|"
    r"curfew|bed|bedtime|sleep\w*|wak\w+|up|open\w*|clos\w+|tonight|tomorrow|today|mon|tue|wed|thu|"
    r"fri|sat|sun|\w+day|available|free|see you|there|mph|interest|apr|percent|average|mean|"
    r"baseline|intake|max|maximum|capped|limit|line|page|minute|item|step|sharp|phones?|noon|"
    r"morning|evening|night|clinic|shift|arriv\w+ home|came back|mania|hamilton|zung|epworth|"
    r"columbia|edinburgh|penn state|young|conners|vanderbilt|looked?)\b",
    re.IGNORECASE,
)
