"""Words that make a name an organisation's, and words that announce one."""

from __future__ import annotations

from collections.abc import Mapping

#: Nouns that end a name and say by themselves that it is an organisation's, lower case.
STRONG_HEADS: frozenset[str] = frozenset(
    "hospital hospitals clinic clinics healthcare psychiatry psychiatric counseling counselling "
    "neurology pediatrics dermatology oncology orthopedics cardiology geriatrics "
    "dentistry pharmacy pharmacies rehab rehabilitation hospice homecare associates llc llp pllc "
    "inc incorporated corp corporation ltd "
    "elementary academy university college seminary preschool montessori elem "
    "church chapel cathedral abbey monastery mosque masjid synagogue ministries tabernacle baptist "
    "lutheran methodist presbyterian episcopal congregational pentecostal adventist "
    "courthouse penitentiary pd sheriff brewery diner bakery bistro pizzeria tavern saloon "
    "supermarket airlines gymnastics laundromat bookstore symphony brewing apoth apothecary "
    "towing roofing plumbing lumber trucking logistics freight poultry propane".split()
)
#: Nouns that end a name as often as a heading or a plain phrase: the words before must be names.
WEAK_HEADS: frozenset[str] = frozenset(
    "health psychotherapy hs psychology psychological dental optical partners pc co "
    "company companies high middle "
    "school schools parish temple congregation ministry covenant court jail prison correctional "
    "police fire ems bank union shelter foundation fund trust institute institution society "
    "association alliance coalition council commission agency authority bureau department dept "
    "services service center centre ctr network group brewing cafe grill grille pizza pub "
    "restaurant foods food market grocery deli supply hardware motors auto tire "
    "electric energy gas "
    "construction concrete steel mill mills mine mining farms farm dairy packing transport transit "
    "lines rail railroad aviation industries manufacturing technologies systems software solutions "
    "studio studios gallery gym fitness salon nails insurance mutual assurance casualty life "
    "financial holdings hotel inn motel resort casino theater theatre museum library zoo outreach "
    "recovery residential nursing senior living program programs project initiative league club "
    "team lodge post publishing press tribune gazette herald radio boutique laundry storage "
    "medicine regional general memorial behavioral tech drug drugs community probation bh medical "
    "ctr wellness credit fellowship cab psych infantry arts therapy charter marine savings "
    "treatment facility cross charities books practice collective co-op labs assembly ame reformed "
    "house home care plant yard warehouse terminal apartments charities schools huskies "
    "tigers eagles bulldogs shelter kitchen mission ranch orchard orchards bakers builders "
    "cleaners nursery preschool daycare ballet theatre band choir chorus "
    "law legal shop shoppe store mart garage "
    "middleschool".split()
)
ORGANIZATION_HEADS: frozenset[str] = STRONG_HEADS | WEAK_HEADS
#: Words that alone before a head make no name: "Mental Health Clinic", "Family Court".
GENERIC: frozenset[str] = frozenset(
    "mental behavioral behavioural physical public private family families community state local "
    "county city federal national regional general psychiatric psychological medical "
    "clinical acute "
    "partial inpatient outpatient intensive residential day night adult child children's children "
    "adolescent youth teen women's men's veterans veteran senior primary urgent emergency crisis "
    "trauma addiction addictions substance use abuse recovery treatment peer support group social "
    "human protective services service health care home house drug juvenile criminal civil circuit "
    "district municipal probate superior supreme traffic tribal housing immigration school high "
    "middle elementary charter boarding sunday law legal sober living halfway safe foster nursing "
    "assisted hospice police fire sheriff and of the for a an my our his her their your this that "
    "catholic christian jewish muslim baptist lutheran methodist episcopal presbyterian orthodox "
    "new old local small big large first second third next last same other another no any some "
    "every each only both consult consultation supervision process skills anger management "
    "parenting couples individual wellness pain sleep eating disorder disorders grief anxiety "
    "depression mood dual diagnosis detox methadone suboxone food animal homeless "
    "domestic violence "
    "emergency department dept team treatment board advisory review ethics case title job work "
    "student staff total open very risk risks too so how low high medium moderate overall current "
    "present past today junior graduate former retired full part time on-call float medication "
    "patient client safety discharge good better best mom dad mom's dad's mutual interpersonal "
    "multisystemic dialectical cognitive functional occupational speech art music play drama dance "
    "undergrad grad undergraduate mobile moral pretrial early advanced complete "
    "processing narrative schema exposure systemic emotion focused solution "
    "motivational rational "
    "compassion psychodynamic behavior self ward continuing tertiary total".split()
)
#: Words that are no part of a name that a head ends.
STOPS: frozenset[str] = frozenset(
    "in on to from by with w as is was were are be been has had have he she they we i it "
    "its who which when where while after before since until if then than but or so because via "
    "per re fwd cc dear hi hello mr mrs ms dr miss mx prof not no yes at into onto near off over "
    "under my her his their our your this that these those seen referred called call calls met "
    "meet sent send told tell asked ask attends attending attended works worked working goes went "
    "started left joined visited visit pt client patient mother father mom dad brother sister "
    "son daughter husband wife partner aunt uncle grandma grandpa cousin friend "
    "date name dob address phone fax tel email provider referral referring facility "
    "school employer "
    "program agency location site monday tuesday wednesday thursday friday saturday sunday "
    "january february march april june july august september october november december "
    "mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec "
    "both also another each every any some one".split()
)
#: Words of a document's title: a line of capitals with one of them is no letterhead.
DOCUMENT_WORDS: frozenset[str] = frozenset(
    "report request authorization authorisation release plan note notes evaluation assessment "
    "summary intake progress form notice letter minutes agenda log forensic perinatal integrated "
    "comprehensive individualized individualised complex biopsychosocial discharge transfer "
    "referral consent charter office protected disclosure information review record records "
    "history questionnaire screening neuromodulation flood quarterly monthly weekly annual "
    "contact session cooking psychotherapy psychoeducation monitoring follow-up collateral "
    "status update updates outreach home in-home telehealth rapid mobile response "
    "initial interim final addendum draft confidential privileged time-limited".split()
)
#: Words before "with" that make an employer, insurer or bank of what follows.
WORK_WITH: frozenset[str] = frozenset(
    "job position insured insurance covered coverage banks volunteer volunteers works working "
    "worked career contract interned employed internship".split()
)
INNER: frozenset[str] = frozenset("of the and for de la del los las du des y & on at".split())
#: Words that begin a name: "St. Brigid's", "Temple Beth Emeth", "Our Lady of the Harbor".
LEADING: Mapping[str, bool] = {
    **dict.fromkeys("holy sacred temple congregation our mount iglesia masjid".split(), True),
    "university": True,
    "bank": True,
    "church": True,
    "college": True,
    "diocese": True,
    "archdiocese": True,
    "abbey": True,
    "school": True,
    "department": False,
    "board": False,
}
#: Words of work, study and care, by the words that may stand between them and a name.
WORK: frozenset[str] = frozenset(
    "works worked working work job jobs employed employee hired fired laid shift shifts intern "
    "interned interning manager manages managed supervisor foreman clerk cashier driver cook nurse "
    "teacher teaches taught coach coaches pastor deacon rector engineer lineman welder machinist "
    "mechanic technician tech analyst accountant officer guard custodian janitor barista server "
    "bartender stocker stocks operator inspector scribe volunteer volunteers volunteering drives "
    "drove hauls position career started starts begins quit resigned retired boss coworker "
    "coworkers co-worker colleague colleagues plant warehouse contract line nights days deli "
    "attends attended attending enrolled student sophomore freshman junior senior graduated "
    "graduate graduates graduation degree semester school class classes goes went studies studied "
    "studying majoring prays worships worship choir parishioner member mass sings sang usher "
    "congregant admitted admission discharged discharge transferred transfer transported transport "
    "hospitalized hospitalised inpatient treated treatment seen evaluated referred referral "
    "referring therapist counselor psychiatrist psychologist er ed icu nicu ward unit stay stayed "
    "born died surgery detox rehab iop php clinic appointment appt labs mri ekg scan shopping "
    "shops shopped banks insured insurance covered coverage benefits denied claim".split()
)
#: What may stand in "works ___ X" directly before a name.
WORK_PREPOSITIONS: frozenset[str] = frozenset("at for with by from to in of through via @".split())
#: Labels of fields whose value is an organisation.
LABELS: Mapping[str, bool] = dict.fromkeys(
    "employer school facility agency payer payor hospital clinic pharmacy insurance "
    "insurer carrier "
    "company practice organization organisation site workplace church bank lender  district "
    "college university shelter".split(),
    True,
)
