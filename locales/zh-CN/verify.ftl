# 核验回执的页面。读者是市民、记者和法官：说清证实了什么、没有证实什么，不要求懂得原理。事件名称见 desk.ftl。

## The page

verify-title = 核验回执
verify-lead = 一条记录是否确实写在公开账本里、没有被改动过？本页当场算给您看。
verify-offline = 一切都在这台电脑上进行。您在这里打开的内容不会发往任何地方，断开网络也能使用。
verify-language = 语言
verify-theme = 外观：
verify-theme-next = 切换外观
verify-theme-auto = 自动
verify-theme-light = 浅色
verify-theme-dark = 深色
verify-print = 打印核验结果
verify-start-over = 核验另一份回执
verify-drop-here = 松开即可放入文件
verify-working = 正在核验……
verify-made-with = 由“应答”核验页于 { $when } 核验（按本机时钟）。

## What is given

verify-receipt = 回执
verify-receipt-help = 您拿到的文件，文件名以 .tlog-proof 结尾。
verify-receipt-choose = 选择回执
verify-receipt-other = 换一份回执
verify-policy = 您信任谁
verify-policy-help = 信任策略写明是哪个账本、有哪些见证人、至少要几位联署。请向您信任的人索取，不要用给您回执的一方附带的策略。
verify-policy-choose = 选择信任策略
verify-policy-other = 换一份策略
verify-policy-saved = 保存本页时附带的策略
verify-policy-saved-back = 改用保存本页时附带的策略
verify-policy-saved-note = 它是否可信，取决于您从哪里保存了本页。
verify-or-drop = 也可以把文件拖到本页任意位置
verify-paste = 粘贴文本
verify-paste-receipt = 回执文本
verify-paste-policy = 策略文本
verify-paste-use = 使用这段文本
verify-pasted = 粘贴的文本
verify-given = { $name }，{ $bytes } 字节
verify-trust-logs = 账本
verify-trust-quorum = 见证门槛
verify-trust-nobody = 无：该策略不要求见证人
verify-quorum-all = 以下 { $of } 方全部
verify-quorum-any = 以下 { $of } 方中任意一方
verify-quorum-some = 以下 { $of } 方中至少 { $needed } 方
verify-quorum-one = 以下这一方
verify-wanted-receipt = 接下来请选择回执。
verify-wanted-policy = 接下来请选择信任策略：谁的签名算数？

## The sign

verify-sign-proved = 已证实
verify-sign-pending = 见证不足
verify-sign-refused = 未证实
verify-proved-said = 当账本 { $origin } 有 { $size } 个条目时，本条目是其中第 { $index } 号，此后没有被改动。
verify-pending-said = 账本 { $origin } 已签名确认本条目是其 { $size } 个条目中的第 { $index } 号，但联署的见证人还没有达到您的策略所要求的数目。
verify-pending-do = 刚出具几分钟的回执常常如此。请过些时候再索取同一条目的回执。在见证人足够之前，保管账本的一方仍有可能给别人看另一本账。
verify-refused-said = 请勿依据这份回执。
verify-numbers-from-zero = 条目从 0 开始编号。

## What was proven

verify-proven = 证实了什么
verify-proven-entry = 这里显示的条目，与账本第 { $index } 号条目一字不差。
verify-proven-log = { $origin } 的密钥持有者签署了共有 { $size } 个条目时的账本。
verify-proven-witness = { $called }（{ $name }）于 { $when } 联署：它所见到的这个账本只增不改。
verify-proven-quorum = 见证已足够：您的策略要求{ $quorum }。
verify-pending-quorum = 见证还不够：您的策略要求{ $quorum }。
verify-pending-nobody = 您的策略中还没有任何见证人联署。
verify-proven-no-quorum = 您的策略不要求见证人，因此只有账本自己的签名算数。
verify-mark-yes = 已证实：
verify-mark-no = 未证实：
verify-mark-missing = 缺少：
verify-mark-remark = 说明：

verify-unproven = 没有证实什么
verify-unproven-truth = 不证明所写内容属实，只证明写下过、此后未被改动。
verify-unproven-later = 不证明此后没有下文。更正是后来的另一个条目，这份回执看不到。
verify-unproven-time = 不证明条目里的时间准确：那是账本自己说的。见证人说明的是最晚何时它已在账本里。
verify-unproven-person = 不证明当事人是谁。条目写的是席位；密钥属于持有它的人。
verify-unproven-sealed = 不说明封存字段的内容。这里只有它的指纹；持有原文的人可以证明原文与指纹相符。
verify-unproven-seen = 不证明所有人看到的是同一个账本。这只有见证人能说明。

