# 指挥席画面。同一事物处处用同一个词（docs/glossary.md）。

## 时长与度量

duration-s = { $a }秒
duration-min-s = { $a }分{ $b }秒
duration-h-min = { $a }小时{ $b }分
duration-d-h = { $a }天{ $b }小时
duration-clock = { $a }:{ $b }
duration-short-h = { $a }时{ $b }分
metres = { $m }米
latitude = 纬度
longitude = 经度

## 通用

cancel-form = 取消
close-dialog = 关闭窗口
try-again = 重试
act-busy = 正在写入…
act-kept = 已记入第 { $entry } 条。
actions = 操作
remark = 备注
reason = 原因
reason-optional = 原因（如有）
reason-none = 现行规则包未提供可选原因。
now-is = 当前：{ $what }
problem-unreachable-title = 服务器没有应答。
problem-unreachable-detail = 尚不清楚是否已记录。请再次提交：同一操作只会记录一次。

## 顶栏

language = 语言
theme = 主题：
theme-next = 切换主题
theme-auto = 自动
theme-light = 浅色
theme-dark = 深色
seat = 席位
seat-shape = 席位名为 1 到 32 个小写字母、数字或连字符。
demo-tag = 演示 · demo
demo-explained = 虚构城市：来电、单元和街道都由种子生成，并非真实。
keys = 快捷键
keys-note = 输入文字或输入法组字时，快捷键不起作用。
link-connecting = 正在连接
link-live = 实时
link-lost = 连接中断
link-age = { $time }前
clock-simulated = 模拟时钟
clock-replay = 回放
record-entry = 第 { $entry } 条
record-behind = 看板落后 { $count } 条
record-checkpoint = 检查点 { $time }前
record-no-checkpoint = 尚无检查点
record-checkpoint-title = 已签名检查点，共 { $size } 条，根 { $root }…
writer-stopped = 目前无法记录任何内容。
writer-stopped-detail = 写入已停止：{ $reason }。请改用纸质接警，并联系服务器管理员。
lost-title = 连接中断。当前看板是 { $time }前的。
lost-detail = 最后消息时间 { $time }。所见内容可能已变化；服务器恢复后会自动重试。
lost-never = 无法连接服务器。
lost-never-detail = 尚未载入看板。本画面会自动重试。

## 快捷键

key-report = 新接警
key-reports = 查看待处理来电
key-search = 搜索警情
key-down = 下一条警情
key-up = 上一条警情
key-open = 打开警情
key-send = 向打开的警情派警
key-milestone = 单元的下一个节点
key-note = 添加记事
key-close = 结案
key-roads = 封闭或限行道路
key-cover = 显示或隐藏覆盖范围
key-advised = 派警时采用建议单元
key-back = 返回
key-queue = 转到警情列表
key-units = 转到单元
key-map = 转到地图
key-help = 显示快捷键

## 状态

status-available = 待命
status-reserved = 已预留
status-sent = 已派警
status-acknowledged = 已签收
status-departed = 已出动
status-on_scene = 已到场
status-transporting = 转运中
status-at_destination = 已送达
status-returning = 返程
status-out_of_service = 停用
status-off_shift = 下勤
progress-waiting = 待派警
progress-sent = 已派警
progress-acknowledged = 已签收
progress-departed = 途中
progress-on_scene = 已到场
progress-transporting = 转运中
progress-at_destination = 已送达
progress-done = 单元处毕
state-open = 未结
state-closed = 已结
state-merged = 已合并
ended-cleared = 处毕
ended-cancelled = 已取消
ended-stood_down = 已撤回
ended-diverted = 已改派
source-button = 按键
source-typed = 补录
source-voice = 语音
source-geofence = 电子围栏
source-import = 导入
mark-late = 补报
mark-out_of_order = 次序异常
mark-filled_in = 补记
relation-related = 相关
relation-same_place = 同一地点
relation-same_cause = 同一起因
priority-label = { $rank } 级：{ $name }

## 警情列表

queue-title = 警情
queue-filter = 显示哪些警情
filter-open = 未结
filter-waiting = 待派警
filter-closed = 一小时内已结
queue-search = 搜索
queue-loading = 正在载入看板…
queue-empty-search = 没有包含这些文字的警情。清空搜索可查看全部。
queue-empty-open = 没有未结警情。按 n 键新接警。
queue-empty-waiting = 没有待派警的警情。
queue-empty-closed = 一小时内没有结案的警情。
queue-more = 已显示 { $shown } / { $all }。
queue-show-more = 再显示 { $count } 条
waiting-short = 待处理来电
waiting-title = 待处理来电
waiting-empty = 没有待处理来电。
column-priority = 等级
column-progress = 进展
column-type = 类型
column-age = 已历时
column-place = 地点
column-units = 单元
column-clock = 下一时限
due-send-in = 派警 { $time }
due-send-over = 派警 +{ $time }
due-arrive-in = 到场 { $time }
due-arrive-over = 到场 +{ $time }
units-none = 未派警
units-done = 处毕
place-point-only = 地图上的点
place-none = 地点不明
hazard-count = { $count } 项危险
report-count = { $count } 次来电
news-incident = 新警情，{ $priority } 级：{ $type }，{ $place }。
news-arrived = { $unit } 已到场，{ $number }。
news-report = 有待处理来电：{ $place }。

