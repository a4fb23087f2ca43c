//! What callers say when somebody is trapped.

#[rustfmt::skip]
pub(super) const SAID: super::Table = &[
    ("water-rescue", &[
        ("有人掉到水里了，在往下游漂！", "Someone has fallen into the water and is drifting downstream!"),
        ("有人在水里挣扎，岸边没有救生圈。", "Someone is struggling in the water and there is no lifebuoy here."),
        ("小船翻了，{few}个人扒着船。", "A small boat has capsized and {few} people are holding on to it."),
        ("有个{who}站在栏杆外面，离水很近。", "A {who} is standing outside the railing, right above the water."),
    ]),
    ("elevator-entrapment", &[
        ("被困在电梯里了，卡在{floor}附近，里面{few}个人。", "We are stuck in a lift near the {floor}, {few} of us."),
        ("电梯突然停了，灯也灭了，应急按钮没人答。", "The lift stopped and the light went out; nobody answers the button."),
        ("我{kin}在电梯里{minutes}了，物业打不开。", "My {kin} has been in the lift for {minutes} and the caretaker cannot open it."),
    ]),
    ("collapse", &[
        ("一栋旧房子塌了半边，里面可能有人。", "Half of an old house has collapsed and there may be people inside."),
        ("工地脚手架倒了，下面压着人。", "The scaffolding has come down with people under it."),
        ("围墙倒了，砸到了路边的车。", "A wall has fallen on the cars at the roadside."),
    ]),
    ("trapped-person", &[
        ("孩子的头卡在栏杆里了。", "A child's head is stuck between the bars."),
        ("手指卡在机器里，抽不出来。", "A hand is caught in a machine and will not come out."),
        ("我被反锁在阳台，{floor}，屋里炉子还开着。", "I am locked out on the balcony, {floor}, and the stove is on."),
        ("门打不开，里面只有一个两岁的孩子。", "The door will not open and there is only a two-year-old inside."),
    ]),
    ("height-rescue", &[
        ("{floor}外墙有工人吊着，绳子卡住了。", "A worker is hanging outside the {floor}; the rope has jammed."),
        ("有人坐在楼顶边上，情绪很激动。", "Someone is sitting on the edge of the roof, very upset."),
        ("塔吊司机不舒服，自己下不来。", "The crane driver is unwell and cannot climb down."),
    ]),
    ("animal-rescue", &[
        ("一只猫卡在空调外机后面，叫了一天。", "A cat is stuck behind an air-conditioner and has cried all day."),
        ("有条蛇进了院子，我们不敢动。", "There is a snake in the yard and we do not dare to move."),
        ("狗掉进下水井里了，井不深。", "A dog has fallen into a drain; it is not deep."),
        ("阳台上有个马蜂窝，小孩被蜇了。", "There is a hornets' nest on the balcony and a child was stung."),
    ]),
];
