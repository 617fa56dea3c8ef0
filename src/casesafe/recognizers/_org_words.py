"""Words that make a name an organisation."""

from __future__ import annotations

#: Nouns that end the name of an organisation, whatever comes before; lower case.
ORGANIZATION_HEADS: frozenset[str] = frozenset(
    "hospital hospitals clinic clinics health healthcare psychiatry psychiatric counseling counselling psychotherapy "
    "psychology psychological neurology pediatrics dermatology oncology orthopedics cardiology "
    "geriatrics dental dentistry optical pharmacy rehab rehabilitation hospice homecare "
    "associates partners llc llp pllc pc inc incorporated corp corporation co ltd company companies "
    "high elementary middle academy university college school schools seminary preschool montessori "
    "church parish chapel cathedral abbey monastery mosque masjid temple synagogue congregation "
    "ministries ministry tabernacle baptist lutheran methodist presbyterian episcopal covenant "
    "court courthouse jail prison penitentiary correctional police sheriff fire ems "
    "bank union shelter foundation fund trust institute institution society association alliance "
    "coalition council commission agency authority bureau department dept board "
    "services service center centre center's network group "
    "brewery brewing diner cafe bakery bistro grill grille pizza pizzeria tavern pub saloon "
    "restaurant foods food market supermarket grocery deli supply hardware lumber motors auto "
    "tire towing electric energy gas propane plumbing roofing construction concrete steel mill "
    "mills mine mining farms farm dairy poultry packing logistics freight trucking transport "
    "transit lines rail railroad railway airlines aviation industries manufacturing "
    "technologies systems software solutions studio studios gallery gym gymnastics fitness salon "
    "nails insurance mutual assurance casualty life financial holdings "
    "hotel inn motel resort casino theater theatre museum library zoo "
    "outreach recovery residential nursing senior living manor "
    "program programs project initiative league club team lodge post "
    "publishing press times tribune gazette herald radio "
    "bookstore boutique apparel laundromat laundry storage depot".split()
)
