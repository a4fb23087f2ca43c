# 操作未成的原因：每个代码一个标题和一句说明，详见 docs/errors/。变量名与拒绝中的名称相同。

## 记录本身

record-already-open = 记录已经开立。
record-already-open-detail = 此文件夹中的记录已由首个条目开立，一份记录只开立一次。如需另一份记录，请使用另一个文件夹。
record-not-open = 记录尚未开立。
record-not-open-detail = 首个条目之前不能记录任何内容。请带规则包启动服务器，启动时会开立记录。
no-pack-adopted = 尚未启用规则包。
no-pack-adopted-detail = 没有属地规则包就无法判断任何操作。请带规则包启动服务器。
pack-already-adopted = 该规则包已在使用。
pack-already-adopted-detail = 摘要为 { $pack } 的规则包已经启用，无需再次启用。

## 来电与警情

no-such-report = 没有这条来电。
no-such-report-detail = 本记录中没有来电 { $report }。请核对所指来电。
report-exists = 该来电已存在。
report-exists-detail = 来电 { $report } 已存在。新接警请使用新的操作键。
report-taken = 该来电已归入警情。
report-taken-detail = 来电 { $report } 已归入一起警情。如属另一事件，请先从原警情移出。
report-dismissed = 该来电已作废。
report-dismissed-detail = 来电 { $report } 已作废，不能再用于警情。如需处置，请新接警。
report-elsewhere = 该来电不在此警情中。
report-elsewhere-detail = 来电 { $report } 不在警情 { $number } 中，可能已被移走。请重新打开警情核对。
last-report = 警情只剩这一条来电。
last-report-detail = 操作后警情 { $number } 将没有来电。请改为并入另一警情，或结案。
no-such-incident = 没有这起警情。
no-such-incident-detail = 本记录中没有警情 { $incident }。请按警情编号查找。
incident-exists = 该警情已存在。
incident-exists-detail = 警情 { $incident } 已存在。新立警请使用新的操作键。
incident-closed = 警情已结案。
incident-closed-detail = 警情 { $number } 已结案。请先说明原因并重新打开。
incident-merged = 警情已并入另一警情。
incident-merged-detail = 警情 { $number } 已并入 { $into }。请在该警情上操作，或撤销合并。
incident-not-closed = 警情尚未结案。
incident-not-closed-detail = 警情 { $number } 尚未结案，无需重新打开。
incident-not-merged = 警情未曾合并。
incident-not-merged-detail = 警情 { $number } 未并入其他警情，没有可撤销的合并。
incident-not-split = 警情不是拆分产生的。
incident-not-split-detail = 警情 { $number } 不是由拆分产生的，没有可撤销的拆分。
same-incident = 两者是同一起警情。
same-incident-detail = 警情 { $number } 不能与自身合并或关联。请选择另一起警情。
already-linked = 两起警情已有关联。
already-linked-detail = 警情 { $number } 与 { $other } 已有关联。如要更改关系，请先撤销关联。
not-linked = 两起警情没有关联。
not-linked-detail = 警情 { $number } 与 { $other } 没有关联，无需撤销。
split-takes-all = 拆分须两边都有来电。
split-takes-all-detail = 拆分须从警情 { $number } 移走至少一条来电，并至少留下一条。请重新选择。
units-serving = 仍有单元在处警。
units-serving-detail = 单元 { $units } 仍在处置警情 { $number }。请先处毕、改派、取消派警或撤回。
feedback-needed = 结案前需要反馈。
feedback-needed-detail = 警情 { $number } 缺少反馈，不能结案。请写明单元到场所见和处置情况。
unchanged = 内容没有变化。
unchanged-detail = 警情 { $number } 的该项已是 { $value }，未作更改。
no-such-hazard = 没有这项未解除的危险。
no-such-hazard-detail = 警情 { $number } 没有这项未解除的危险，可能已经解除。
too-many = 该警情已达数量上限。
too-many-detail = 警情 { $number } 的{ $things ->
        [reports] 来电
        [links] 关联
        [hazards] 危险
       *[other] { $things }
    }数量已达上限。请另立警情并关联。
