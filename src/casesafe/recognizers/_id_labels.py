"""The label words in front of identifying numbers, and the words that may stand between.

A label is looked up by one lower-case word (`core.note.WORD`: hyphens and apostrophes join), so
"Member ID no." is `member` followed by the fillers `id` and `no`. A *strict* label ("MRN", "acct")
is about a number whenever a number follows; a *loose* one ("case", "order", "unit") is an ordinary
word too and needs a number that looks like a code, or "#", "no." or "ID" in between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

SSN = "US_SSN"
MRN = "MEDICAL_RECORD_NUMBER"
PLAN = "HEALTH_PLAN_ID"
ACCOUNT = "ACCOUNT_NUMBER"
LICENSE = "LICENSE_NUMBER"
VEHICLE = "VEHICLE_ID"
DEVICE = "DEVICE_ID"
BIOMETRIC = "BIOMETRIC_ID"
OTHER = "OTHER_ID"


@dataclass(frozen=True, slots=True)
class Label:
    """What a label word says about the number behind it.

    Args:
        entity_type: The type of the number.
        strict: Whether the word alone is enough; see the module.
        rule: Name for reports, lower snake case.
        cased: The word counts only in capitals ("MAC", "SIM", "DL").
    """

    entity_type: str
    strict: bool
    rule: str
    cased: bool = False


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list written in one string."""
    return frozenset(text.split())


_STRICT = {
    SSN: "ssn ssns ss social social-security ssn4 last4 soc",
    MRN: """mrn mrns mrno ptmrn chart charts chartno hrn empi cis emr ehr wristband shc
        hospitalno patientid clientid""",
    PLAN: """medicaid medicare mbi medi-cal ahcccs masshealth subscriber subscr beneficiary cin
        mbrid memberid hicn providerone badgercare peachcare caloptima soonercare tenncare dbn
        adap grp subscriberid policynumber""",
    ACCOUNT: """acct accts account accounts acctno iban bic swift aba rtn rtg routing checking
        superbill pcn mastercard amex debit clincard zelle accountnumber""",
    LICENSE: """lic lics license licence licenses licences licensed licensure oln cdl npi npis dea
        ptan clia rph licenseref statelicense deanumber dl credential lcsw lcsw-r lcsw-c lcsw-s
        licsw lisw lisw-s lisw-cp lsw lmsw lgsw lbsw lcswa lcsw-a apsw lmft lmft-s lmfta mft imft
        amft lpc lpc-s lpc-a lpcc lpcc-s apcc lcpc lpc-it lpci lmhc lmhca lcmhc lcmhca lcmhcs
        clpc lac lpa psy lba bcba bcba-d rbt cadc cadc-i cadc-ii ladc lcadc lcdc lcdciii lcdc-iii
        casac
        lisac cdca csac csac-a casac-t cswa csw ccdp emdria nbcc pmhnp pmhnp-bc aprn crna otr
        ccc-slp limhp lmhp lpcmh lmftc lsatp lcat lcas lcas-a atr atr-bc mt-bc qmhp cprs
        lcswr lscsw lcmft lcmftc lmlp lcmlp lcac lmac lclp lcp limft limhc lcsw-ia lcsw-pip
        licsw-pip lcsw-bacs lpc-mh lpc-mhsp lpcc-ct lpe lpe-i licdc licdc-cs lmhp-e lmhp-r lmft-a
        lbsw-a lmsw-c lcadc-i ncc ceap rid nic lp lep ccmh cwp""",
    VEHICLE: "plate plates vin vins hull",
    DEVICE: """serial serials ser sn imei udi mac iccid serialnumber deviceserial asset""",
    BIOMETRIC: """fingerprint fingerprints thumbprint thumbprints voiceprint voiceprints voice-print
        voice-prints faceprint faceprints face-print iris retina palmprint afis tcn livescan
        biometric biometrics template templates tmpl""",
    OTHER: """docket dockets passport passports edipi hmis uscis sevis ssid booking bookings
        inmate precert preauth pre-auth precertification authorization authorisation authorizations
        auth auths accession requisition csn vcn icn dcn wcab tracking ein tin itin fein
        a-number alien cad subpoena emplid employeenumber pfn spn namus ncic muci caqh citation
        indictment grievance barcode confirmation microchip studentid casenumber""",
}

