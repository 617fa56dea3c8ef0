"""Word tables of the name recognizer: titles, kin, roles, credentials, verbs, stop words.

All lower case. A value is the role that the word tells (`core.roles`), or None where it tells none.
"""

from __future__ import annotations

from casesafe.core.roles import CLIENT, CLINICIAN, OTHER


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


def _table(*rows: tuple[str | None, str]) -> dict[str, str | None]:
    return {word: role for role, words in rows for word in words.split()}


#: Stand before a name, with or without a period, and are no part of it.
TITLES: dict[str, str | None] = _table(
    (None, "mr mrs ms miss mx mister missus sir madam madame mme monsieur senor señor senora "
           "señora sra srta señorita don doña dona herr frau pani pan bà ông bibi lady"),
    (CLINICIAN, "dr doctor drs nurse therapist psychologist psychiatrist counselor counsellor"),
    (OTHER, "prof professor rev reverend revd fr pastor rabbi imam deacon deaconess bishop "
            "chaplain elder sgt sergeant lt lieutenant capt captain cpl corporal pvt pfc spc "
            "ssg sfc msgt tsgt maj major col colonel cmdr ens ensign cpo officer ofc det "
            "detective deputy dep sheriff trooper constable agent judge hon honorable justice "
            "magistrate atty attorney coach principal dean sensei sifu sheikh ustadh senator "
            "mayor councilwoman councilman chief warden commissioner bailiff"),
)  # fmt: skip
#: Titles that are always followed by a name, whatever the case of what follows.
SURE_TITLES = word_set("mr mrs ms mx dr mister missus señora senora srta doña")

#: Words of kinship, also as title ("Aunt Ivy").
KIN: dict[str, str | None] = _table(
    ("mother", "mother mom mum mommy mummy momma mama mamá mami amma ammi eomma madre mam mo moc"),
    ("father", "father dad daddy papá papi baba abba appa padre pops pop foc"),
    ("parent", "parent parents"),
    ("stepmother", "stepmother stepmom step-mom step-mother stepmum"),
    ("stepfather", "stepfather stepdad step-dad step-father"),
    ("sister", "sister sis sisters hermana ate didi unnie"),
    ("brother", "brother bro brothers hermano kuya bhai"),
    ("sibling", "sibling siblings sib sibs"),
    ("stepsister", "stepsister step-sister stepsisters"),
    ("stepbrother", "stepbrother step-brother stepbrothers"),
    ("half-sister", "half-sister half-sisters"),
    ("half-brother", "half-brother half-brothers"),
    ("twin", "twin twins"),
    ("daughter", "daughter daughters dtr dau hija daughter's"),
    ("son", "son sons hijo"),
    ("child", "child children kid kids baby babies infant newborn toddler boy girl boys girls "
              "eldest oldest youngest firstborn middle-child"),
    ("stepdaughter", "stepdaughter step-daughter"),
    ("stepson", "stepson step-son stepsons"),
    ("stepchild", "stepchild stepkids stepchildren"),
    ("wife", "wife wifey esposa wives"),
    ("husband", "husband husb hubby hub esposo husbands"),
    ("spouse", "spouse"),
    ("partner", "partner girlfriend/partner so partners"),
    ("girlfriend", "girlfriend gf girlfriends novia"),
    ("boyfriend", "boyfriend bf boyfriends novio"),
    ("fiance", "fiance fiancé fiancee fiancée"),
    ("ex-wife", "ex-wife exwife"),
    ("ex-husband", "ex-husband exhusband"),
    ("ex-partner", "ex ex-partner ex-boyfriend ex-girlfriend ex-bf ex-gf ex-fiancé exes"),
    ("grandmother", "grandmother grandma gran granny grammy nana nan nanna abuela abuelita lola "
                    "mgm pgm mamaw memaw meemaw oma yiayia nonna babcia halmoni mawmaw nonnie"),
    ("grandfather", "grandfather grandpa granddad grandad gramps papaw pawpaw papa abuelo lolo "
                    "mgf pgf opa nonno pop-pop poppop dziadek harabeoji"),
    ("grandparent", "grandparents grandparent"),
    ("great-grandmother", "great-grandmother great-grandma great-grandmom"),
    ("great-grandfather", "great-grandfather great-grandpa"),
    ("granddaughter", "granddaughter granddaughters grand-daughter"),
    ("grandson", "grandson grandsons grand-son"),
    ("grandchild", "grandchild grandchildren grandbaby grandkids grandkid"),
    ("aunt", "aunt auntie aunty aunts tía tia titi tante tita ammachi khala"),
    ("uncle", "uncle unc tío tio uncles tito amca"),
    ("great-aunt", "great-aunt"),
    ("great-uncle", "great-uncle"),
    ("niece", "niece nieces"),
    ("nephew", "nephew nephews"),
    ("cousin", "cousin cousins cuz coz primo prima"),
    ("mother-in-law", "mother-in-law mil"),
    ("father-in-law", "father-in-law fil"),
    ("sister-in-law", "sister-in-law sil"),
    ("brother-in-law", "brother-in-law bil"),
    ("daughter-in-law", "daughter-in-law dil"),
    ("son-in-law", "son-in-law"),
    ("godmother", "godmother madrina"),
    ("godfather", "godfather padrino"),
    ("godchild", "godchild goddaughter godson"),
    ("guardian", "guardian"),
    ("relative", "widow widower compadre comadre in-laws"),
)  # fmt: skip
#: In-law forms written as three words, by their first word.
IN_LAWS = {w: f"{w}-in-law" for w in ("mother", "father", "sister", "brother", "daughter", "son")}
#: Words before a kin word that change the kind: "step dad", "ex wife", "foster mom".
KIN_PREFIX: dict[str, dict[str, str]] = {
    "step": {r: f"step{r}" for r in (
        "mother", "father", "sister", "brother", "daughter", "son", "child")},
    "half": {"sister": "half-sister", "brother": "half-brother"},
    "ex": {"wife": "ex-wife", "husband": "ex-husband", "boyfriend": "ex-partner",
           "girlfriend": "ex-partner", "partner": "ex-partner"},
    "former": {"wife": "ex-wife", "husband": "ex-husband", "partner": "ex-partner"},
    "foster": {"mother": "foster mother", "father": "foster father", "child": "foster child",
               "son": "foster child", "daughter": "foster child"},
    "great": {"grandmother": "great-grandmother", "grandfather": "great-grandfather",
              "aunt": "great-aunt", "uncle": "great-uncle"},
    "twin": {"sister": "twin", "brother": "twin"},
}  # fmt: skip
#: Kin words too common as plain words or abbreviations to count without a capital behind them.
WEAK_KIN = word_set("so mo pop ate fil sil mil dil hub boy girl kid baby papa ex middle")

