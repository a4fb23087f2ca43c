//! What callers say about gas, water, power and roads.

#[rustfmt::skip]
pub(super) const SAID: super::Table = &[
    ("gas-leak", &[
        ("楼道里煤气味很重，不敢开灯。", "There is a strong smell of gas on the stairs; nobody dares switch on a light."),
        ("施工挖到燃气管了，嘶嘶响。", "Diggers have hit the gas pipe and it is hissing."),
        ("厨房燃气报警器一直响，窗户已经打开。", "The gas alarm in the kitchen keeps ringing; the windows are open."),
        ("{shop}里闻到煤气味，客人都出来了。", "It smells of gas in the {shop}; all guests are outside."),
    ]),
    ("water-main-break", &[
        ("路面往外喷水，一米多高。", "Water is shooting out of the road, more than a metre high."),
        ("水管爆了，水流进了地下车库。", "A main has burst and water is running into the basement."),
        ("整条街停水，路上全是水。", "The whole street is without water and the road is flooded."),
    ]),
    ("power-line-down", &[
        ("电线掉在人行道上，还在冒火花。", "A cable is on the pavement and still sparking."),
        ("大风把电线杆刮歪了，线垂得很低。", "The wind has bent a pole and the line hangs very low."),
        ("货车挂断了电线，横在路中间。", "A lorry has torn down a line; it lies across the road."),
    ]),
    ("manhole-missing", &[
        ("井盖不见了，我放了个纸箱挡着。", "A manhole cover is gone; I have put a box over the hole."),
        ("井盖翻了，电动车差点掉进去。", "A manhole cover has tipped and an e-bike nearly went in."),
        ("人行道上的井盖碎了一半。", "Half of a manhole cover on the pavement has broken away."),
    ]),
    ("road-collapse", &[
        ("路面塌了一个洞，两米宽，还在扩大。", "The road has fallen in, a hole two metres wide and growing."),
        ("车轮陷进路面里了，下面是空的。", "A car's wheel has sunk into the road and it is hollow underneath."),
        ("公交站旁边地面下沉，出现裂缝。", "The ground beside the bus stop is sinking and cracking."),
    ]),
    ("hazmat-spill", &[
        ("罐车侧翻，有液体流出来，味道刺鼻。", "A tanker is on its side; liquid is running out with a sharp smell."),
        ("桶从货车上掉下来破了，冒白气。", "Drums have fallen off a lorry and burst; there is white vapour."),
        ("工厂后面的排水沟里有化学品的味道，眼睛难受。", "There is a chemical smell from the ditch behind the works and it stings the eyes."),
    ]),
];