not-in-pack = 现行规则包中没有这一项。
not-in-pack-detail = 现行规则包中没有{ $what ->
        [incident-type] 警情类型
        [unit-kind] 单元种类
        [channel] 渠道
        [priority] 等级
        [hazard] 危险种类
        [outcome] 处置结果
        [purpose] 调阅目的
        [station] 驻地
        [capability] 能力
        [reason-to-cancel] 取消派警原因
        [reason-to-divert] 改派原因
        [reason-to-stand-down] 撤回原因
        [reason-to-reopen] 重开原因
        [reason-for-a-correction] 更正原因
        [reason-for-this-outcome] 与该处置结果相配的原因
       *[reason] 原因
    }“{ $code }”。规则包可能已更换，请刷新页面。
time-ahead = 所给时间在未来。
time-ahead-detail = 所给时间比当前晚 { $ahead_s } 秒。请核对设备时钟后重新填写。

## 单元

unit-not-on-shift = 单元不在勤。
unit-not-on-shift-detail = 单元 { $unit } 不在勤。请先上勤。
unit-on-shift = 单元已在勤。
unit-on-shift-detail = 单元 { $unit } 已在勤。如要更改种类、驻地或人数，请先下勤。
unit-busy = 单元正在处警。
unit-busy-detail = 单元 { $unit } 正在处置警情 { $number }。请改派，或先在该警情处毕。
unit-reserved = 单元已预留。
unit-reserved-detail = 单元 { $unit } 已预留用于：{ $purpose }。请先解除预留，或另选单元。
unit-not-reserved = 单元没有预留。
unit-not-reserved-detail = 单元 { $unit } 没有预留，无需解除。
unit-out-of-service = 单元已停用。
unit-out-of-service-detail = 单元 { $unit } 已停用（{ $reason }）。请先恢复使用，或另选单元。
unit-in-service = 单元未停用。
unit-in-service-detail = 单元 { $unit } 未停用，无需恢复使用。
unit-not-returning = 单元不在返程中。
unit-not-returning-detail = 单元 { $unit } 不在返程中，不能报告归队。
unit-not-serving = 单元未在处置该警情。
unit-not-serving-detail = 单元 { $unit } 未在处置警情 { $number }，可能已改派或处毕。请核对单元状态。
unit-not-busy = 单元没有在处警。
unit-not-busy-detail = 单元 { $unit } 没有在处警，无从改派。请直接派警。
unit-already-there = 单元已在处置该警情。
unit-already-there-detail = 单元 { $unit } 已在处置警情 { $number }。
unit-arrived = 单元已到场。
unit-arrived-detail = 单元 { $unit } 已到达警情 { $number } 现场。请用撤回，不用取消派警。
unit-not-arrived = 单元尚未到场。
unit-not-arrived-detail = 单元 { $unit } 尚未到达警情 { $number } 现场。请用取消派警，不用撤回。
milestone-told = 该节点已记录。
milestone-told-detail = 单元 { $unit } 本次出警的“{ $milestone ->
        [acknowledged] 签收
        [departed] 出动
        [on_scene] 到场
        [transporting] 转运
        [at_destination] 送达
       *[other] { $milestone }
    }”已有记录，以首次记录为准。
transition-not-allowed = 规则不允许这样变更状态。
transition-not-allowed-detail = 按现行规则，单元 { $unit } 不能从“{ $before ->
        [off_shift] 下勤
        [available] 待命
        [reserved] 已预留
        [sent] 已派警
        [acknowledged] 已签收
        [departed] 已出动
        [on_scene] 已到场
        [transporting] 转运中
        [at_destination] 已送达
        [returning] 返程
        [out_of_service] 停用
       *[other] { $before }
    }”变为“{ $after ->
        [off_shift] 下勤
        [available] 待命
        [reserved] 已预留
        [sent] 已派警
        [acknowledged] 已签收
        [departed] 已出动
        [on_scene] 已到场
        [transporting] 转运中
        [at_destination] 已送达
        [returning] 返程
        [out_of_service] 停用
       *[other] { $after }
    }”。请先记录中间节点。