## 单元

units-title = 单元
units-tally = 待命 { $available } / { $all }
units-search = 搜索
units-available-only = 仅待命
units-group-by = 单元分组
units-by-kind = 按种类
units-by-station = 按驻地
units-group-tally = { $available }/{ $all }
units-empty = 没有在勤单元。
units-empty-filter = 没有符合条件的单元。
unit = 单元
unit-named = 单元 { $unit }
unit-kind = 种类
unit-status = 状态
unit-incident = 警情
unit-station = 驻地
unit-crew = 人数
unit-capabilities = 能力
unit-position = 位置
unit-position-age = { $time }前
unit-position-none = 未知
unit-gone = 该单元不在勤。
shift-start = 上勤
shift-no-stations = 属地规则包没有驻地，单元无法上勤。请先导入驻地。
shift-extra = 其他能力
end-shift-title = { $unit } 下勤
end-shift-explained = { $unit } 将离开看板，其记录保留。
out-of-service-title = { $unit } 停用

## 地图

map-title = 警情与单元地图
map-no-webgl = 此浏览器无法绘制地图（缺少 WebGL 2）。所有功能可在列表中使用。
map-none = 尚未导入本地地图。所有功能可在列表中使用。
map-failed = 地图无法绘制。所有功能可在列表中使用。
map-pick-hint = 点击地点，或移动地图后取十字处。
map-pick-centre = 取地图中心
map-pick-roads = 点击道路选取，再次点击取消。
map-pick-done = 完成
legend = 图例
legend-incidents = 警情（按等级）
legend-units = 单元（按状态）
legend-roads = 道路
legend-way = 单元路线

## 警情面板

panel = 详情
panel-empty = 请选择警情或单元，或新接警。
panel-loading = 正在载入…
panel-close = 关闭面板
incident-named = 警情 { $number }
opened = 立警时间
outcome = 结果
owner = 负责席位
merged-into = 已并入
merged-other = 另一警情
point-detail = { $where }（误差 { $metres } 米内）
runs-title = 处警单元
runs-empty = 尚未派警。
reports-title = 来电
notes-title = 记事
feedback-title = 反馈
feedback-missing = 结案需要单元反馈。
hazards-title = 危险
hazard-lifted = 已解除
links-title = 关联
timeline-title = 记录
timeline-empty = 暂无。
timeline-entry = 第 { $entry } 条，{ $seat }
timeline-happened = 发生于 { $time }
milestone = 节点
happened = 发生
device = 设备
journal = 入账
source = 来源
destination = 目的地
leg-count = { $count } 段
next-acknowledged = 签收
next-departed = 出动
next-on_scene = 到场
next-transporting = 转运
next-at_destination = 送达
next-clear = 处毕

## 操作

do-send = 派警
do-note = 记事
do-close = 结案
do-more = 更多
do-more-for = { $unit } 的更多操作
do-hazard = 添加危险
do-lift = 解除
do-feedback = 添加反馈
do-type = 更改类型
do-priority = 更改等级
do-place = 更正地点
do-owner = 更改负责席位
do-link = 关联警情
do-merge = 并入另一警情
do-reopen = 重新打开
do-undo-merge = 撤销合并
do-split = 拆分来电
do-undo-split = 撤销拆分
do-attach = 并入警情…
do-dismiss = 作废…
do-detach = 移出
do-unlink = 撤销
do-reserve = 预留
do-release = 解除预留
do-later = 补录节点…
do-leg = 增加一段
do-clear-how = 处毕选项…
do-divert = 改派
do-cancel = 取消派警
do-stand-down = 撤回
do-available = 转为待命
do-in-service = 恢复使用
do-out-of-service = 停用
do-end-shift = 下勤

## 接警

report-new = 新接警
report-answers-unkept = 已立警，但问答未能记录，请以记事补入。
report-continue = 继续接警
report-since = 开始于 { $time }前
report-discard = 放弃
report-channel = 来源
report-words = 报警内容
report-spoken-help = 按报警人原话
report-pick = 在地图上取点
report-unpick = 删除该点
report-no-point = 尚未取点
report-near = 500 米内有 { $count } 起未结警情，是否同一事件？
report-open-new = 新警情
report-attach-to = 并入 { $number }
report-submit-open = 立警
report-submit-attach = 并入警情
place-part = 更正哪一项
place-address = 地址
place-spoken_place = 口述地点
place-point = 坐标
type = 类型
type-search = 输入中文或英文
type-none = 没有符合的类型。
priority = 等级
priority-own = 为自选等级。按回答建议为 { $suggested }。
priority-use = 采用建议
priority-raised = 升级依据：{ $question }