#: Jobs and relations that a name follows: "therapist Amparo", "her boss, Dee", "PO: Lund".
ROLE_WORDS: dict[str, str | None] = _table(
    (CLIENT, "client pt patient cl clt clnt ct client's supervisee's examinee analysand decedent "
             "camper caller consumer"),
    (CLINICIAN, "therapist tx counselor counsellor psychiatrist psychologist pcp prescriber "
                "clinician provider supervisor sup supervisee consultant colleague rn np md do "
                "pa sw lcsw lpc lmft msw ot slp pmhnp pharmacist rph midwife doula doc "
                "physician pediatrician neurologist attending resident intern trainee evaluator "
                "analyst facilitator facilitators co-leader cofacilitator co-facilitator "
                "presenter intake screener psych acupuncturist dietitian nurse dentist surgeon "
                "hospitalist cotherapist co-therapist covering"),
    (OTHER, "interpreter interp attorney lawyer atty counsel gal po judge boss manager mgr "
            "supervisor's friend friends bestie bff buddy roommate roomie flatmate housemate "
            "neighbor neighbour landlord landlady coworker co-worker coworkers teacher tutor "
            "coach sponsor sponsee mentor advocate adjuster rep representative aide sitter "
            "babysitter nanny driver volunteer witness visitor foreman director leader lead "
            "host scribe recorder custodian secretary receptionist caseworker worker navigator "
            "monitor officer deputy pastor chaplain principal registrar bartender barber "
            "classmate teammate crush bully ally payee carpool contractor agent broker realtor "
            "captain chief colleague's member members participant student sergeant lieutenant "
            "guard paramedic medic notary trustee executor mediator investigator reviewer "
            "examiner librarian janitor"),
)  # fmt: skip