verify-remark-seq = 条目自称第 { $seq } 号，却位于第 { $index } 号。请向账本保管方询问原因。
verify-remark-future = 按本机时钟，{ $name } 的签名时间还没有到。两个时钟中必有一个不准。
verify-remark-unchecked = { $name } 使用 ML-DSA-44 签名，本页无法核验，没有计入。
verify-remark-strangers = { $count ->
   *[other] 有 { $count } 个签名出自您的策略不认识的密钥，已略过：{ $names }
}
verify-remark-extensions = { $count ->
   *[other] 检查点另有 { $count } 行内容，同样经过签名，本页不解释其含义。
}

## The entry

verify-entry = 条目写了什么
verify-entry-claimed = 文件自称的内容（未证实）
verify-entry-when = 入账时间
verify-entry-agency = 机构
verify-entry-seat = 席位
verify-entry-number = 编号
verify-entry-events = 发生了什么
verify-entry-raw = 原文
verify-entry-raw-help = 被计算和证实的正是这些字节。看不见的字符以编号显示。
verify-entry-foreign = 这不是“应答”账本的条目，按原样显示。
verify-entry-not-text = 条目不是文本，以十六进制显示其字节。
verify-sealed = 已封存：这里只有指纹
verify-sealed-fingerprint = 指纹 { $hex }
verify-yes = 是
verify-no = 否

verify-field-address = 地址
verify-field-agency = 机构
verify-field-caller = 报警人
verify-field-channel = 渠道
verify-field-crew = 人数
verify-field-device_ms = 设备时间
verify-field-happened_ms = 发生时间
verify-field-incident = 警情
verify-field-kind = 种类
verify-field-lat_e7 = 纬度（1e-7 度）
verify-field-lon_e7 = 经度（1e-7 度）
verify-field-marks = 标记
verify-field-milestone = 节点
verify-field-note = 记事
verify-field-number = 编号
verify-field-outcome = 结果
verify-field-owner = 负责席位
verify-field-pack = 属地规则包
verify-field-place = 地点
verify-field-point = 坐标
verify-field-priority = 等级
verify-field-reason = 原因
verify-field-received = 接报
verify-field-report = 来电
verify-field-run = 出警次
verify-field-sent = 派警
verify-field-source = 来源
verify-field-spoken_place = 口述地点
verify-field-station = 驻地
verify-field-text = 文字
verify-field-timezone = 时区
verify-field-type = 类型
verify-field-uncertainty_m = 误差（米）
verify-field-unit = 单元
verify-field-words = 报警内容

## Step by step

verify-steps = 逐步验算
verify-steps-help = 供希望用其他方法重新计算的人使用。哈希均为 SHA-256，以十六进制书写；‖ 表示字节依次相接。
verify-step-file = 文件
verify-step-leaf = 从条目到叶
verify-step-leaf-said = 叶 = SHA-256(00 ‖ 条目)
verify-step-path = { $count ->
    [0] 树只有一片叶，叶即是根
   *[other] 沿树向上 { $count } 步
}
verify-step-path-said = 每一步：SHA-256(01 ‖ 左 ‖ 右)。标明的一侧来自文件，另一侧是上一行的结果。
verify-step-left = 来自文件，左侧
verify-step-right = 来自文件，右侧
verify-step-makes = 得到
verify-step-root = 算出的根就是签署的根
verify-step-root-reached = 算出
verify-step-root-signed = 签署
verify-step-checkpoint = 账本签署的检查点
verify-step-checkpoint-said = 依次为账本、条目数、base64 书写的根。签名覆盖这几行。
verify-step-cosignatures = { $count ->
    [0] 没有可计入的联署
   *[other] { $count } 个联署
}
verify-step-cosignature-said = { $called } 签署的是以下两行加上前面的检查点：
verify-step-policy = 所用的信任策略
verify-step-key = 密钥
verify-step-hash = 文件的 SHA-256
verify-step-took = 用时 { $ms } 毫秒。

## Why not