_LOOSE = {
    MRN: """client clients patient patients pt pts consumer resident hospital person
        records record rec cid""",
    PLAN: """member members mbr mem sub group policy plan payer payor insured insurance ins
        insurer carrier coverage cert benefit premium aetna cigna anthem humana kaiser bcbs premera
        carefirst wellmark tricare healthpartners molina uhc unitedhealthcare optum regence highmark
        wellcare centene ambetter caresource geisinger medica selecthealth fidelis emblem carelon
        tufts silversummit husky""",
    ACCOUNT: """card cards credit visa discover mc invoice inv invoices statement bill rcpt receipt
        check checks chk ck cheque loan note savings deposit ledger guarantor vendor merchant
        payment hsa fsa ebt bank wire mortgage draft""",
    LICENSE: """certificate certification certified permit registry bar driver driver's drivers
        provider qme cert registered phd psyd md do rn lpn lvn np edd dsw msw psy psychologist
        counselor notary cac""",
    VEHICLE: "registration reg tag tags vehicle veh decal fleet vessel",
    DEVICE: """device sim lot monitor bracelet pump implant generator lead modem scanner
        processor tether interlock bodycam cam handset laptop tablet chromebook pacemaker
        scram console coil hotspot tid wearable tracker glucometer cpap workstation
        dev charger relay""",
    BIOMETRIC: "prints print thumb palm face enrolment voice vp bio dna",
    OTHER: """case cases cause claim claims referral ref refs reference ticket tickets
        incident report reports rpt student stu badge badges payroll employee empl emp file files
        c-file
        matter petition order orders rx script i-94 dod event run log logs intake
        complaint warrant index voucher application applicant app conf envelope env
        bag property item items enrolled enrollment enrolment roll census household enc encounter
        encounters visit fin req request job irb study subject subj participant partic
        meeting zoom passcode pin thread tip seq sid ori oca uid uuid guid volunteer candidate
        reviewer band peer lunch locker exhibit bates specimen caller interpreter interp
        agency operator lease unit trip dispatch control quote po lading probate estate
        court notice donor mail decree insp consult bond pass bk inquiry crash appeal denial
        book service trace register rand activation cellmate decedent medal eartag exception adj doc
        employer slip offender evidence agent room_id worker fob key claimant claimants enrollee
        juror survivor detainee timecard clock""",
}

#: Loose labels that a bare number of four digits may follow: "badge 7730", "claim 4417".
FOUR_DIGITS = words_of(
    """badge badges card cards visa invoice invoices inv claim claims ticket tickets pin passcode
    receipt receipts rcpt check checks chk ck fleet complaint interpreter interp agent psychologist
    counselor fob key inmate case cases bag env envelope locker tag op operator code claimant
    claimants enrollee employee emp empl member juror detainee survivor"""
)

#: Only in capitals: the same letters are a word, a title or part of one in lower case.
_CASED = words_of("mac psy doc sim dl ss fin bic swift lp lac md do rn np ori oca po rid nic")


def _rule(word: str) -> str:
    return "label_" + "".join(c if c.isalnum() else "_" for c in word)


#: Words of cars, beside those above: next to one, a code of two or three groups is a plate.
_CARS = """car truck van pickup pov suv sedan minivan jeep motorcycle moped scooter trailer boat
    skiff
    cab taxi bus honda toyota ford chevy chevrolet subaru nissan hyundai kia buick dodge ram mazda
    volvo vw volkswagen tesla lexus acura audi bmw mercedes chrysler pontiac saturn cadillac
    lincoln gmc infiniti mitsubishi civic corolla camry accord prius outback forester tahoe
    silverado f-150 tacoma tundra altima sentra elantra sonata jetta caravan odyssey sienna rogue
    escape explorer malibu impala equinox cr-v rav4 wrangler charger challenger mustang focus
    fusion fiesta ranger pilot highlander 4runner soul optima sorento passat golf cruze fit yaris
    lesabre hatchback wagon convertible cessna"""


def _build() -> dict[str, Label]:
    table = {w: Label(VEHICLE, False, "near_vehicle") for w in _CARS.split()}
    for strict, group in ((False, _LOOSE), (True, _STRICT)):
        for entity_type, words in group.items():
            for word in words.split():
                table[word] = Label(entity_type, strict, _rule(word), word in _CASED)
    return table


#: Label word -> what it says.
LABELS: Mapping[str, Label] = MappingProxyType(_build())


def _qualified(entity_type: str, words: str) -> dict[str, Label]:
    return {w: Label(entity_type, True, "label_id_" + _rule(w)[6:]) for w in words.split()}


#: "state ID", "tax ID", "DoD ID" ...: the word before "ID", "no." or "card" that names the type.
QUALIFIED: Mapping[str, Label] = MappingProxyType(
    _qualified(
        OTHER,
        """student employee worker tax case claim dod service inmate school campus agency alien
        voucher federal badge user donor session meeting interpreter tribal enrollment
        registration job application link hap locker event visitor complaint reference local
        perm permanent household access order peer person caller report load library rail
        note appt appointment row entry""",
    )
    | _qualified(MRN, "client patient pt consumer resident chart unit hospital record hospice")
    | _qualified(PLAN, "member mem mbr subscriber sub insurance plan payer group policy grp")
    | _qualified(LICENSE, "state driver driver's drivers photo")
)