no-units = 没有选择单元。
no-units-detail = 请至少选择一个要派出的单元。
unit-named-twice = 单元重复。
unit-named-twice-detail = 单元 { $unit } 被重复选择。每个单元只列一次。
too-many-units = 该警情的单元已达上限。
too-many-units-detail = 警情 { $number } 的出警数量已达上限。请另立警情并关联。
too-many-reservations = 该单元的预留已达上限。
too-many-reservations-detail = 单元 { $unit } 的预留数量已达上限。请先解除预留。
bad-reservation = 预留时间有误。
bad-reservation-detail = 单元 { $unit } 的预留须在开始之后、当前之后结束，且不超过 31 天。请核对起止时间。
bad-crew = 人数有误。
bad-crew-detail = 单元 { $unit } 的人数 { $crew } 不在 1 到 99 之间。请重新填写。
incident-not-open = 警情不是未结状态。
incident-not-open-detail = 警情 { $number } 已结案或已合并，不能派警。请先重新打开。

## 从请求到回执

key-reused = 操作键已用于其他操作。
key-reused-detail = 该操作键已用于另一个操作。请换新键重新提交。
act-too-large = 操作内容过大。
act-too-large-detail = 该操作放不进一个条目（上限 60 KiB）。请分成几次提交。
clock-is-the-records = 时间由记录的时钟决定。
clock-is-the-records-detail = 本记录按自身时钟计时，操作不得自带记录时间。请去掉后重新提交。
views-catching-up = 视图正在更新。
views-catching-up-detail = 视图正在从记录更新。请稍后重试。
journal-stopped = 目前无法记录。
journal-stopped-detail = 记录已停止写入，不再接受操作。请改用纸质接警并联系服务器管理员；恢复后用原操作键重新提交。
views-unavailable = 视图无法读取。
views-unavailable-detail = 目前无法读取记录的视图，记录本身未受影响。请重试；如仍不行，请联系服务器管理员。

## 入口

not-found = 没有这个页面或记录。
not-found-detail = 该地址没有内容。请核对地址，或重新查找。
bad-request = 请求内容有误。
bad-request-detail = 请求不符合要求：{ $what }。请更正后重新提交。
key-missing = 缺少操作键。
key-missing-detail = 每个操作都须带 Idempotency-Key 头，内容为小写 UUID。请补上后重新提交。
seat-missing = 缺少席位。
seat-missing-detail = 每个操作都须带 Answerable-Seat 头：1 到 32 个小写字母、数字或连字符。请填写席位后重新提交。
method-not-allowed = 该地址不支持此方法。
method-not-allowed-detail = 该地址存在，但不支持此方法。读取用 GET，操作用 POST。
body-too-large = 请求正文过大。
body-too-large-detail = 请求正文超过该地址的上限。请减少内容后重新提交。
unsupported-media-type = 请求正文不是 JSON。
unsupported-media-type-detail = 操作的正文须为 JSON。请以 Content-Type application/json 提交。
body-compressed = 请求正文经过压缩。
body-compressed-detail = 压缩的正文不予解压：几千字节可变成数十亿字节。请去掉 Content-Encoding，直接提交正文。
too-many-feeds = 该账号打开的实时推送过多。
too-many-feeds-detail = 该账号已打开 { $most } 路实时推送，不能再开。请关闭无人使用的窗口。
feeds-full = 实时推送已满。
feeds-full-detail = 服务器打开的实时推送已达上限，操作与查询照常，请稍后再试。
server-error = 服务器内部出错。
server-error-detail = 服务器内部出错。此前已确认的内容均已保存。请用原操作键重新提交；如仍失败，请把发生时间告知服务器管理员。
shutting-down = 服务器正在停止。
shutting-down-detail = 服务器正在停止，不再接受操作。恢复后请用原操作键重新提交。

not-recordable = 数字过大，无法记录。
not-recordable-detail = 记录只能保存小于 2^53 的整数，而本次请求中含有更大的数：请检查其中的时间和数字。未作任何记录。

# 公开记录

