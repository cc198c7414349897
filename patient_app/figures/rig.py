"""The mannequins: trees of bones with their size, their shape and the limits of their joints. No pose stands here.

Lengths are body units: a standing person is about 190 of them. Frames are the screen's: x right, y down, angles
clockwise in degrees. A limb's bone runs along +y of its frame, a trunk bone along -y.
"""

from dataclasses import dataclass

SIDES = ("near", "far")


@dataclass(frozen=True, slots=True)
class Bone:
    """One segment. `at` is where it hangs in its parent's frame; `joint` names the angle that turns it.

    The frame turns by `sign * angle` against the parent. `radii` at both ends, or `bounds` circles, bound the flesh.
    `over`: painted after the parent's own shape.
    """

    name: str
    parent: str | None
    at: tuple[float, float]
    length: float
    joint: str | None
    sign: float
    radii: tuple[float, float]
    shape: str
    fill: str
    limits: tuple[float, float] = (-180, 180)
    bounds: tuple[tuple[float, float, float], ...] = ()
    over: bool = False


@dataclass(frozen=True, slots=True)
class Rig:
    """A mannequin: bones (parents first), layers from back to front, and the two-bone limbs that can reach."""

    name: str
    bones: dict[str, Bone]
    layers: tuple[tuple[str, tuple[str, ...]], ...]
    limbs: dict[str, tuple[str, str, str]]


def _n(value: float) -> str:
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def capsule(length: float, start: float, end: float, bulge: float = 0) -> str:
    """A rounded segment along +y, `start` and `end` its radii; `bulge` swells its back (-x), as a calf does."""
    s, e, n = _n(start), _n(end), _n(length)
    back = f"Q{_n(-max(start, end) - bulge)} {_n(length * 0.4)} {_n(-start)} 0" if bulge else f"L-{s} 0"
    return f"M-{s} 0A{s} {s} 0 0 1 {s} 0L{e} {n}A{e} {e} 0 0 1-{e} {n}{back}"


def trunk(length: float, start: float, end: float) -> str:
    """A rounded segment along -y."""
    s, e, n = _n(start), _n(end), _n(length)
    return f"M{s} 0A{s} {s} 0 0 1-{s} 0L-{e}-{n}A{e} {e} 0 0 1 {e}-{n}"


SHOE = "M-7-4L6-5Q9 1 18 2.5Q23 4 22 8L-9 8Q-11 0-7-4"
SHOE_FRONT = "M-5.5-4L5.5-4Q9 2 9 6Q9 8 6 8L-6 8Q-9 8-9 6Q-9 2-5.5-4"
HAND = "M-4.5-1L4.5-1Q5 2 7.5 6Q8.5 10 5.5 9Q6 13 3.5 16Q0 18-3 16Q-5 10-4.5-1"
HEAD = "M-13-13A13.5 13.5 0 0 1 13-15Q13-12 17-8Q17-6 13.5-6Q13 2 7 2L-2 3Q-12 0-13-13"
HAIR = "M-2 2Q-14 0-14-13A14 14 0 0 1 13-19Q3-18 0-9Q-4-3-2 2"
HEAD_FRONT = "M-12.5-13A12.5 14 0 0 1 12.5-13Q12 4 0 4Q-12 4-12.5-13"
HAIR_FRONT = "M-13-9C-16-35 16-35 13-9Q12-17 5-19Q-6-19-10-16Q-12-14-13-9"
HAIR_BACK = "M-13-11A13 16 0 0 1 13-11Q13 0 8 3L-8 3Q-13 0-13-11"
FACE = "M-4.5-10v.1M4.5-10v.1M-3-2.8Q0-1 3-2.8"
HEAD_TURNED = "M-12-13A12.7 14 0 0 1 13-14.5Q13-11.5 16.5-8Q16.5-5.8 13.3-5.8Q13.5 3 5 4Q-10 4-12-13"
HAIR_TURNED = "M-6-1Q-14-3-14-13A14 15 0 0 1 13-20.5Q3-21-3-15Q-6-9-6-1"
NECK_TURNED = "M6.5-5A6.5 4 0 0 1-6.5-5L-6-13A6 6 0 0 1 6-13"
FACE_TURNED = "M2-10.5v.1M9.5-10.5v.1M3.5-2.8Q6.5-.8 9.5-2.8"