## 派警

send-title = 派警
send-back = 返回警情
send-plan = 处置预案
send-no-plan = 该类型没有处置预案。
send-search = 单元、种类或能力
send-busy-too = 含在忙单元
send-by-road = 先按能力，再按道路行程时间排序。
send-straight-line = 没有地图：先按能力，再按直线距离排序，不是行程时间。
send-no-times = 行程时间不可用：服务器没有应答。先按能力，再按名称排序。
send-times-old = 行程时间是 { $time }前的：服务器没有应答。
send-times-coming = 正在计算行程时间…
send-advised = 建议
send-advised-for = 建议用于：{ $what }
send-take-advised = 采用建议：{ $units }
send-short = { $what }：缺 { $count }
send-passed-over = { $count } 个单元可更早到达，但未建议
send-passed-one = { $unit } { $time }，{ $status }
send-no-point = 该警情没有坐标，距离未知。
send-empty = 没有可派的单元。可显示在忙单元后改派。
send-more = 还有 { $count } 个。输入文字可缩小范围。
send-none = 请选择单元
send-submit = 派出 { $units }
away = 直线 { $km } 公里
travel-by-road = 行程 { $time }
travel-from-station = 从驻地起
travel-walk = 步行 { $time }
travel-none = 晚于列出时间的单元，或按已知道路无法到达。
travel-straight = 直线距离，不是道路里程。
travel-unknown = 行程时间未知。

## 道路

roads-open = 道路
roads-count = { $count } 项道路变更
roads-title = 道路变更
roads-change = 封闭或限行道路
roads-street = 按名称查找道路
roads-street-help = 道路、路口或地址
roads-pick = 在地图上选取
roads-pick-help = 点击选取道路，再次点击取消
roads-pieces = 已选道路
roads-none-chosen = 尚未选取道路。
road-unnamed = 无名道路
road-one-way = 单行
road-direction = { $road } 的方向
road-drop = 取消 { $road }
direction-both = 双向
direction-north = 往北
direction-east = 往东
direction-south = 往南
direction-west = 往西
roads-effect = 变更内容
effect-closed = 封闭
effect-slow = 缓行
effect-open = 反向放行
effect-by = { $effect }，+{ $percent }%
roads-slow-how = 缓行程度
roads-slow-by = 比平时多用 { $percent }% 时间
roads-until = 持续到
until-min = { $n }分钟
until-h = { $n }小时
until-lifted = 解除为止
until-time = 指定时间
until-time-of-day = 时刻
until-echo = 至 { $time }
until-open = 解除之前一直有效。
roads-reason = 原因
roads-belongs = 因警情 { $number }
roads-start-over = 重新填写
roads-submit-closed = 封闭所选道路
roads-submit-slow = 所选道路设为缓行
roads-submit-open = 放行所选道路
roads-standing = 有效变更
roads-none = 没有变更：道路与地图一致。
roads-pieces-count = { $count } 段道路
roads-lift-title = 解除：{ $what }
roads-lift-why = 解除理由

## 地点

place-search-help = 街道门牌、路口、地标
place-nothing = 地图中没有符合的地点。所填文字照原样保留。
place-not-ready = 地点暂时无法检索。所填文字照原样保留。
place-no-search = 地点检索失败。所填文字照原样保留。
place-kind-address = 地址
place-kind-block = 街区
place-kind-street = 道路
place-kind-crossing = 路口
place-kind-settlement = 地名
place-kind-landmark = 地标
place-kind-kilometre = 里程
place-position-exact = 准确
place-position-interpolated = 按相邻门牌推算
place-position-street_only = 仅到道路
place-within = { $position }，误差 { $metres } 米内
place-somewhere = 位于其上某处，误差 { $metres } 米内
place-taken = “{ $said }”按“{ $taken }”检索
place-missed = 未找到：{ $words }
place-point-along = 坐标一并更正：{ $where }（误差 { $metres } 米内）。
place-point-unkept = 地址已记录，但坐标未记录。请设置坐标。
place-address-along = 地址一并更正：{ $address }。
place-address-unkept = 坐标已记录，但地址未记录。请设置地址。
here-is = 该处：
here-take = 用作地址
here-address = { $street }{ $number }号
here-kilometre = { $road } { $kilometre } 公里

## 覆盖

