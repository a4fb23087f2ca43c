//! What callers say when somebody is ill or hurt.

#[rustfmt::skip]
pub(super) const SAID: super::Table = &[
    ("chest-pain", &[
        ("我{kin}胸口痛，出冷汗，{age}岁。", "My {kin} has chest pain and a cold sweat, in their {age}."),
        ("一位{who}胸闷得厉害，左胳膊发麻。", "A {who} has a heavy pressure on the chest and a numb left arm."),
        ("胸痛{minutes}了，吃了药没有用。", "Chest pain for {minutes}; the tablets did not help."),
        ("心口像压着石头，喘不上来，一个人在家。", "It is like a stone on my chest, I cannot get my breath, and I am alone."),
    ]),
    ("breathing-difficulty", &[
        ("我{kin}喘不过气，嘴唇发紫。", "My {kin} cannot breathe properly and the lips are blue."),
        ("哮喘发作，喷雾用完了。", "An asthma attack, and the inhaler is empty."),
        ("吃东西卡住了，脸都憋红了，快教我怎么办。", "Something is stuck in the throat and the face is dark red; tell me what to do."),
        ("一位{who}呼吸急促，说不出完整的话。", "A {who} is breathing fast and cannot finish a sentence."),
    ]),
    ("unconscious-person", &[
        ("有个{who}倒在路边，叫不醒，好像有呼吸。", "A {who} has collapsed at the roadside and does not wake; I think there is breathing."),
        ("{shop}里有人突然晕倒，摸不到脉搏，有人在做按压。", "Someone has collapsed in the {shop}, no pulse to be felt, and a bystander is doing compressions."),
        ("健身房有人倒下，我们拿来了除颤器。", "Someone went down in the gym and we have fetched the defibrillator."),
        ("我{kin}晕过去了，叫了没有反应。", "My {kin} has passed out and does not answer."),
    ]),
    ("fall-injury", &[
        ("{age}岁老人在家摔倒，髋部疼，站不起来。", "Someone in their {age} fell at home; the hip hurts and they cannot stand."),
        ("工地有人从梯子上掉下来，说背疼。", "A worker fell from a ladder and says the back hurts."),
        ("下楼梯踩空，脚踝肿得很高。", "Missed a step on the stairs; the ankle is badly swollen."),
        ("孩子从滑梯上摔下来，手臂变形了。", "A child fell off a slide and the arm is bent the wrong way."),
    ]),
    ("childbirth", &[
        ("孕妇羊水破了，宫缩{minutes}一次。", "The waters have broken and there is a contraction every {minutes}."),
        ("快要生了，来不及去医院。", "The baby is coming and there is no time to reach the hospital."),
        ("三十八周，见红，肚子一阵一阵疼。", "Thirty-eight weeks, a show, and pains coming and going."),
    ]),
    ("poisoning", &[
        ("吃了野蘑菇，{few}个人又吐又拉。", "We ate wild mushrooms; {few} people are vomiting and have diarrhoea."),
        ("孩子误喝了清洁剂，瓶子还在。", "A child drank cleaning fluid; we still have the bottle."),
        ("用炭火取暖，头晕恶心，门窗已经打开。", "We heated with charcoal and feel dizzy and sick; the windows are open now."),
    ]),
    ("bleeding", &[
        ("被玻璃割伤，手腕流血止不住。", "Cut by glass; the wrist will not stop bleeding."),
        ("鼻血流了{minutes}，止不住。", "A nosebleed that has not stopped for {minutes}."),
        ("切菜切到手，伤口很深。", "A deep cut in the hand from a kitchen knife."),
        ("机器夹伤手指，出血很多，用毛巾压着。", "A finger was caught in a machine; it bleeds a lot and we are pressing a towel on it."),
    ]),
    ("sick-person", &[
        ("发高烧三十九度五，没有力气。", "A fever of 39.5 and no strength."),
        ("头晕，天旋地转，一动就吐。", "Dizzy, everything spins, and I vomit when I move."),
        ("我{kin}肚子疼得打滚，{minutes}了。", "My {kin} has been doubled up with stomach pain for {minutes}."),
        ("一位{who}血糖低，手发抖，说话不清楚。", "A {who} has low blood sugar, shaking hands and slurred speech."),
        ("嘴角歪了，一边手没力气，刚发现。", "One side of the mouth droops and one hand is weak; we have just noticed."),
    ]),
];