BARE_FOOT = (
    "M-8 6Q-9-10-11-24Q-13-38-5-41L8-37Q13-32 10-20Q7-8 8 6Q0 12-8 6M-14-44a5 6 0 1 0 9-1a5 6 0 1 0-9 1"
    "M-4-46a3.5 4 0 1 0 7 0a3.5 4 0 1 0-7 0M3-43a3 3.5 0 1 0 6 0a3 3.5 0 1 0-6 0M8-38a3 3 0 1 0 6 0a3 3 0 1 0-6 0"
)
BARE_FOOT_FAR = (
    "M8 6Q9-10 11-24Q13-38 5-41L-8-37Q-13-32-10-20Q-7-8-8 6Q0 12 8 6M14-44a5 6 0 1 1-9-1a5 6 0 1 1 9 1"
    "M4-46a3.5 4 0 1 1-7 0a3.5 4 0 1 1 7 0M-3-43a3 3.5 0 1 1-6 0a3 3.5 0 1 1 6 0M-8-38a3 3 0 1 1-6 0a3 3 0 1 1 6 0"
)

THIGH, SHIN, UPPER_ARM, FOREARM, SOLE = 47.0, 45.0, 33.0, 29.0, 8.0
HEAD_BOUNDS = ((0.0, -12.0, 15.0),)
FOOT_BOUNDS = ((-4.0, 3.0, 5.0), (18.0, 5.0, 3.0))


def _legs(view: str) -> list[Bone]:
    found = []
    for side in SIDES:
        dark, out = ("N", "K") if side == "near" else ("F", "J"), -1 if side == "near" else 1
        x = 0.0 if view == "side" else 8.0 * out
        hip, knee, ankle = (-1.0, 1.0, -1.0) if view == "side" else (-out, out, -out)
        foot = SHOE if view == "side" else SHOE_FRONT
        hips = (-30.0, 135.0) if view == "side" else (-50.0, 110.0)
        knees = (-2.0, 155.0) if view == "side" else (-155.0, 155.0)
        ankles = (-80.0, 35.0) if view == "side" else (-60.0, 60.0)
        feet = FOOT_BOUNDS if view == "side" else ((-5.0, 4.0, 4.0), (5.0, 4.0, 4.0))
        found += [
            Bone(
                f"thigh_{side}",
                "pelvis",
                (x, 0),
                THIGH,
                f"hip_{side}",
                hip,
                (11, 8),
                capsule(THIGH, 11, 8),
                dark[0],
                hips,
            ),
            Bone(
                f"shin_{side}",
                f"thigh_{side}",
                (0, THIGH),
                SHIN,
                f"knee_{side}",
                knee,
                (8, 5.5),
                capsule(SHIN, 8, 5.5, 3 if view == "side" else 0),
                dark[0],
                knees,
            ),
            Bone(
                f"foot_{side}",
                f"shin_{side}",
                (0, SHIN),
                SOLE,
                f"ankle_{side}",
                ankle,
                (6, 4),
                foot,
                dark[1],
                ankles,
                feet,
            ),
        ]
    return found