verify-error-line = 问题在第 { $about } 行。
verify-error-not-a-receipt = 这不是回执
verify-error-not-a-receipt-meaning = 回执的第一行是“c2sp.org/tlog-proof@v1”。可能选错了文件。
verify-error-receipt-too-long = 文件过长，不是回执
verify-error-receipt-too-long-meaning = 回执要短得多。可能选错了文件。
verify-error-not-text = 这不是回执：文件不是文本
verify-error-not-text-meaning = 回执是纯文本。可能选错了文件，或文件在传送途中损坏。
verify-error-line-ends = 换行符被程序改过
verify-error-line-ends-meaning = 邮件或文本程序把这个文件改成了 Windows 格式。内容或许没有问题，但签名覆盖每一个字节。请以附件方式重新获取文件。
verify-error-receipt-shape = 回执已损坏
verify-error-receipt-shape-meaning = 开头像回执，后面却不是。请重新获取文件。
verify-error-entry-missing = 文件里没有条目
verify-error-entry-missing-meaning = 回执提到一个条目却没有附上，因此无从显示和核验。请索取带有条目的回执。
verify-error-entry-too-long = 条目过长
verify-error-entry-too-long-meaning = 任何账本都不接受超过 65,535 字节的条目。这个文件不是账本出具的。
verify-error-index-outside = 编号超出账本
verify-error-index-outside-meaning = 回执声称的位置，在账本签署时并不存在。文件被改动过，或是伪造的。
verify-error-path-length = 通往根的路径长度不对
verify-error-path-length-meaning = 在这样大小的账本里，这个位置只对应一种哈希个数。文件被改动、截断，或是伪造的。
verify-error-root-differs = 条目与签署的内容不符
verify-error-root-differs-meaning = 从这个条目算不到签署的根。条目、编号或某个哈希被改动过（哪怕只有一个字），或者这份回执属于另一个条目。
verify-error-note-shape = 签名部分无法读取
verify-error-note-shape-meaning = 检查点及其签名的部分损坏或被截断。请重新获取文件。
verify-error-note-too-long = 签名过多
verify-error-note-too-long-meaning = 本页最多读取 100 个签名。这个文件不是诚实的账本出具的。
verify-error-checkpoint-shape = 检查点无法读取
verify-error-checkpoint-shape-meaning = 检查点应写明是谁的账本、有多少条目、根是什么。文件已损坏，或是伪造的。
verify-error-log-unknown = 您的策略不认识这个账本
verify-error-log-unknown-meaning = 回执出自“{ $about }”，您的策略没有列出它。这并不说明回执有问题：请向您信任的人索取列有该账本的策略。
verify-error-log-not-signed = 账本没有用您信任的密钥签名
verify-error-log-not-signed-meaning = 您的策略为“{ $about }”列出的是另一把密钥。回执是他人冒用该名称所出，或账本在您的策略写成之后更换了密钥。
verify-error-log-signature = 账本的签名不符
verify-error-log-signature-meaning = 文件声称“{ $about }”签署的内容，并不是它所签署的。检查点或签名被改动过。
verify-error-witness-signature = 见证人的签名不符
verify-error-witness-signature-meaning = 文件中有一个以“{ $about }”名义的联署，但该见证人没有为这个检查点签过它。联署已损坏或是伪造的，因此文件的任何内容都不可依据。
verify-error-policy-too-long = 文件过长，不是信任策略
verify-error-policy-too-long-meaning = 可能选错了文件。
verify-error-policy-not-text = 策略不是文本
verify-error-policy-not-text-meaning = 策略是 UTF-8 纯文本。可能选错了文件。
verify-error-policy-characters = 策略含有不允许的字符
verify-error-policy-characters-meaning = 某个程序加入了控制字符或 Windows 换行符。请以附件方式重新获取文件。
verify-error-policy-shape = 策略无法读取
verify-error-policy-shape-meaning = 有一行既不是账本、见证人、组，也不是门槛，或者内容过少、过多。可能选错了文件。
verify-error-policy-key = 策略中的密钥不对
verify-error-policy-key-meaning = 密钥被截断、被改动，或过于薄弱不能使用。请重新获取策略。
verify-error-policy-key-kind = 策略中的密钥种类不对
verify-error-policy-key-kind-meaning = 账本使用 Ed25519 密钥签名，见证人使用联署密钥。本页不认识其他种类。
verify-error-policy-key-twice = 策略中有重复的密钥
verify-error-policy-key-twice-meaning = 一把密钥会被当成两把，因此不能使用这份策略。
verify-error-policy-name-twice = 策略中有重复的名称
verify-error-policy-name-twice-meaning = 一个名称会有两种含义，因此不能使用这份策略。
verify-error-policy-name-unknown = 策略使用了没有定义的名称
verify-error-policy-name-unknown-meaning = 见证人和组必须写在引用它们的那一行之前。
verify-error-policy-member-twice = 有见证人或组被重复计数
verify-error-policy-member-twice-meaning = 每一个只能作为成员出现一次。不能使用这份策略。
verify-error-policy-threshold = 组要求的数目不可能达到
verify-error-policy-threshold-meaning = 应为“any”“all”，或一到成员总数之间的数字。
verify-error-policy-quorum = 策略没有唯一写明见证门槛
verify-error-policy-quorum-meaning = 以“quorum”开头的行必须有且只有一行。
verify-error-policy-no-log = 策略没有列出账本
verify-error-policy-no-log-meaning = 没有以“log”开头的行，就不知道该看谁的签名。
verify-error-policy-too-many = 策略过大
verify-error-policy-too-many-meaning = 本页最多读取账本、见证人和组各 128 个。
verify-error-no-crypto = 此浏览器不允许本页在这里计算哈希
verify-error-no-crypto-meaning = 浏览器禁止经由无保护连接打开的页面这样做。请保存本页并打开保存的文件，或使用程序：answerable verify RECEIPT --policy FILE。
