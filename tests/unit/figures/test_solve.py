"""Forward kinematics: joints bend the way bodies do, hands and feet reach, and movement keeps its contacts."""

from typing import Any

import pytest

from patient_app.figures.motion import stops_of
from patient_app.figures.rig import RIGS
from patient_app.figures.solve import Frame, frame_at
from patient_app.figures.spec import read_spec


def posed(view: str = "side", **pose: Any) -> Frame:
    """A person in one pose, standing at 0 unless the pose says otherwise."""
    poses = [{"at": ["pelvis", 0, 100], **pose}, {}]
    return frame_at(read_spec({"view": view, "side": None, "poses": poses}), 0)


def test_a_standing_person_is_about_190_units_high_with_the_soles_on_the_ground() -> None:
    circles = posed().circles()
    assert max(y + r for _, y, r in circles) == pytest.approx(0, abs=1)
    assert min(y - r for _, y, r in circles) == pytest.approx(-190, abs=4)


def test_a_bent_knee_takes_the_heel_backward_and_a_bent_hip_the_knee_forward() -> None:
    assert posed(knee=90).point("foot_near")[0] < -40
    assert posed(hip=90).point("shin_near")[0] > 40


def test_a_bent_elbow_takes_the_hand_forward_and_up() -> None:
    straight, bent = posed().point("hand_near"), posed(elbow=90).point("hand_near")
    assert bent[0] > straight[0] + 20 and bent[1] < straight[1] - 20


def test_bending_the_trunk_forward_takes_the_head_to_the_right() -> None:
    assert posed(trunk=45).point("head")[0] > 40
    assert posed(trunk=-90).point("head")[0] < -60


def test_from_the_front_both_arms_lift_away_from_the_body() -> None:
    frame = posed("front", shoulder=90)
    assert frame.point("hand_near")[0] < -70 and frame.point("hand_far")[0] > 70


def test_a_foot_reaches_its_place_with_a_level_sole_and_a_knee_that_bends_forward() -> None:
    frame = posed(reach={"foot_near": [10, 20]}, ankle="flat")
    assert frame.point("foot_near") == pytest.approx((10, -20), abs=0.01)
    assert frame.bones["foot_near"].turn == pytest.approx(0)
    assert frame.angles["knee_near"] > 0
    assert frame.point("shin_near")[0] > 10


def test_a_hand_can_hold_on_to_a_point_of_the_body() -> None:
    frame = posed(hip=[90, 0], knee=[90, 0], reach={"hand_near": "thigh_near:9:20"})
    assert frame.point("hand_near") == pytest.approx(frame.point("thigh_near:9:20"), abs=0.01)


def test_a_foreshortened_thigh_brings_the_knee_nearer() -> None:
    frame = posed("front", short={"thigh_near": 0.5})
    assert frame.point("shin_near")[1] == pytest.approx(-100 + 23.5)


def test_a_limb_shortened_below_0_points_the_other_way() -> None:
    frame = posed("side", short={"upper_arm_near": -1, "forearm_near": -1})
    shoulder = frame.point("upper_arm_near")
    assert frame.point("hand_near") == pytest.approx((shoulder[0], shoulder[1] - 62))


def test_a_hand_of_a_shoulder_that_slides_forward_still_reaches_its_place() -> None:
    frame = posed(shift={"upper_arm_near": [8, 0]}, reach={"hand_near": [50, 130]})
    assert frame.point("hand_near") == pytest.approx((50, -130), abs=0.01)


def test_in_a_portrait_what_lies_wholly_below_its_edge_takes_no_room() -> None:
    poses = [{"at": ["pelvis", 0, 100]}, {}]
    spec = read_spec({"view": "side", "side": None, "poses": poses, "crop": 110})
    lowest = max(y - r for _, y, r in frame_at(spec, 0).circles())
    assert -110 - 30 < lowest < -110


def test_from_the_palm_a_thumb_moves_away_from_the_fingers_and_across_them() -> None:
    hand = {"at": ["forearm", 0, 0], "forearm": 180}
    away, across = (posed("palm", **hand, thumb=angle).point("thumb_2")[0] for angle in (50, -50))
    index = posed("palm", **hand).point("index_1")[0]
    assert away > index > across


def test_a_turned_head_is_the_only_part_that_differs_from_the_front() -> None:
    front, turned = RIGS["front"].bones, RIGS["turned"].bones
    assert {name for name in front if front[name].shape != turned[name].shape} == {"neck", "head", "hair", "face"}
    assert posed("turned", shoulder=90).point("hand_far") == posed("front", shoulder=90).point("hand_far")


def test_an_arch_lifts_while_the_ball_of_the_foot_stays_on_the_ground() -> None:
    flat = posed("foot", at=["heel", 0, 0])
    lifted = posed("foot", at=["heel", 0, 0], foot=-9, arch=20)
    assert lifted.point("forefoot")[1] < flat.point("forefoot")[1] - 4
    assert lifted.point("forefoot:32:16")[1] == pytest.approx(flat.point("forefoot:32:16")[1], abs=1.5)


def test_a_planted_foot_stays_planted_all_the_way() -> None:
    poses = [
        {"ankle": "flat", "reach": {"foot_near": [0, 8]}, "at": ["pelvis", 0, 99]},
        {"at": ["pelvis", -20, 75], "trunk": 30},
    ]
    spec = read_spec({"view": "side", "side": None, "poses": poses})
    for part in range(9):
        assert frame_at(spec, part / 8).point("foot_near") == pytest.approx((0, -8), abs=0.01)
    assert len(stops_of(spec)) > 2


def test_a_movement_without_contacts_needs_two_stops_only() -> None:
    spec = read_spec({"view": "side", "side": None, "poses": [{"at": ["pelvis", 0, 100]}, {"hip": [60, 0]}]})
    assert len(stops_of(spec)) == 2