def _arms(view: str) -> list[Bone]:
    found = []
    for side in SIDES:
        sleeve, skin = ("U", "S") if side == "near" else ("V", "W")
        out = -1 if side == "near" else 1
        at = (0.0, -19.0) if view == "side" else (18.0 * out, -18.0)
        sign, bend = (-1.0, -1.0) if view == "side" else (-out, out)
        shoulders = (-70.0, 180.0) if view == "side" else (-110.0, 180.0)
        elbows = (-2.0, 160.0) if view == "side" else (-150.0, 150.0)
        found += [
            Bone(
                f"upper_arm_{side}",
                "chest",
                at,
                UPPER_ARM,
                f"shoulder_{side}",
                sign,
                (9, 6.5),
                capsule(UPPER_ARM, 9, 6.5),
                sleeve,
                shoulders,
            ),
            Bone(
                f"forearm_{side}",
                f"upper_arm_{side}",
                (0, UPPER_ARM),
                FOREARM,
                f"elbow_{side}",
                bend,
                (6, 4.5),
                capsule(FOREARM, 6, 4.5),
                skin,
                elbows,
            ),
            Bone(
                f"hand_{side}",
                f"forearm_{side}",
                (0, FOREARM),
                16,
                f"wrist_{side}",
                bend,
                (5, 5),
                HAND,
                skin,
                (-95, 95),
                ((0, 12, 6),),
            ),
        ]
    return found


def _body(view: str) -> list[Bone]:
    front = view != "side"
    pelvis = "M-17 8Q-18-8-15-16L15-16Q18-8 17 8Q0 14-17 8" if front else trunk(14, 12.5, 11)
    waist = "M-15 4L-16-22L16-22L15 4" if front else trunk(20, 11.5, 12)
    chest = (
        "M-15 2Q-17-10-25-14Q-26-23-18-25L-6-28L6-28L18-25Q26-23 25-14Q17-10 15 2"
        if front
        else "M-12.5 0L-12-16Q-11-27 0-27Q10-27 12-18Q14-8 12.5 0Q0 12-12.5 0"
    )
    wide = ((-14.0, 0.0, 8.0), (14.0, 0.0, 8.0))
    heads = {"side": (HEAD, HAIR), "turned": (HEAD_TURNED, HAIR_TURNED)}
    head, hair = heads.get(view, (HEAD_FRONT, HAIR_FRONT))
    neck = NECK_TURNED if view == "turned" else trunk(13 if front else 11, 6.5, 6)
    return [
        Bone("pelvis", None, (0, 0), -14, "trunk", 1, (12.5, 11), pelvis, "N", bounds=wide if front else ()),
        Bone("waist", "pelvis", (0, -14), -20, "spine", 0.5, (11.5, 12), waist, "T", (-70, 70)),
        Bone(
            "chest",
            "waist",
            (0, -20),
            -24,
            "spine",
            0.5,
            (12, 12),
            chest,
            "T",
            (-70, 70),
            ((-18.0, -18.0, 8.0), (18.0, -18.0, 8.0)) if front else ((0.0, -14.0, 13.0),),
        ),
        Bone("neck", "chest", (0, -22), -10, "neck", 1, (6, 6), neck, "S", (-60, 60), over=view == "turned"),
        Bone(
            "head",
            "neck",
            (0, -13 if front else -9),
            -14,
            "head",
            1,
            (13, 13),
            head,
            "S",
            (-45, 45),
            HEAD_BOUNDS,
            over=True,
        ),
        Bone("hair", "head", (0, 0), 0, None, 1, (0, 0), hair, "H", over=True),
    ]