overloaded = 等待的操作过多。
overloaded-detail = 等待的操作过多，无法及时应答。本次操作未被接收，请稍后用原键重试。
opening-told-before = 本次调阅已答复过。
opening-told-before-detail = 每次调阅各留一条痕迹，只答复一次。如需再看，请重新调阅，将再留一条痕迹。
vault-unavailable = 目前无法封存或调阅个人信息。
vault-unavailable-detail = 密钥库不可用，没有调阅或保存任何个人信息。请先登记不含姓名和号码的报警，并通知管理员。
not-signed-yet = 该条目尚未被签名检查点覆盖。
not-signed-yet-detail = 下一个检查点一两秒内生成，请稍后再取。
no-such-entry = 没有该条目。
no-such-entry-detail = 日志中没有条目 { $entry }，请核对编号。
no-such-code = 没有这个回执码。
no-such-code-detail = 回执码格式正确，但此处没有对应的内容。请对照纸面重新核对。
too-long-for-paper = 一个二维码放不下。
too-long-for-paper-detail = 二维码最多容纳 2,953 字节。请提供回执文件。
bad-code = 回执码有误。
bad-code-detail = { $what ->
        [too-long] 内容过长：回执码为 20 个字符（五组，每组四个），或九个字词。
        [sign] 第 { $group } 组的“{ $sign }”不会出现在回执码中：只用 0 至 9 和 A 至 Z，不含 I、L、O、U。
        [letter-count] 回执码为 20 个字符（五组，每组四个），或九个字词；现有 { $count } 个字符。
        [word-count] 回执码为九个字词，或 20 个字符；现有 { $count } 个字词。
        [word] 第 { $at } 个字词“{ $word }”不在词表中。
        [letters-of-group] 有一个字符不对：请先看第 { $group } 组。
        [letters] 不止一个字符不对。
       *[words] 有字词不对，或有两个互换了位置。
    }请对照纸面核对。
entries-not-public = 条目不公开。
entries-not-public-detail = 日志只公开哈希。您自己的回执中带有条目。

# 个人信息

nothing-sealed = 没有人留下个人信息。
nothing-sealed-detail = 报警 { $report } 没有个人信息，或没有这条报警。没有可调阅、保留或销毁的内容。
personal-fields-erased = 个人信息已销毁。
personal-fields-erased-detail = 其密钥已于 { $erased_ms } 销毁，任何人都无法再读取；依据见记录。
erasure-held = 个人信息须依法保留。
erasure-held-detail = 依据{ $basis }，须保留至 { $until_ms }。如法律不再要求，请先解除保留。
not-held = 个人信息没有保留期限。
not-held-detail = 这条报警的个人信息没有保留要求，无须解除。
hold-already-over = 保留期限已过。
hold-already-over-detail = { $until_ms } 已过，请给出更晚的日期。
no-fields-named = 没有指明字段。
no-fields-named-detail = 请指明要调阅的字段：姓名、回拨号码、匿名意愿。
epoch-past = 密钥周期已过。
epoch-past-detail = 记录中已有比 { $epoch } 更晚的周期。可能放回了旧的密钥库副本：请先核对两者。

# Roads 道路

