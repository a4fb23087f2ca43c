//! What callers say about fires.

#[rustfmt::skip]
pub(super) const SAID: super::Table = &[
    ("structure-fire", &[
        ("{floor}着火了，窗户往外冒火，楼上还有人！", "The {floor} is on fire, flames from the windows, and there are people above!"),
        ("仓库起火了，黑烟很大，里面有纸箱和塑料。", "A warehouse is burning with thick black smoke; boxes and plastic inside."),
        ("老房子着火，火已经烧到屋顶了。", "An old house is burning and the fire has reached the roof."),
        ("楼道里全是烟，我们下不去，在{floor}。", "The stairwell is full of smoke and we cannot get down. We are on the {floor}."),
    ]),
    ("kitchen-fire", &[
        ("厨房油锅着了，火窜到抽油烟机了。", "A pan of oil has caught fire and the flames are up in the hood."),
        ("{shop}后厨起火，人已经出来了。", "The kitchen of the {shop} is on fire; everybody is out."),
        ("{floor}厨房冒烟，好像忘了关火，家里没人。", "Smoke from a kitchen on the {floor}; it seems the stove was left on and nobody is home."),
        ("灶台起火，我用锅盖盖住了，但是墙上还在冒烟。", "The stove caught fire. I put a lid on it, but the wall is still smoking."),
    ]),
    ("vehicle-fire", &[
        ("一辆{colour}{car}引擎盖冒火，司机下来了。", "Flames from the bonnet of a {colour} {car}; the driver is out."),
        ("路边{car}自燃了，旁边还有别的车。", "A {car} at the roadside is burning and other cars are close."),
        ("电动车在充电棚里烧起来了。", "An e-bike is burning in the charging shed."),
    ]),
    ("outside-fire", &[
        ("垃圾桶着火了，旁边是绿化带。", "A bin is on fire beside the hedge."),
        ("河边枯草烧起来了，风往房子这边吹。", "Dry grass is burning and the wind blows towards the houses."),
        ("空地上有人烧垃圾，火越来越大。", "Someone burned rubbish on the vacant lot and the fire is growing."),
    ]),
    ("smoke", &[
        ("闻到焦味，楼道里有烟，看不到火。", "There is a burnt smell and smoke on the stairs, but no flames to be seen."),
        ("对面楼{floor}在冒白烟。", "White smoke is coming from the {floor} across the street."),
        ("配电间有烟味，门锁着。", "It smells of smoke at the switch room and the door is locked."),
    ]),
    ("fire-alarm", &[
        ("大楼火警响了，还没有看到烟，正在疏散。", "The fire alarm of our building is ringing; no smoke seen yet, we are evacuating."),
        ("{floor}烟感报警，值班室请你们来看看。", "A smoke detector on the {floor} has gone off; the duty room asks you to come."),
        ("商场消防系统报警，原因不明。", "The fire system of the mall has raised an alarm, cause unknown."),
    ]),
    ("electrical-fire", &[
        ("电表箱冒火花，有一股胶皮味。", "The meter box is throwing sparks and smells of rubber."),
        ("空调外机烧起来了，在{floor}。", "An air-conditioner is burning outside the {floor}."),
        ("插线板着了，已经拉闸，墙里还有响声。", "A power strip caught fire. I have cut the power, but the wall still crackles."),
    ]),
];
