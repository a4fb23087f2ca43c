//! What people ask the city.

#[rustfmt::skip]
pub(super) const SAID: super::Table = &[
    ("lost-document", &[
        ("身份证丢了，想问在哪里补办。", "I have lost my identity card and would like to know where to get a new one."),
        ("驾驶证遗失，补办需要带什么？", "My driving licence is lost; what do I bring for a new one?"),
        ("护照在出租车上丢了，车牌没记住。", "I left my passport in a taxi and did not note the plate."),
    ]),
    ("city-consultation", &[
        ("居住证到期了，怎么续签？", "My residence permit is running out; how do I renew it?"),
        ("想问一下周末办证大厅开不开门。", "Is the service hall open at the weekend?"),
        ("小区要加装电梯，找哪个部门？", "Our building wants to add a lift; which office do we ask?"),
        ("老人乘车卡在哪里办？", "Where do I get a bus card for a senior?"),
    ]),
    ("street-lighting", &[
        ("这条路的路灯坏了一排，晚上很黑。", "A whole row of street lamps is out and it is very dark."),
        ("路灯一直闪，晃眼睛。", "A street lamp keeps flickering and it dazzles."),
        ("路灯白天也亮着。", "The street lamps are on in daylight."),
    ]),
    ("garbage-complaint", &[
        ("垃圾好几天没有人收，味道很大。", "The rubbish has not been collected for days and it smells."),
        ("有人在路边倒建筑垃圾，{colour}{car}。", "Someone is dumping rubble at the roadside from a {colour} {car}."),
        ("垃圾站污水流到人行道上了。", "Dirty water from the waste station runs over the pavement."),
    ]),
    ("stray-animal", &[
        ("小区里有{few}条流浪狗，孩子不敢出门。", "There are {few} stray dogs in the estate and children are afraid to go out."),
        ("一条没有牵绳的狗在{shop}门口追人。", "A dog without a lead is chasing people outside the {shop}."),
        ("路中间有一只受伤的猫。", "There is an injured cat in the road."),
    ]),
];
