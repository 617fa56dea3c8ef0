"""Given names that are words or abbreviations where a writer of capitals writes them small."""

from __future__ import annotations

from casesafe.recognizers._name_words import word_set

#: Names of three letters that people are called so often that they count in small letters too.
SHORT_NAMES = word_set(
    "abe abi ada alf ali amy ana ann ava bea ben bev bex bob bri dan deb dee don dre eli eva gus "
    "ian ida ira jan jax jay jeb jed jen jim joe jon jos kai ken kev kim lee leo liv liz lou mae "
    "mai meg mei mia moe nat ned rae raj ron roy sal sam seb sid syd ted teo tia tim tom tod val "
    "viv wes zac zak zoe"
)
#: Words of other languages, terms of kinship, brands, drugs, animals and abbreviations.
SMALL_WORDS = word_set(
    "pasa pero siya esta nada vino cierra tierra domingos alta amar amor azul cena flor gata "
    "gato mano mata mesa miel palo pato pena pera perla rata rica rico ruta sala salsa sana "
    "santa sapa sola toma vela vena vida cielo reina dulce sol mar querida consuelo fella "
    "theres ima maman dadi titi tete oma opa lolo lola baba bibi nona nana amma tata tati ouma "
    "teddy jetta brady rand ethyl camila heather errin yasmin seif stan martin anes clementine "
    "dutch beckham roosevelt lenore mick hema hemi asma chia coco desi dong elan hala jaja juju "
    "kata kava lega lima ling mani mate mort noma nova novi odin oman pari puti rana rasa sani "
    "sari shea sino sona sota suma tala tapa taro tera tong tono tope toto vera vere vert vira "
    "vita yada yang yuma zona civic sienna tahoe mercedes corolla elantra celica sonata adriene "
    "paulina joven hermana"
)
