//! What callers say to the police.

#[rustfmt::skip]
pub(super) const SAID: super::Table = &[
    ("theft", &[
        ("我的{thing}被偷了，刚才还在身边。", "My {thing} has been stolen; I had it with me a moment ago."),
        ("停在楼下的{thing}不见了，监控应该拍到了。", "The {thing} I left downstairs is gone. The camera should have caught it."),
        ("在{shop}里吃饭，{thing}放在椅子上被人拿走了。", "I was in the {shop} and somebody took my {thing} from the chair."),
        ("店里有人拿了东西没付钱就走了，刚出门。", "Somebody left the shop without paying, just now."),
        ("公交车上{thing}被扒了，我刚下车。", "My {thing} was taken on the bus; I have just got off."),
    ]),
    ("burglary", &[
        ("回家发现门被撬了，屋里翻得很乱。", "I came home and the door has been forced; the flat is turned over."),
        ("我的{shop}昨晚被撬，收银台里的{sum}块钱没了。", "My {shop} was broken into; {sum} yuan are gone from the till."),
        ("{floor}窗户被打开过，家里少了首饰。", "A window on the {floor} has been opened and jewellery is missing."),
        ("地下车库的储物间被撬了，好几户都是。", "The storage rooms in the basement were forced, several of them."),
    ]),
    ("robbery", &[
        ("刚才有人抢了我的包，骑摩托车跑了！", "Someone snatched my bag just now and rode off on a motorcycle!"),
        ("有人拦住我要钱，拿了手机往巷子里跑了。", "A man stopped me and demanded money. He took my phone and ran into the lane."),
        ("{shop}被抢了，一个人，戴着口罩，刚跑出去。", "The {shop} has been robbed: one person in a mask, just ran out."),
    ]),
    ("fraud", &[
        ("我被骗了{sum}块，对方说是客服退款。", "I have lost {sum} yuan to someone who said they were customer service with a refund."),
        ("网上租房，交了押金以后人就联系不上了。", "I paid a deposit for a flat online and now nobody answers."),
        ("有人让我刷单，先返了一点，后来{sum}块提不出来。", "They had me do paid clicks; small sums came back, but now {sum} yuan are stuck."),
        ("买了一张假票，卖票的人已经走了。", "I was sold a forged ticket and the seller has gone."),
    ]),
    ("assault", &[
        ("{shop}门口有人打架，{few}个人，有人流血了。", "There is a fight outside the {shop}, {few} people, one is bleeding."),
        ("我被人打了，他还在这里，快来人。", "I have been hit and he is still here, please come."),
        ("楼下打起来了，有人拿着啤酒瓶。", "People are fighting downstairs; one has a beer bottle."),
        ("停车场有人打人，一个人倒在地上。", "Someone is being beaten in the car park and one person is on the ground."),
    ]),
    ("domestic-dispute", &[
        ("隔壁吵得很凶，有摔东西的声音，还有孩子哭。", "Next door they are shouting and breaking things, and a child is crying."),
        ("{floor}有人在喊救命，像是家里打架。", "Someone on the {floor} is calling for help; it sounds like a fight at home."),
        ("家里吵架，他动手了，我把自己锁在屋里。", "We had a quarrel and he hit me. I have locked myself in the room."),
        ("亲戚为了房子的事在家里吵，快打起来了。", "Relatives are quarrelling at home about the flat; it is about to come to blows."),
    ]),
    ("dispute", &[
        ("{shop}结账有争议，老板不让走。", "There is an argument about the bill in the {shop}, and the owner will not let us leave."),
        ("楼上漏水，商量不下来，现在吵起来了。", "Water is coming from upstairs, we cannot agree, and now there is shouting."),
        ("停车位被占，两家人在楼下争吵。", "A parking space is taken and two families are arguing downstairs."),
        ("装修工程款的事，工人和业主在门口争执。", "Workers and an owner are arguing at the gate about payment for a renovation."),
        ("打车费用有纠纷，司机不走我也不走。", "There is a disagreement about a taxi fare and neither of us will leave."),
        ("跳广场舞的和打球的为了场地吵起来了。", "Dancers and ball players are quarrelling over the square."),
    ]),
    ("missing-person", &[
        ("家里{age}岁的老人出门散步，{minutes}前就该回来了，电话没带。", "A relative in their {age} went for a walk and should have been back {minutes} ago, without a phone."),
        ("孩子放学没有回家，同学说早就走了。", "A child has not come home from school; classmates say they left long ago."),
        ("我{kin}有点糊涂，找不到回家的路了，我们找了{minutes}。", "My {kin} gets confused and is lost; we have searched for {minutes}."),
        ("商场里和孩子走散了，六岁，穿黄色外套。", "We lost a child in the mall, six years old, yellow jacket."),
    ]),
    ("disturbance", &[
        ("有人在小区门口大喊大叫，砸垃圾桶。", "Someone is shouting at the gate and kicking over bins."),
        ("{shop}里有客人闹事，摔杯子。", "A customer in the {shop} is making trouble and breaking glasses."),
        ("有{few}个人在路边起哄，拦着不让车过。", "{few} people at the roadside are rowdy and will not let cars pass."),
        ("有人在楼道里踢门，踢了{minutes}了。", "Someone has been kicking doors in the stairwell for {minutes}."),
    ]),
    ("noise", &[
        ("楼下{shop}音响声音太大，没法睡觉。", "The loudspeakers of the {shop} downstairs are too loud to sleep."),
        ("工地半夜还在施工，打桩声很大。", "The building site is still working at night; they are driving piles."),
        ("楼上一直在唱歌，已经{minutes}了。", "Upstairs they have been singing for {minutes}."),
        ("广场上音响太吵，家里有学生要休息。", "The speakers on the square are too loud and a student here needs to rest."),
        ("有人在路边反复轰摩托车油门。", "Someone keeps revving a motorcycle at the roadside."),
    ]),
    ("drunk-person", &[
        ("有个{who}喝多了，躺在路边起不来。", "A {who} is drunk and lying at the roadside, cannot get up."),
        ("{shop}门口有人喝醉了，站不稳，往马路上走。", "Someone drunk outside the {shop} is stumbling towards the road."),
        ("乘客喝醉了不下车，也说不清住哪里。", "My passenger is drunk, will not get out and cannot say where they live."),
        ("一个人醉倒在公交站，天冷，怕出事。", "A person is lying drunk at the bus stop; it is cold and I am worried."),
    ]),
    ("suspicious-circumstances", &[
        ("有人在停车场挨个拉车门。", "Someone in the car park is trying one car door after the other."),
        ("隔壁好久没人住，现在里面有动静。", "Nobody has lived next door for a long time and now there are sounds inside."),
        ("一辆{colour}{car}在学校门口停了{minutes}，车里的人一直在张望。", "A {colour} {car} has stood at the school gate for {minutes} and the people in it keep looking around."),
        ("楼道里放了一个没人认领的箱子。", "There is a box in the stairwell that belongs to nobody."),
    ]),
    ("found-property", &[
        ("捡到一个{thing}，想交给警察。", "I found a {thing} and would like to hand it in."),
        ("出租车后座有客人落下的{thing}。", "A passenger left a {thing} on the back seat of my taxi."),
        ("在{shop}捡到一个包，里面有证件。", "I found a bag with papers in it in the {shop}."),
    ]),
    ("trespass", &[
        ("有人翻墙进了我们厂区。", "Someone has climbed over the wall into our works."),
        ("工地围挡里有{few}个人，不是我们的人。", "There are {few} people inside the site fence who are not ours."),
        ("有人进了空着的房子，门锁换了。", "Somebody has moved into the empty flat and changed the lock."),
    ]),
    ("cyber-fraud-in-progress", &[
        ("我{kin}正在银行准备转账，怎么劝都不听，对方自称公检法。", "My {kin} is at the bank about to transfer money to someone who claims to be an official, and will not listen."),
        ("对方让我共享屏幕，刚转了{sum}块，现在还在要。", "They had me share my screen. I have just sent {sum} yuan and they are asking for more."),
        ("我是银行柜员，有位客户坚持汇款{sum}，像是被骗了。", "I am a bank clerk: a customer insists on sending {sum} yuan and it looks like a scam."),
    ]),
];