bad-stretch = 道路区段无法使用。
bad-stretch-detail = 道路变更须包含 1 至 64 段道路，每段有线形和方向，总计不超过 1,200 个点。请在地图上重新选择。
bad-slowness = 缓行程度有误。
bad-slowness-detail = 用时为平时的 { $percent }% 不算缓行。请填写 101 至 2000，或封闭该路段。
bad-road-change-end = 道路变更的结束时间有误。
bad-road-change-end-detail = 道路变更须在当前之后、400 天以内结束。请重新填写结束时间，或不设。
too-many-road-changes = 有效的道路变更过多。
too-many-road-changes-detail = 已有 { $count } 项道路变更有效。请解除已结束的变更。
no-such-road-change = 没有这项道路变更。
no-such-road-change-detail = 该变更已解除、已自行结束，或从未存在。请查看变更列表。
no-way = 没有可行的路线。
no-way-detail = 按已知道路该单元无法到达，或其位置、警情位置未知。请检查是否因道路封闭所致。
no-road-here = 此处没有道路。
no-road-here-detail = 该点 60 米内没有道路。请在道路上选点。
bad-speeds = 速度系数有误。
bad-speeds-detail = 系数须为千分之 100 至 10000，24 个小时各一个，停顿不超过十分钟。请采用校准程序给出的结果。
no-map = 没有地图。
no-map-detail = 程序启动时未加载地图。请用 import-map 生成地图，并以 --map 启动。
places-not-ready = 地点暂时无法检索。
places-not-ready-detail = 地点索引正在建立，或没有加载地图。请稍后再试，可先记录报警人原话。
nobody-signed-in = 须由本人操作。
nobody-signed-in-detail = 此操作须由已登录的人员完成，程序不能代替。请登录后再操作。
no-such-account = 没有这个账号。
no-such-account-detail = 没有账号 { $account }。请查看账号列表。
account-exists = 账号已存在。
account-exists-detail = 账号 { $account } 已存在。请用新的操作编号重新发送。
service-number-taken = 该警号已有账号。
service-number-taken-detail = { $service_number } 已有账号，一人一号。请修改该账号，或先注销。
no-posts = 没有指定岗位。
no-posts-detail = 没有岗位的人不能做任何事。请至少指定一个岗位。
account-standing = 账号状态不符。
account-standing-detail = 账号当前状态为 { $standing }，不能这样操作。请查看该账号。
own-account = 不得变更本人账号。
own-account-detail = 本人的岗位和状态只能由其他管理员变更。请找其他管理员。
last-administrator = 这是最后一名管理员。
last-administrator-detail = 没有此账号，将无人管理账号。请先设立另一名管理员。
seat-taken = 席位有人。
seat-taken-detail = { $seat } 席有人在岗。请说明理由接管，或另选席位。
seat-free = 席位无人。
seat-free-detail = { $seat } 席无人在岗，不必离席或接管。请直接入席。
others-seat = 席位上是他人。
others-seat-detail = { $seat } 席上是他人，只能由本人离席。如已换班，请接管。
no-such-request = 没有这个待批申请。
no-such-request-detail = 申请 { $request } 已答复、已撤回或不存在。请查看申请列表。
request-over = 申请已过期。
request-over-detail = 申请有效至 { $expires_ms }，已不能批准。请重新申请。
own-request = 不得批准本人申请。
own-request-detail = 须两人办理的事项应由另一人批准。请找另一人。
others-request = 这是他人的申请。
others-request-detail = 只有申请人可以撤回。可以说明理由不予批准。
sign-in-needed = 尚未登录。
sign-in-needed-detail = 此操作须登录，或使用设备密钥。会话闲置后会自动结束。请登录后重试，已确认的内容均已保留。
sign-in-failed = 登录信息不符。
sign-in-failed-detail = 警号、密码或验证码不符，不说明是哪一项。请重试，多次失败后等待时间会变长；两名管理员可以为您恢复。
slow-down = 过于频繁。
slow-down-detail = 短时间内尝试或请求过多，本次未作处理。请等待 { $wait_s } 秒后重试。
enrolment-unfinished = 启用尚未完成。
enrolment-unfinished-detail = 您通过一次性链接进入，目前只能设置登录方式。请设置通行密钥，或密码和验证码，然后登录。
cross-site = 请求来自其他网站。
cross-site-detail = 浏览器是替其他网站的页面发出此请求的，未作任何操作。请在本服务器的页面上操作。
not-at-seat = 您不在该席位。
not-at-seat-detail = 操作所报席位为 { $seat }，您不在该席。请先入席或接管。
seat-elsewhere = 该席位绑定了其他设备。
seat-elsewhere-detail = { $seat } 席绑定了设备，本机不在其中。请使用该席的终端，或请管理员绑定本机。
invitation-void = 此链接无效。
invitation-void-detail = 链接已使用、已过期，或已有更新的链接。请向管理员索取新的链接。
password-refused = 此密码不可用。
password-refused-detail = 密码须 12 至 128 个字符，不得为警号，也不得在已泄露密码之列。本次{ $why ->
        [short] 过短
        [long] 过长
        [number] 含有警号
       *[public] 已在泄露之列
    }。请换一个，几个词语的组合容易记。
