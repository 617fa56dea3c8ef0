"""Surnames of the literature of psychotherapy, assessment, ethics and law, which few people bear.

They read as cited authors, with those of `_name_stop.THEORISTS`, until a title, a kin word or a
verb of the consulting room tells otherwise; surnames that many people bear are left to syntax.

Source: general knowledge of the literature. Known misses: a client with such a surname who is
mentioned by it alone, with nothing beside it.
"""

from __future__ import annotations

from casesafe.recognizers._name_words import word_set

_RESEARCH = word_set(
    "luborsky crits-christoph safran muran norcross imel flückiger fluckiger horvath "
    "bordin orlinsky strupp gelso castonguay beutler goldfried shimokawa bohanske bertolino lejuez "
    "hopko martell dimidjian kohlenberg follette rizvi comtois maltsberger bootzin perlis edinger "
    "ladouceur freeston papageorgiou heimberg rapee shafran radomsky kozak "
    "tolin piacentini ollendick albano lewinsohn weisz chorpita mcneil lebowitz legrange "
    "agras garfinkel stice fristad miklowitz basco luoma walser twohig eifert biglan villatte "
    "moyers arkowitz westra zweben zuckoff najavits azrin petry kadden sobell galanter koob baucom "
    "dattilio lusterman cuijpers furukawa cipriani fava trivedi rounsaville kraemer barkham"
)
_SCHOOLS = word_set(
    "stroebe schut rando neimeyer prigerson boelen doka klass nickman bonanno attig klerman "
    "weissman mufson milrod osimo sifneos shedler westen clarkin yeomans caligor jurist "
    "choi-kain buie ornstein lichtenberg fosshage bleger pontalis meltzer spillius semrad "
    "arlow foulkes agazarian rutan leszcz burlingame ormont deurzen spinelli hefferline "
    "polster zinker yontef fredrickson lyubomirsky emmons madanes boscolo prata "
    "peller lipchik tomm falicov pinderhughes boyd-franklin breunlin pinsof lebow klosko weishaar "
    "livesley bretherton sroufe egeland lyons-ruth brandchaft frawley-o'dea stoltenberg ladany "
    "falender shafranske skovholt rønnestad shohet ponterotto comas-díaz comas-diaz "
    "kleinman kirmayer tervalon felitti anda figley stamm pearlman schauer neuner litz maguen "
    "loewenstein kinniburgh blaustein mannarino deblinger iwata lovaas koegel prizant "
    "volkmar frith happé happe zadra carskadon fordyce gatchel vlaeyen keefe ehde shaywitz "
    "lindamood orton gillingham mcgorry mcglashan cornblatt andreasen akiskal bonhoeffer strachey "
    "breger makari roazen esquirol pinel charcot zeigarnik östberg ostberg willis-ekbom"
)
_ASSESSMENT = word_set(
    "ben-porath tellegen dahlstrom hathaway kaemmer lingoes megargee viglione mihura erdberg "
    "rapaport spreen mitrushina larrabee heilbronner tombaugh greiffenstein sattler mattis "
    "folstein koppitz machover groth-marnat mccrae morey grisso appelbaum poythress slobogin "
    "heilbrun zapf monahan quinsey gutheil guilford koocher keith-spiegel vandecreek younggren "
    "behnke welfel beauchamp gudjonsson kohs galveston battelle camberwell stanley-brown "
    "mortimer-filkins mayo-portland dusky drope daubert"
)

#: Surnames, lower case, also of landmark cases and of tests.
AUTHORS: frozenset[str] = _RESEARCH | _SCHOOLS | _ASSESSMENT
#: Surnames of authors that many people bear: an author's only in a row with one of the others.
COMMON_AUTHORS = word_set(
    "adler alexander allen anderson baker barber barnett barrett bennett bernard binder brand "
    "brent brown bryan burns busch butler carr carroll carter chapman christensen clark clarke "
    "cohen combs connolly cooper costa courtois cross davies davis dobson doss douglas duncan "
    "eddy edwards elbert elliott epstein fisher ford frank franklin freedman freeman friedman "
    "frost frye furrow gilbert glass goldberg good goodman gordon gould grace graham gray green "
    "greene hardy harris hart hartman harvey hawkins hayes hendrix hill hoffman holloway howard "
    "hughes jackson jacob jacobs james jensen johnson jones joseph joyce kane kaufman keith "
    "kelly kendall kerr knapp knox kruger lam leeds lerner levenson levy lewis lock long mann "
    "markowitz may mayer mckinley mcneil meyer meyers miller mitchell montgomery morgan morin "
    "moore morris murphy nash nichols nutt otto owen pain palmer parker peterson phillips piper "
    "pope prince reed reynolds rice robbins robinson rogers rolland rose ross rush ryan sanders "
    "scott sharp shaw shay shear sherman silverman simon smith snyder solomon sparks spring "
    "stahl stanley steele steiner stone strauss stuart sue summers swartz tanner taylor thomas "
    "thompson thorn turk turner walker walsh walter warwick watson webster weeks weiner weiss "
    "welsh white wiggins wilson wolf wood woods young åsberg montgomery abraham archer beauvais "
    "childress clifton malloy loewe lloyd clifton cornell bristol oxford london cambridge "
    "boston berlin kansas iowa haley kramer kraus elbert neville bateman bender altman asberg"
)