def _rig(name: str) -> Rig:
    """A whole body: 'turned' is seen from the front, the head turned halfway to the far side."""
    bones = [*_body(name), *_legs(name), *_arms(name)]
    head: tuple[str, ...] = ("hair", "head", "neck", "chest", "waist", "pelvis")
    if name in ("front", "turned"):
        face = FACE if name == "front" else FACE_TURNED
        bones.append(Bone("face", "head", (0, 0), 0, None, 1, (0, 0), face, "E", over=True))
        head = ("face", *head)
    if name == "back":
        bones = [bone for bone in bones if bone.name != "hair"]
        bones.append(Bone("hair_back", "head", (0, 0), 0, None, 1, (0, 0), HAIR_BACK, "H", over=True))
        for side, out in (("near", -1), ("far", 1)):
            shape = "M-6-11Q3-13 7-9Q6 4 1 10Q-5 0-6-11" if out < 0 else "M6-11Q-3-13-7-9Q-6 4-1 10Q5 0 6-11"
            bones.append(Bone(f"scapula_{side}", "chest", (12.0 * out, -8), 0, None, 1, (0, 0), shape, "C", over=True))
        head = ("hair_back", "head", "neck", "scapula_near", "scapula_far", "chest", "waist", "pelvis")
    arm = {side: (f"hand_{side}", f"forearm_{side}", f"upper_arm_{side}") for side in SIDES}
    leg = {side: (f"foot_{side}", f"shin_{side}", f"thigh_{side}") for side in SIDES}
    layers = (
        ("leg_far", leg["far"]),
        ("arm_far", arm["far"]),
        ("body", head),
        ("leg_near", leg["near"]),
        ("arm_near", arm["near"]),
    )
    limbs = {}
    for side in SIDES:
        limbs[f"hand_{side}"] = (f"upper_arm_{side}", f"forearm_{side}", f"hand_{side}")
        limbs[f"foot_{side}"] = (f"thigh_{side}", f"shin_{side}", f"foot_{side}")
    return Rig(name, {bone.name: bone for bone in bones}, layers, limbs)


def _hand_rig() -> Rig:
    """One forearm and hand, seen from the thumb's side, palm up, much enlarged."""
    bones = [
        Bone("forearm", None, (0, 0), 62, "forearm", 1, (13, 10), capsule(62, 14, 10), "S"),
        Bone("palm", "forearm", (0, 62), 30, "wrist", -1, (10, 9), capsule(30, 10, 9), "S", (-40, 60)),
        Bone("finger_1", "palm", (0, 30), 19, "knuckle", -1, (7, 6), capsule(19, 7.5, 6.5), "S", (-10, 95)),
        Bone("finger_2", "finger_1", (0, 19), 15, "finger", -1, (6, 5), capsule(15, 6.5, 5.5), "S", (0, 110)),
        Bone("finger_3", "finger_2", (0, 15), 10, "tip", -1, (5, 4.5), capsule(10, 5.5, 4.8), "S", (0, 80)),
        Bone("thumb_1", "palm", (3, 6), 20, "thumb", -1, (7, 6), capsule(20, 7.5, 6), "Z", (0, 120)),
        Bone("thumb_2", "thumb_1", (0, 20), 14, "thumb_tip", 1, (6, 5), capsule(14, 6, 5), "Z", (-60, 90)),
    ]
    layers = (
        ("fingers", ("finger_3", "finger_2", "finger_1", "palm", "forearm")),
        ("thumb", ("thumb_2", "thumb_1")),
    )
    return Rig("hand", {bone.name: bone for bone in bones}, layers, {})


REARFOOT = "M-6 0Q-17-2-15-18Q-13-30-10-42L15-42Q19-31 38-27L38-7Q24-7 13-1Q4 2-6 0"
FOREFOOT = "M0-11Q22-5 38-1Q43 4 41 11Q37 16 28 16Q18 15 10 11L0 9A10 10 0 0 1 0-11"
BIG_TOE = "M0-7.5Q7-6 12-5.5A6 6 0 0 1 12 6.5L0 7.5A7.5 7.5 0 0 1 0-7.5"
TOE_TIP = "M0-5.8Q9-5.5 12-1Q13 6.5 5 6.8L0 6.6A6 6 0 0 1 0-5.8M3-4.4L9-2.6"
SMALL_TOE = "M0-8Q8-9 13-7A6 6 0 0 1 13 4L0 5A6 6 0 0 1 0-8"
SMALL_TIP = "M0-6.5Q9-7 12-2Q12 4.5 5 4.5L0 4A6 6 0 0 1 0-6.5"
CLOTH = "M-24-5L121-5Q124-5 124-2.5Q124 0 121 0L-24 0Q-27 0-27-2.5Q-27-5-24-5"
FOLDS = "M-2 1Q3-11 7-11Q11-11 13-4Q16-13 21-13Q26-13 28-4Q30-9 34-9Q38-9 42 1"
HAND_ON_TOES = "M-3 24Q-9 14-7 4Q-6-2-1-2Q4-1 4 5L6 12Q12 14 12 22L12 30L-1 30Q-3 28-3 24"


