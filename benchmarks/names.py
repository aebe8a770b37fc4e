"""Synthetic names of people, heavy-tailed as real ones are, and the spellings in which somebody may ask for them."""

from __future__ import annotations

import random
from itertools import accumulate

_GIVEN = {
    "slavic": "Oleksandr Serhiy Volodymyr Andriy Mykola Ivan Viktor Yuriy Vasyl Mykhailo Petro Ihor Oleh Anatoliy "
    "Dmytro Yevhen Vitaliy Ruslan Valeriy Hryhoriy Bohdan Taras Stepan Pavlo Kostyantyn Hennadiy Leonid "
    "Denys Maksym Oleksiy Olena Iryna Natalia Tetiana Svitlana Oksana Yulia Kateryna Halyna Lyudmyla "
    "Nadiya Zinaida Zhanna Khrystyna",
    "english": "James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew "
    "Anthony Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George Edward Mary Patricia "
    "Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Nancy Lisa Margaret Sandra Ashley Kimberly "
    "Emily Donna Michelle Carol Amanda",
    "german": "Hans Peter Wolfgang Klaus Werner Heinz Juergen Helmut Gerhard Guenter Manfred Karl Dieter Horst "
    "Friedrich Ulrich Bernd Joachim Uwe Rainer Matthias Ursula Monika Renate Karin Ingrid Helga Brigitte "
    "Sabine Gisela Andreas",
    "chinese": "Wei Jing Min Li Qiang Lei Yang Yong Jun Jie Juan Tao Ming Chao Xiuying Xia Ping Gang Guiying Jianguo "
    "Zhiqiang Xiaoming Haiyan Yulan Guohua Jianhua Wenjing Zhenhua Xueliang Zemin Jinping Keqiang Rongji "
    "Jiabao",
    "arabic": "Muhammad Ahmad Ali Hassan Hussein Omar Khalid Ibrahim Yusuf Abdullah Mahmoud Mustafa Salim Tariq "
    "Nasser Faisal Sultan Bandar Rashid Hamad Jamal Walid Fatima Aisha Maryam Zaynab Khadija Layla Noura "
    "Huda Salma Amina",
}
_STEMS = {
    "slavic": "Shevch Kovalch Bondar Tkach Kravch Oliyn Lysen Marchen Rudn Savch Petren Moroz Levch Klymen Pavl Boyk "
    "Vasyl Zhuk Panch Polishch Karpen Harashch Yurch Tymosh Kharch Hnat Barhyl Zaluzh Syrsk Shapt Khomch "
    "Muzh Zam Lopat Svyd Pedch Vorob Ily Kuts Shul Shkid Zatyn Bizh Sobk Radets Kuzm Hryts Yekhan Ivashch "
    "Yezh Salam Lebed Tenyukh Kov Hel Polt Zahorod Tar Rezn Umer Shmyh Fedor Kuchm Yanuk Turch Porosh "
    "Zelens Horb Stets Dzhem Chorn",
    "english": "Smith John William Brown Jone Mill Davi Wil Ander Tayl Thomp Jack Whit Harr Mart Gar Clark Rob Walk "
    "Hall All Young King Wright Scott Green Bak Adam Nel Hill Camp Mitch Car Phill Evan Turn Park Coll "
    "Edward Stew Flor Morr Murph Cook Rog Peter Cooper Reed Bail Kell How Ward Cox Rich Wat Brook Benn "
    "Gray Jame Hugh Pric Sand",
    "german": "Mueller Schmidt Schneid Fisch Web Wag Beck Schulz Hoff Schaef Koch Bau Richt Klein Wolf Schroed Neu "
    "Schwarz Zimmer Braun Krueg Hart Lang Werner Krause Lehm Koehl Herr Koen Walt May Kais Fuchs Pet "
    "Scholz Weiss Jung",
    "chinese": "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie "
    "Song Tang Deng Feng Han Cao Zeng Peng Xiao Cai Pan Tian Dong Yuan Yu Ye Jiang Du Su Wei Cheng Lu Ding "
    "Ren Shen Yao",
    "arabic": "Saud Sabah Khalifa Thani Maktoum Nahyan Hashimi Baghdadi Masri Shami Tikriti Husayni Qadhafi Assad "
    "Mubarak Sadat Nasser Bashir Turabi Mahdi Ghannouchi Bourguiba Bouteflika Boumediene Hariri Jumblatt "
    "Gemayel Barzani",
}
_ENDS = {
    "slavic": (
        "enko",
        "uk",
        "chuk",
        "ov",
        "yk",
        "ska",
        "skyi",
        "ko",
        "iy",
        "ych",
        "ak",
        "yuk",
        "an",
        "ets",
        "iv",
        "in",
    ),
    "english": ("s", "son", "er", "ton", "ley", "man", "field", "ford", "well", "by", "ham", "ings", "", "wood"),
    "german": ("", "mann", "er", "ing", "ler", "bauer", "meier", "hof", "berg", "ner", "stein", "feld"),
    "chinese": ("",),
    "arabic": ("", "i", "ani", "awi"),
}
_SPELT = (  # one romanization for another
    ("iy", "y"), ("yi", "y"), ("skyi", "sky"), ("ych", "ich"), ("h", "g"), ("kh", "h"), ("zh", "j"), ("y", "i"),
    ("ch", "tch"), ("v", "w"), ("ts", "c"), ("sh", "sch"), ("k", "ck"), ("mann", "man"), ("ss", "s"), ("u", "oo"),
    ("q", "k"), ("mm", "m"), ("ei", "ai"), ("x", "hs"), ("ou", "u"), ("c", "k"), ("yu", "iu"), ("ya", "ia"),
)  # fmt: skip


