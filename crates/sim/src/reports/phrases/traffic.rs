//! What callers say about traffic.

#[rustfmt::skip]
pub(super) const SAID: super::Table = &[
    ("traffic-collision", &[
        ("{colour}{car}追尾了，人没事，堵了一条车道。", "A {colour} {car} has run into the back of another; nobody hurt, one lane blocked."),
        ("两车剐蹭，对责任有争议。", "Two cars have scraped each other and we disagree about whose fault it is."),
        ("我变道时和{colour}{car}碰了，需要交警。", "I touched a {colour} {car} while changing lanes; we need traffic police."),
        ("一辆{car}撞上了护栏，司机没有受伤。", "A {car} has hit the guard rail; the driver is not hurt."),
        ("停在路边的车被撞了，对方跑了，{colour}{car}。", "My parked car was hit and the other one, a {colour} {car}, has gone."),
        ("{few}辆车连环追尾，后面堵得很长。", "{few} cars have run into each other and the queue is long."),
    ]),
    ("traffic-injury", &[
        ("电动车和{car}撞了，骑车的人躺在地上，腿动不了。", "An e-bike and a {car} have collided; the rider is on the ground and cannot move a leg."),
        ("一位行人在斑马线上被{colour}{car}碰倒，头上有血。", "A pedestrian was knocked down on the crossing by a {colour} {car} and has blood on the head."),
        ("两车相撞，有人卡在车里喊疼，快叫救护车。", "Two cars have crashed and someone inside is crying with pain, please send an ambulance."),
        ("外卖骑手摔倒了，后面的车刹住了，人受伤了。", "A delivery rider has fallen; the car behind stopped in time, but the rider is hurt."),
    ]),
    ("traffic-obstruction", &[
        ("一辆{car}坏在路中间，开着双闪。", "A {car} has broken down in the middle of the road with its hazards on."),
        ("货车掉了一地纸箱，车都在绕。", "A lorry has lost its boxes all over the road and cars are swerving."),
        ("路上倒了一棵树，占了两条车道。", "A tree has come down across two lanes."),
        ("有水泥块掉在快车道上，很危险。", "There are lumps of concrete on the fast lane; it is dangerous."),
    ]),
    ("illegal-parking", &[
        ("消防通道被一辆{colour}{car}堵住了。", "A {colour} {car} is blocking the fire lane."),
        ("有车停在人行道上，轮椅过不去。", "A car is on the pavement and a wheelchair cannot pass."),
        ("一辆{car}挡住小区出口，电话打不通。", "A {car} is blocking our exit and the driver does not answer."),
        ("公交站台停了一排车，公交进不来。", "Cars are parked along the bus stop and buses cannot pull in."),
    ]),
    ("signal-failure", &[
        ("路口红绿灯全黑了，车子都不敢走。", "The lights at the junction are all dark and nobody dares to go."),
        ("红灯一直不变，已经{minutes}了。", "The light has stayed red for {minutes}."),
        ("南北和东西方向同时是绿灯，太危险了。", "Both directions show green at once; it is very dangerous."),
    ]),
];
