//! What the crew reports back when an incident is closed.

use super::script::Drawn;

type Said = (&'static str, &'static str);

/// A sentence for an outcome, in both languages.
pub(super) fn sentence(outcome: &str, drawn: &mut Drawn) -> Said {
    let said: &[Said] = match outcome {
        "transported" => &[
            (
                "伤病员已送医，交接完毕。",
                "The patient was taken to hospital and handed over.",
            ),
            (
                "现场急救后送往医院，生命体征平稳。",
                "Treated on scene and taken to hospital in a stable condition.",
            ),
        ],
        "handed-over" => &[
            (
                "现场处置后移交属地单位继续办理。",
                "Dealt with on scene and handed over to the responsible office.",
            ),
            (
                "已制作笔录，移交办案部门。",
                "Statements were taken and the matter was handed to the case office.",
            ),
        ],
        "no-action-needed" => &[
            (
                "到场了解，情况已自行平息，无需处置。",
                "On arrival the matter had settled itself; nothing was needed.",
            ),
            (
                "现场核实无异常，已告知报警人。",
                "Checked on scene, nothing unusual; the caller was told.",
            ),
        ],
        "false-alarm" => &[
            (
                "经检查为设备误报，已复位。",
                "The equipment had given a false alarm and was reset.",
            ),
            (
                "未发现火情，系做饭油烟触发。",
                "No fire was found; smoke from cooking had set it off.",
            ),
        ],
        "gone-on-arrival" => &[
            (
                "到场未发现当事人，周边查看无异常。",
                "Nobody was there on arrival; the surroundings were checked.",
            ),
            (
                "当事人已离开，电话联系后无需继续处理。",
                "Those concerned had left; reached by telephone, they needed nothing more.",
            ),
        ],
        "referred" => &[
            (
                "已转相关部门办理，并告知来电人答复期限。",
                "Referred to the office in charge; the caller was told by when it answers.",
            ),
            (
                "已登记并转办，来电人可凭编号查询。",
                "Registered and referred; the caller can follow it by its number.",
            ),
        ],
        _ => &[
            (
                "已到场处置完毕，现场恢复正常。",
                "Dealt with on scene; everything is back to normal.",
            ),
            (
                "问题已解决，当事人无异议。",
                "The matter is settled and those concerned agree.",
            ),
            ("处置完毕，无人员受伤。", "Done; nobody was hurt."),
        ],
    };
    *drawn.pick(said)
}