def names(count: int, seed: int = 5) -> list[str]:
    """`count` names: some thousand given and family names, the frequent ones borne by one in a hundred."""
    rng = random.Random(seed)
    made = []
    parts = {people: (_GIVEN[people].split(), _family_names(people, rng)) for people in _GIVEN}
    weights = {people: [_tailed(len(part)) for part in both] for people, both in parts.items()}
    kinds = rng.choices(list(_GIVEN), (40, 25, 15, 10, 10), k=count)
    for kind in kinds:
        (given,), (family,) = (
            rng.choices(part, cum_weights=weight) for part, weight in zip(parts[kind], weights[kind], strict=True)
        )
        middle = f" {rng.choice(parts[kind][0])[0]}." if rng.random() < 0.2 else ""
        made.append(f"{family} {given}" if kind == "chinese" else f"{given}{middle} {family}")
    return made


def asked(name: str, rng: random.Random) -> str:
    """The name as somebody else spells it: romanized otherwise, some with a slip, turned round or with an initial."""
    words = name.lower().split()
    for _ in range(rng.choice((1, 1, 2))):
        old, new = rng.choice([pair for pair in _SPELT if pair[0] in " ".join(words)] or [("", "")])
        words = [word.replace(old, new, 1) if old and rng.random() < 0.8 else word for word in words]
    if rng.random() < 0.25:
        place = max(range(len(words)), key=lambda at: len(words[at]))
        words[place] = _slip(words[place], rng)
    if rng.random() < 0.1 and len(words[0]) > 3:
        words[0] = words[0][0]
    if rng.random() < 0.2:
        words = [words[-1], *words[:-1]]
    return " ".join(words)


def _slip(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word)) if len(word) > 3 else 0
    letter = rng.choice("abcdefghiklmnoprstuvz")
    return rng.choice((word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]))


def _family_names(people: str, rng: random.Random) -> list[str]:
    made = [
        f"{'al-' if people == 'arabic' else ''}{stem}{end}" for stem in _STEMS[people].split() for end in _ENDS[people]
    ]
    rng.shuffle(made)
    return made


def _tailed(count: int) -> list[float]:
    return list(accumulate(1 / (place + 3) for place in range(count)))