code-refused = 验证码不符。
code-refused-detail = 验证码不是当前的，或已使用过。请核对手机时间，等待下一个验证码再试。
passkey-refused = 通行密钥未通过。
passkey-refused-detail = 设备的答复与提问不符，或已超时。请重新开始。
no-such-session = 没有这个会话。
no-such-session-detail = 会话已结束，或不属于您。请查看会话列表。
no-such-key = 没有这个密钥。
no-such-key-detail = 密钥已停用或不存在。请查看密钥列表。
identity-unavailable = 暂时无法登录。
identity-unavailable-detail = 暂时无法核验身份。请稍后重试；如持续出现，请告知服务器管理人员。
not-allowed = 您的岗位无权这样做。
not-allowed-detail = 现行规则不允许您这样做。依据：{ $policies }。请找有权的岗位办理；规则可在“规则”页查阅。
second-secret-wrong = 回执码与查询密码不符。
second-secret-wrong-detail = 二者之一有误，或该回执尚未生成查询密码。请核对纸面；多次失败后等待时间会变长；指挥席可以重新生成查询密码。
contest-stands = 该次调阅已被提出异议。
contest-stands-detail = 首次异议有效，将由督察部门答复。本次未作记录。
no-contest = 该次调阅没有待答复的异议。
no-contest-detail = 没有异议，或已答复。请重新查看异议列表。
own-look = 不得督察本人的调阅。
own-look-detail = 请由另一名督察员答复该异议或放行该理由。
no-reason-held = 该次调阅没有待放行的理由。
no-reason-held-detail = 调阅时未填写理由，或已放行。请重新查看调阅记录。
no-machine = 只有机器账户可以有密钥。
no-machine-detail = 请邀请一个仅有“机器账户”角色的账户，再为其制作密钥。人员请登录。
key-already-over = 密钥的有效期已过。
key-already-over-detail = 请填写晚于当前时间的日期。
no-name = 尚未登记该工作人员的姓名。
no-name-detail = 系统管理员可在账户中登记姓名。
no-such-machine-key = 没有这个有效密钥。
no-such-machine-key-detail = 密钥已停用或从未制作。请查看密钥列表。
seat-not-bound = 该席位未绑定设备。
seat-not-bound-detail = 该席位本来就可以在任何设备上入席。
no-such-scope = 不能授予机器该操作。
no-such-scope-detail = { $scope } 不是机器可做的操作。请填写接口的操作名称。
no-scopes = 密钥未包含任何操作。
no-scopes-detail = 请至少选择一项操作。
pack-not-granted = 更换规则须先经两名管理员同意。
pack-not-granted-detail = 请先以现行规则启动。由一名管理员申请启用规则 { $pack }，另一名批准，然后再以新规则启动。
empty-extent = 导出范围为空。
empty-extent-detail = 结束时间不晚于开始时间，请填写更晚的结束时间。
no-export = 没有可取回的导出。
no-export-detail = 未获批准、属于他人，或已过期。请重新申请。
no-key-yet = 还没有可拆分的主密钥。
no-key-yet-detail = 主密钥在首次记录个人信息时生成，届时再申请。
ceremony-over = 此次密钥仪式已结束。
ceremony-over-detail = 已过一小时、分片已全部领取、已换期、已开始新的仪式，或服务器已重启。请重新申请密钥仪式。
share-taken = 您已领取本次仪式的分片。
share-taken-detail = 任何人不得领取两份。如已遗失，请由两名管理员重新进行密钥仪式。
no-share-left = 已没有可由您领取的分片。
no-share-left-detail = 尚未领取的分片属于申请人和批准人。
not-a-keeper = 只有系统管理员可以保管主密钥分片。
not-a-keeper-detail = 请联系系统管理员。
photo-unknown-kind = 文件不是可接收的照片格式。
photo-unknown-kind-detail = 只接收 JPEG、PNG 和 WebP，依文件开头的字节判断，与文件名和所称类型无关。没有保存任何内容。请另存为 JPEG 后重新提交。
photo-unreadable = 照片无法完整读取。
photo-unreadable-detail = 文件开头像图片，但无法还原完整画面：可能被截断或损坏。没有保存任何内容。请从原设备重新发送。
photo-too-large = 照片尺寸过大。
photo-too-large-detail = 照片最多 4000 万像素，任一边不超过 20000，读取所需内存有上限。没有保存任何内容。请缩小后重新提交。
photo-moving = 图片是动图。
photo-moving-detail = 不接收含多帧的图片：看的人只会看到第一帧。没有保存任何内容。请发送单张图片。
photo-missing = 照片的文件丢失或被改动。
photo-missing-detail = 照片 { $photo } 的密文不是封存时的密文。没有调阅任何内容，也没有留下痕迹。请通知管理员从备份恢复。
no-such-photo = 该报警没有这张照片。
no-such-photo-detail = 该报警没有照片 { $photo }。请重新读取警情后选择。
too-many-photos = 该报警的照片已达上限。
too-many-photos-detail = 该报警已有 { $count } 张照片，不再接收。没有保存任何内容。如需更多，请另行登记。