def _foot_rig() -> Rig:
    """One bare foot and its lower leg, seen from the inner side, toes to the right, much enlarged.

    The root is the heel's place on the ground; 'arch' lifts the middle of the foot. A figure may `omit` the hand that
    holds the toes, and the cloth under the foot (`shift` slides it, `short` raises its folds).
    """
    bones = [
        Bone("heel", None, (0, 0), -36, "foot", 1, (12, 13), REARFOOT, "S", bounds=((-3, -12, 12), (16, -24, 12))),
        Bone("shin", "heel", (2, -38), -64, "ankle", 1, (12, 16), trunk(64, 12, 16), "S", (-35, 60)),
        Bone("trouser", "shin", (0, -24), -40, None, 1, (15, 17), trunk(40, 14.5, 17.5), "N", over=True),
        Bone("forefoot", "heel", (36, -16), 38, "arch", 1, (10, 8), FOREFOOT, "S", (-10, 30), ((32, 8, 8),)),
        Bone("toe", "forefoot", (37, 8.5), 12, "toes", -1, (7, 6), BIG_TOE, "S", (-60, 75), ((0, 0, 7.5),)),
        Bone("toe_tip", "toe", (12, 0.5), 12, "tips", -1, (6, 6), TOE_TIP, "S", (-90, 30), ((5, 0.5, 6.5),)),
        Bone("small_toe", "forefoot", (37, 8.5), 13, "toes", -1, (7, 6), SMALL_TOE, "Z", bounds=((0, 0, 7.5),)),
        Bone("small_tip", "small_toe", (13, -0.5), 12, "tips", -1, (6, 6), SMALL_TIP, "Z", bounds=((5, 0, 6),)),
        Bone("hand", "toe", (12, 6), 30, "grip", 1, (6, 8), HAND_ON_TOES, "W", (-90, 90)),
        Bone("forearm", "hand", (5, 28), 60, "wrist", 1, (8, 12), capsule(60, 8, 12), "V", (-90, 90)),
        Bone("cloth", None, (0, 0), 0, None, 1, (0, 0), CLOTH, "Q", bounds=((-24, -3, 3), (121, -3, 3))),
        Bone("folds", None, (78, 0), 0, None, 1, (0, 0), FOLDS, "Q"),
    ]
    layers = (
        ("cloth", ("folds", "cloth")),
        ("small_toes", ("small_tip", "small_toe")),
        ("foot", ("trouser", "shin", "toe_tip", "toe", "forefoot", "heel")),
        ("hand", ("forearm", "hand")),
    )
    return Rig("foot", {bone.name: bone for bone in bones}, layers, {})


def _feet_rig() -> Rig:
    """Both lower legs and feet seen from above, toes up the page, as one sees one's own."""
    bones = [Bone("root", None, (0, 0), 0, None, 1, (0, 0), "", "N")]
    for side, out in (("near", 1), ("far", -1)):
        fill, skin = ("N", "S") if side == "near" else ("F", "W")
        shape = BARE_FOOT if out > 0 else BARE_FOOT_FAR
        bones += [
            Bone(f"shin_{side}", "root", (44.0 * out, 0), 62, f"leg_{side}", 1, (12, 15), capsule(62, 11, 15), fill),
            Bone(
                f"foot_{side}",
                f"shin_{side}",
                (0, 0),
                -46,
                f"turn_{side}",
                float(out),
                (10, 14),
                shape,
                skin,
                (-25, 35),
            ),
        ]
    layers = (("leg_far", ("shin_far", "foot_far")), ("leg_near", ("shin_near", "foot_near")))
    return Rig("feet", {bone.name: bone for bone in bones}, layers, {})