#: After a name, set off by a comma or a space: degrees and licences, upper case without periods.
CREDENTIALS = word_set(
    "MD DO PHD PSYD EDD DSW MSW MSSW LSW LCSW LICSW LISW LISWS LMSW LCSWA LCSWR LCSWC LGSW CSW "
    "SWA LPC LPCC LPCCS LPCA LPCMH LCPC LMHC LCMHC LCMHCA LPCMHSP NCC LAC LCAC LADC CADC CADCII "
    "SUDP LCDC LMFT LMFTA MFT AMFT IMFT LIMFT RN BSN MSN RNC LPN LVN CNA APRN NP FNP PMHNP "
    "PMHNPBC DNP ARNP CNP CRNP PA PAC RPH PHARMD OT OTR OTRL COTA PT DPT SLP CCC CCCSLP BCBA "
    "BCABA RBT ATR ATRBC RPT RPTS LP LPP ABPP NCSP MA MS MED MDIV BA BS CPS CPRS CHW QMHP LBSW "
    "CTRS MTBC RDT JD ESQ EMT RD RDN LD LMT BCC CCHP CASAC CCM LPE LSCSW LPCS LPCI LAPC LAMFT "
    "LCAS LCMFT LCPAT LCAT LBA PSS CRC LMP"
)  # fmt: skip
#: Credentials that are also ordinary capitals: they count only after a comma.
LOOSE_CREDENTIALS = word_set("DO MA MS PT OT PA BA BS LP LD RD CSW MED ESQ LAC CRC PSS")