cover = 覆盖
cover-minutes = 几分钟内
cover-min = { $n }分
cover-capability = 仅限能力
cover-all = 全部空闲单元
cover-coming = 正在计算…
cover-figures = { $minutes }分钟：{ $what }
cover-streets = 道路 { $percent }%
cover-addresses = 地址 { $percent }%
cover-units = { $count } 个单元
list-comma = ，
list-semicolon = ；

## 表单

note-add = 添加记事
note-text = 记事
feedback-add = 添加反馈
feedback-text = 单元反馈内容
hazard-kind = 种类
hazard-text = 内容与位置
lift-why = 为何不再危险
lift-title = 解除危险：{ $hazard }
link-other = 哪一起警情
merge-other = 并入哪一起警情
merge-explained = 来电转到另一警情，本警情保留在记录中。单元不随之转移，须先处毕或改派。合并可以撤销。
merge-units-still = 仍在处警：{ $units }。请先处毕或改派。
undo-merge-explained = 随合并转出的来电移回，本警情重新打开。
split-title = 从 { $number } 拆分来电
split-which = 属于另一事件的来电
split-leave-one = 至少保留一次来电。
split-submit = 另立警情
undo-split-explained = 来电移回原警情。请先将其单元处毕或改派。
detach-explained = 来电移出本警情，重新等待处理。
unlink-title = 撤销与 { $number } 的关联
attach-title = 来电并入警情
dismiss-title = 来电作废
dismiss-why = 作废理由
reserve-title = 预留 { $unit }
reserve-purpose = 用途
reserve-from = 开始（留空为现在）
reserve-length = 时长
reserve-echo = { $from } 至 { $to }
release-title = 解除预留 { $unit }
release-why = 为何不再需要
relation = 关系
other-none = 没有其他未结警情。
close-title = 结案 { $number }
close-submit = 结案
close-units-still = 仍在处警：{ $units }。请先处毕。
close-feedback = 反馈（如有）
close-feedback-needed = 单元反馈（必填）
milestone-title = { $unit } 的节点
milestone-submit = 记入节点
milestone-when = 发生时间
milestone-when-help = 时和分，知道秒也可填写：14:05 或 14:05:30。
milestone-when-echo = 即 { $time }前。
clear-title = { $unit } 处毕
clear-then = 之后
clear-when = 时间（留空为现在）
cancel-title = 取消派警 { $unit }
stand-down-title = 撤回 { $unit }
divert-title = 改派 { $unit }
divert-submit = 改派
divert-to = 改派到哪一起警情
divert-explained = { $unit } 离开 { $from }，前往 { $to }。

## 记录中的事件

event-record-opened = 开立记录
event-record-pack_adopted = 启用规则包
event-intake-report_received = 接警
event-intake-report_dismissed = 来电作废
event-intake-incident_opened = 立警
event-intake-report_attached = 来电并入
event-intake-report_detached = 来电移出
event-intake-incidents_merged = 合并
event-intake-merge_undone = 撤销合并
event-intake-incident_split = 拆分
event-intake-split_undone = 撤销拆分
event-intake-incidents_linked = 关联
event-intake-incidents_unlinked = 撤销关联
event-intake-type_changed = 更改类型
event-intake-priority_changed = 更改等级
event-intake-spoken_place_set = 更正口述地点
event-intake-address_set = 更正地址
event-intake-point_set = 更正坐标
event-intake-note_added = 记事
event-intake-hazard_noted = 危险
event-intake-hazard_lifted = 解除危险
event-intake-feedback_given = 反馈
event-intake-owner_assigned = 负责席位
event-intake-incident_closed = 结案
event-intake-incident_reopened = 重新打开
event-intake-order_warned = 提示：时间次序异常
event-dispatch-shift_started = 上勤
event-dispatch-shift_ended = 下勤
event-dispatch-unit_reserved = 预留单元
event-dispatch-reservation_released = 解除预留
event-dispatch-unit_out_of_service = 停用
event-dispatch-unit_in_service = 恢复使用
event-dispatch-unit_available = 待命
event-dispatch-send_advised = 派警建议
event-dispatch-unit_sent = 派警
event-dispatch-unit_diverted = 改派
event-dispatch-unit_released = 撤出单元
event-dispatch-milestone_reached = 节点
event-dispatch-leg_added = 增加一段
event-dispatch-unit_cleared = 处毕
event-dispatch-overlap_warned = 提示：未处毕即再派
event-dispatch-transition_warned = 提示：状态变化异常
event-dispatch-order_warned = 提示：时间次序异常
event-dispatch-stamps_missing = 提示：缺少节点
event-roads-change_made = 道路变更
event-roads-change_lifted = 道路变更解除
event-roads-speeds_adopted = 启用车速

## 建议的内容

advised-nobody = 没有可建议的单元
advised-passed = 未建议：{ $units }
advised-straight = 按直线距离