#: Loose labels that a code as short as "P-31" may follow.
SHORT_CODES = words_of("item items envelope env file bag locker key band badge tag fob")

#: Those of them that take "ID" only: "session number 58" counts sessions.
ID_ONLY = words_of("session meeting event visitor job order report access person load peer")
#: "gate code 3316": the words before "code" that make it a key, and those that make it a kind.
KEY_CODES = words_of(
    """bar gate door access elevator lock lockbox entry alarm bridge activation verification key pin
    security garage building interpreter employer counselor waiver discount client"""
)

#: "rev code 0126": the words before "code" that make it a kind of something.
KIND_CODES = words_of(
    """rev cpt reason dx charge plan icd error zip billing procedure disp status place ms drg hcpcs
    diagnosis service color dress area country postal tax 4-digit digit time note revenue
    diagnostic remark denial condition aid post source"""
)

#: Words that make a loose label strict.
CONNECTORS = words_of("no nos num nbr number numbers id ids nr identifier value")

#: Words that may stand between a label and its number.
FILLERS = (
    words_of(
        """is was are were ends end ended ending in last four 4 digits digit on the of new old her
        his my your our their its it's a an still now says said say
        saying reads read reading under begins
        begin beginning starts partial partly as being current former formerly correct correction
        ours hers mine stays goes by will be extension and or card real one full only also held
        shown hold uh um it primary secondary rendering via class so this that type usual again
        """
    )
    | CONNECTORS
)

#: Words that point at the end of a longer number: "ending in 4417", "last four 0938".
ENDINGS = words_of("ends end ending ended last four 4 digits last4 ssn4")

#: Words in front of a number that is none of ours: it is left to whoever knows it.
BLOCKERS = words_of(
    """phone phones tel telephone ph cell cells fax fx faxed call calls called ext extn text
    pager mobile voicemail callback cb dial landline whatsapp sms home work direct desk line
    dob born birth date dates dos age aged exp expires expiration expiry since until thru through
    score scores scored session sessions sess room rm apt apartment page pages pp pg zip cpt icd
    hcpcs dsm dx diagnosis step level grade gr week weeks wk day days age bed mg dose dosage
    weight wt height ht bp hr temp iq floor suite ste chapter section sec form version ver v
    model mask figure table appendix axis cluster stage phase track lesson module goal objective
    question slide vol volume ch channel highway hwy route rte interstate exit
    loinc ndc usd copay fee balance total amount amt paid rate price tier schedule cfr usc rcw pos
    modifier mod firmware rev gaf phq gad pcl bdi bai moca mmse audit dast cssrs oq basc cbcl wisc
    wais madras ymrs sud suds percentile pct about around approximately nearly almost over
    area pop population part title articles article act law statute years year months taxonomy
    month hours hour minutes min mins seconds sec times x than least most every each at to for from
    steps miles mileage odometer weighed lat lon ua hz
    """
)

#: Those that hold for codes with letters too: a model, a form, a section is not a person's.
HARD_BLOCKERS = words_of(
    """model form section sec version ver v loinc ndc taxonomy cfr usc rcw rev firmware cpt icd
    hcpcs dsm dx diagnosis axis figure table appendix modifier mod statute act law article step
    level grade ua dose mg room rm apt apartment suite ste floor"""
)

#: US state abbreviations; in capitals they may stand between a label and its number.
STATES = words_of(
    """al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm
    ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc pr"""
)
STATE_WORDS = words_of(
    """alabama alaska arizona arkansas california colorado connecticut delaware florida georgia
    hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts
    michigan minnesota mississippi missouri montana nebraska nevada hampshire jersey mexico york
    carolina dakota ohio oklahoma oregon pennsylvania island tennessee texas utah vermont virginia
    washington wisconsin wyoming columbia cal calif ala ariz ark colo conn del fla ill ind kan kans
    mass mich minn miss mont neb nebr nev okla ore penn tenn tex wash wis wyo north south west
    mex"""
)

#: Words of payers: in a line that holds one, a bare "ID" is a health plan's.
PAYER_CONTEXT = words_of(
    """payer payor ins insurance insurer insured carrier member subscriber plan coverage cover
    medicaid medicare health blue bcbs cigna aetna anthem humana kaiser premera ppo hmo wellmark
    tricare policy group policyholder beneficiary"""
)
#: Words of patients: in a line that holds one, a bare "ID" is a record number.
PATIENT_CONTEXT = words_of("client patient pt pts resident consumer examinee chart clinic")