#: Verbs that a client or a relative does in a note and a cited author does not.
PERSON_VERBS = word_set(
    "cried cries laughed laughs presented presents arrived arrives texted texts denied denies "
    "reported reports lives lived moved died slept sleeps drove drives brought brings walked "
    "walks sat sits wept sobbed smiled smiles nodded shrugged blushed cancelled canceled cancels "
    "drinks drank smokes smoked relapsed overdosed hit hits punched yelled yells screamed shouted "
    "sang sings snored picks picked phoned emailed e-mailed calls called rang visits visited "
    "kissed hugged left leaves came comes went goes wants wanted needs got gets took takes gave "
    "gives told tells asked asks pays paid owes earns quit cooks cooked cooking eats ate woke "
    "wakes stood stands ran runs plays played attended attends joined joins sighed paced trembled "
    "stared apologized apologizes hung keeps kept feels felt hates loves misses knows sold bought "
    "lost fell flew flies hasn't hadn't doesn't didn't isn't wasn't won't can't couldn't wouldn't "
    "hasnt doesnt didnt isnt wasnt wont cant aint ain't swears swore promised promises agreed "
    "agrees refused refuses declined endorses endorsed disclosed admits admitted recalls "
    "remembers remembered forgot forgets worries stopped started turned turns thinks lets let "
    "sends sent signed signs stayed stays waited waits works worked lied lies married divorced "
    "graduated graduates weighs looks looked sounds hears heard talks talked speaks spoke "
    "answered answers replied replies whispered whispers passed dropped drops hides hid holds "
    "held put puts threw throws cut cuts broke counts washes cleans drew draws wore wears "
    "returned opened closed checked checks learned understands hopes hoped wishes prays prayed "
    "sees saw met meets has had said says wrote writes explained added adds noted offered offers "
    "insisted insists believes believed decided decides wondered wonders suggested suggests "
    "suspects thought knew read reads was is does did will would may might can could should"
)
#: Of these, the ones that a cited author does too: no cue on their own.
WEAK_VERBS = word_set(
    "called calls has had said says wrote writes explained added adds noted offered offers "
    "insisted insists believes believed wondered suggested suggests suspects thought knew read "
    "reads was is does did will would may might can could should left leaves sees saw met meets "
    "lies works worked thinks gives gave puts put takes holds held keeps kept draws turns let "
    "lets counts checks asks asked tells told wants needs understands comes came goes went hopes "
    "looks looked feels felt knows agreed agrees stands runs ran talks talked speaks spoke "
    "started stopped passed opened closed returned cut cuts hits hit broke answers answered "
    "decided decides hears isn't wasn't won't can't couldn't wouldn't isnt wasnt wont cant "
    "doesn't didn't hasn't hadn't moved lost fell signed learned loves hates"
)
#: "<Name>'s mother": what a person has.
POSSESSED = word_set(
    "mother mom mum dad father brother sister wife husband son daughter ex boyfriend girlfriend "
    "bf gf partner roommate therapist school teacher birthday phone truck voice hand hands death "
    "funeral attorney lawyer twin friend chart niece nephew uncle aunt cousin widow grandmother "
    "grandma grandfather grandpa stepfather stepmother parents kids baby boy girl house apartment "
    "car van room bed face anger silence tears drinking sobriety relapse panic nightmares sleep "
    "mood nana boss landlord sponsor pension wedding appointment appt shift cell number file card "
    "history iep momma mama daddy crying behavior anxiety depression symptoms diagnosis "
    "medication meds insurance account case mom's recital fiancé fiancée deployment intake "
    "session sessions"
)
#: Prepositions and verbs that mostly stand before a person.
PERSON_LEFT = word_set(
    "told tell tells telling asked ask asks asking with w that because when if and but or says "
    "said saw see sees thanks thank let lets invite invited met meet visit visited hug hugged "
    "kissed married marry divorced love loves loved hate hates misses missed calling text texted "
    "texting phoned emailed paged between without like than since while whether although bc cuz "
    "not know knows knew for by from to per about give gave helped help hit hold held join blame "
    "blamed"
)
#: Prepositions that mostly stand before a place or an organisation.
PLACE_LEFT = word_set("in at near into outside across through via off toward around")
#: "X named Y", "goes by Y": what introduces a name.
NAMING = word_set(
    "named née nee aka alias nicknamed call calls them him her me goes-by name's pseudonym name "
    "names nickname surname initials i'm"
)
#: First words of a salutation.
GREETINGS = word_set("dear dearest hi hey hello hiya morning afternoon evening hola yo thanks thx")
#: What may be greeted and is nobody's name.
GREETED = word_set(
    "all team everyone everybody folks there colleagues colleague group friends again guys you "
    "both ladies gentlemen sir madam consultants hive list listserv y'all yall peeps crew so for "
    "to the my your our in a an i it that this and"
)
#: The line before a signature.
CLOSINGS = word_set(
    "warmly best regards sincerely cheers thanks thank love respectfully gratefully yours fondly "
    "thx ty warm kind cordially peace blessings hugs xo xoxo appreciatively faithfully truly "
    "onward later ciao gracias mahalo humbly signed tx"
)
#: Speaker labels and one-letter headings that name nobody.
NOT_SPEAKERS = word_set(
    "s o a p d r b i g t c q n m f h w y x u th tp tx ths cl ct pt mo fa mom dad me him her them "
    "us you sw rn md np cw ot pa gr ldr th1 th2 co p1 p2 p3 c1 c2 int ch end vic to new voc imp "
    "th. ds dx rx hx sx id cc hpi pmh ros mse si hi avh re fw fwd ps pps nb na ok am pm tel ph "
    "fax dob ssn mrn npi dea bp hr rr spo2 temp wt ht ice poc los a1c icd cpt dsm goal ltg sto "
    "obj todo eta fyi ffs sup supv cm calltaker dispatch dispatcher dn cn"
)
#: Animals: a name beside one is a pet's.
ANIMALS = word_set(
    "dog dogs cat cats puppy pup kitten kittens lab labrador retriever poodle beagle pitbull pit "
    "terrier shepherd husky chihuahua dachshund corgi collie mutt hound hamster hamsters gerbil "
    "guinea-pig rabbit rabbits bunny horse horses pony mare gelding goat goats parrot parrots "
    "parakeet cockatiel budgie bird canary goldfish fish betta turtle tortoise snake lizard gecko "
    "iguana ferret chinchilla rat mouse pig hen chicken rooster donkey llama alpaca cow calf "
    "tabby calico doodle goldendoodle labradoodle schnauzer spaniel boxer bulldog rottweiler "
    "mastiff tarantula axolotl pets pet kitty doggy doggo greyhound heeler dane newfoundland "
    "malamute pug shih-tzu yorkie maltese"
)