FINGERS = (
    ("index", -16.5, 39.0, 25.0, 21.0, 5.4),
    ("middle", -5.5, 41.0, 28.0, 24.0, 5.6),
    ("ring", 5.5, 40.0, 26.0, 22.0, 5.4),
    ("little", 16.0, 35.0, 19.0, 17.0, 4.8),
)
"""Name, place on the palm, length of both parts, radius at the root; in hand units."""

PALM = "M-11-2L11-2Q21 8 22 34Q21 39 16 40L-16 44Q-22 43-22 36Q-22 16-11-2"


def _palm_rig() -> Rig:
    """One hand flat to the page, much enlarged, fingers along +y: turned up, the palm of a right hand. A part's
    positive angle goes to the thumb's side."""
    bones = [
        Bone("forearm", None, (0, 0), 40, "forearm", 1, (15, 12), capsule(40, 15, 12), "S"),
        Bone("palm", "forearm", (0, 40), 42, "wrist", 1, (12, 22), PALM, "S", (-40, 40)),
        Bone("thumb_1", "palm", (-13, 11), 24, "thumb", 1, (8, 7), capsule(24, 9, 6.8), "Z", (-70, 80)),
        Bone("thumb_2", "thumb_1", (0, 24), 18, "thumb_tip", 1, (6, 5), capsule(18, 6.8, 5.6), "Z", (-80, 40)),
    ]
    for name, x, y, first, second, radius in FINGERS:
        bones += [
            _finger(f"{name}_1", "palm", (x, y), first, name, radius),
            _finger(f"{name}_2", f"{name}_1", (0, first), second, f"{name}_tip", radius * 0.88),
        ]
    fingers = tuple(f"{name}_{part}" for name, *_ in FINGERS for part in (2, 1))
    layers = (("hand", ("palm", "forearm")), ("fingers", fingers), ("thumb", ("thumb_2", "thumb_1")))
    return Rig("palm", {bone.name: bone for bone in bones}, layers, {})


def _finger(name: str, parent: str, at: tuple[float, float], length: float, joint: str, radius: float) -> Bone:
    radii = (radius, radius * 0.88)
    return Bone(name, parent, at, length, joint, 1, radii, capsule(length, *radii), "S", (-35, 35))


FIST = "M-19-15Q-19-22-11-22L12-22Q19-22 19-14L18 18Q17 24 9 24L-11 24Q-20 24-19 15"
FIST_LINES = "M-17-10.5H13M-17 .5H13M-17 11.5H12"


def _fist_rig() -> Rig:
    """One fist seen from its knuckles, the forearm behind it pointing away: it turns about its middle."""
    bones = [
        Bone("forearm", None, (0, 0), 0, None, 1, (20, 20), "M-20 0A20 20 0 0 1 20 0A20 20 0 0 1-20 0", "Z"),
        Bone("fist", "forearm", (0, 0), 24, "turn", 1, (24, 20), FIST, "S", (-100, 100), ((0.0, 0.0, 26.0),)),
        Bone("creases", "fist", (0, 0), 0, None, 1, (0, 0), FIST_LINES, "E", over=True),
        Bone("thumb", "fist", (15, 8), -24, None, 1, (6, 5), trunk(22, 6, 5.5), "Z", over=True),
    ]
    layers = (("arm", ("forearm",)), ("hand", ("thumb", "creases", "fist")))
    return Rig("fist", {bone.name: bone for bone in bones}, layers, {})


RIGS: dict[str, Rig] = {
    rig.name: rig
    for rig in (
        _rig("side"),
        _rig("front"),
        _rig("turned"),
        _rig("back"),
        _hand_rig(),
        _palm_rig(),
        _fist_rig(),
        _foot_rig(),
        _feet_rig(),
    )
}
